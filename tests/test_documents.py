"""Documents name only what is there: files, modules and what stands in them, commands of make, links."""

import re
import subprocess
from functools import cache
from importlib import import_module
from pathlib import Path, PurePosixPath

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent
APPS = {app.label for app in apps.get_app_configs() if Path(app.path).parent == ROOT}
MADE_BY_RUNNING = {"var"}  # folders that git does not know

CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
PATH = re.compile(r"(?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|html|css|txt|toml|md)")
DOTTED = re.compile(r"[a-z]\w*(?:\.\w+)+(?<!\.[EW]\d{3})")  # but no check's number, as portal.E001
TARGET = re.compile(r"\bmake ([a-z][a-z0-9-]*)")


@cache
def tracked() -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(filter(None, listed.stdout.split("\0")))


def documents() -> list[str]:
    texts = [name for name in tracked() if name.endswith(".md")]
    return sorted(name for name in texts if name.startswith("docs/") or "/" not in name)


def missing(text: str, where: str = "") -> list[str]:
    """What `text` names that is not there; its links are seen from the folder `where`."""
    words = [re.sub(r"\(.*\)$", "", code) for code in CODE.findall(text)]
    paths = {word for word in words if PATH.fullmatch(word)}
    gone = [word for word in words if word in paths and not _is_file(word)]
    gone += [word for word in words if _is_dotted(word) and word not in paths and _is_gone(word)]
    gone += [f"make {target}" for target in TARGET.findall(_commands(text)) if target not in _targets()]
    gone += [link for link in LINK.findall(text) if not (ROOT / where / link).exists()]
    return gone


def _is_file(word: str) -> bool:
    """A path from the root, or the end of one: `rules.py` is a file of many apps."""
    path = PurePosixPath(word)
    if path.parts[0] in MADE_BY_RUNNING:
        return True
    return any(parts[-len(path.parts) :] == path.parts for parts in _known_parts())


@cache
def _known_parts() -> set[tuple[str, ...]]:
    files = {PurePosixPath(name) for name in tracked()}
    return {path.parts for path in files | {folder for file in files for folder in file.parents}}


def _is_dotted(word: str) -> bool:
    return word.split(".", maxsplit=1)[0] in APPS and DOTTED.fullmatch(word) is not None


def _is_gone(dotted: str) -> bool:
    """Neither a module nor what stands in one."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            if not hasattr(found, part):
                return True
            found = getattr(found, part)
        return False
    return True


def _commands(text: str) -> str:
    """What stands as code: a sentence may make something too."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return "\n".join([*CODE.findall(text), *blocks])


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z0-9-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.one_database
@pytest.mark.parametrize("name", documents())
def test_document_names_only_what_is_there(name: str) -> None:
    assert missing((ROOT / name).read_text(), str(PurePosixPath(name).parent)) == []


@pytest.mark.one_database
def test_what_a_document_names_that_is_gone_is_seen() -> None:
    there = (
        "`groups/joining.py` and `groups.joining.sign_up(group, by)`, `rules.py`, [x](README.md), `make run`"
    )
    gone = "`groups/knocking.py`, `groups.joining.knock`, `doors.py`, [x](docs/gone.md), `make tea`"

    assert missing(there) == []
    assert missing(gone) == [
        "groups/knocking.py",
        "doors.py",
        "groups.joining.knock",
        "make tea",
        "docs/gone.md",
    ]
