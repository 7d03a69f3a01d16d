"""The demo organisation as data: TOML files that anybody can read and change.

The loaders call one table of such a file an `entry`.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """One file, by its path inside this folder."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def read_all(folder: str) -> list[dict[str, Any]]:
    """Every file of a folder, in the order of their names."""
    return [read(f"{folder}/{path.name}") for path in sorted((HERE / folder).glob("*.toml"))]


@cache
def cast() -> list[dict[str, Any]]:
    """The people with names of their own, in the order of the sign-in page."""
    return sorted(read("cast.toml")["people"], key=lambda member: member.get("order", 99))
