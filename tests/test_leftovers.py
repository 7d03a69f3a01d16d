"""A run that was cut off leaves files behind, and the next one takes them away."""

import os
from pathlib import Path

from tests.leftovers import remove_leftovers

GONE = 2**22 + 1  # more than any process's number


def test_only_what_no_process_uses_is_removed(tmp_path: Path) -> None:
    names = [
        f"riktning-test-{process}{end}"
        for process in (GONE, os.getpid())
        for end in ("_gw0.sqlite3", "-files")
    ]
    for name in [*names, "riktning-test-mine"]:
        if name.endswith("-files"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "1.txt").touch()
        else:
            (tmp_path / name).touch()

    remove_leftovers(tmp_path)

    assert {path.name for path in tmp_path.iterdir()} == {*names[2:], "riktning-test-mine"}
