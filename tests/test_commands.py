"""What `make` lists is little enough to read; what it does not list is told of in one other place."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()

# Steps of other targets, which nobody asks for by name.
STEPS = {"ready", "ready-to-run"}


def listed() -> list[str]:
    return re.findall(r"^([a-z0-9-]+):.*## ", MAKEFILE, re.MULTILINE)


def every_target() -> set[str]:
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    return set(phony.group(1).split())


def test_make_lists_at_most_twelve_targets_and_the_one_used_hourly_first() -> None:
    assert len(listed()) <= 12
    assert listed()[:2] == ["help", "run"]


def test_what_make_does_not_list_contributing_tells_of() -> None:
    silent = every_target() - set(listed()) - STEPS

    assert silent
    assert {target for target in silent if f"| `make {target}` |" not in CONTRIBUTING} == set()


def test_every_command_that_contributing_names_is_there() -> None:
    named = set(re.findall(r"(?:`|\$ )make ([a-z0-9-]+)", CONTRIBUTING))

    assert named - every_target() == set()
