"""What the project asks for is pinned, with hashes."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.repository.files import ROOT


def test_requirements_pin_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {"run.txt": project["project"]["dependencies"]}
    extras = project["project"]["optional-dependencies"]
    wanted["saml.txt"] = [*wanted["run.txt"], *extras["saml"]]
    wanted["several.txt"] = [*wanted["saml.txt"], *extras["several"]]
    wanted["dev.txt"] = [*wanted["several.txt"], *project["dependency-groups"]["dev"]]

    behind = [
        f"{file}: {asked}"
        for file, asked_for in wanted.items()
        for asked in asked_for
        if not _met(asked, file)
    ]

    assert behind == []


def test_tests_run_on_the_versions_that_serve() -> None:
    held = [_pins(file).items() for file in ("run.txt", "saml.txt", "several.txt", "dev.txt")]

    assert held[0] <= held[1] <= held[2] <= held[3]


def test_every_pin_has_its_hashes() -> None:
    for file in ("run.txt", "saml.txt", "several.txt", "dev.txt"):
        hashed = re.findall(r"^[\w.-]+==.*\\\n    --hash=sha256:", _requirements(file), re.MULTILINE)
        assert len(hashed) == len(_pins(file))


def _pins(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", _requirements(file), re.MULTILINE))


def _requirements(file: str) -> str:
    return (ROOT / "requirements" / file).read_text()


def _met(asked: str, file: str) -> bool:
    requirement = Requirement(asked)
    pinned = _pins(file).get(canonicalize_name(requirement.name))
    return pinned is not None and Version(pinned) in requirement.specifier
