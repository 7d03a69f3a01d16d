"""Stylesheets, to be read: a class has one owner, a change of one declaration shows as one line."""

import re
from collections.abc import Iterator

from tests.repository.files import ROOT, name, tracked

STYLESHEET_LINES = 150


def test_every_stylesheet_is_short_and_part_of_the_one_that_is_sent() -> None:
    folder = ROOT / "static" / "css"
    sheets = {path.name: path.read_text() for path in tracked(".css") if path.parent == folder}
    imported = set(re.findall(r'@import url\("([\w-]+\.css)"\);', sheets["riktning.css"]))

    assert imported == set(sheets) - {"riktning.css", "admin.css"}
    assert [path for path, text in sheets.items() if len(text.splitlines()) >= STYLESHEET_LINES] == []


# Stylesheets, to be read: a class has one owner, a change of one declaration shows as one line.
STYLESHEET_LINE, DECLARATIONS_ON_A_LINE = 120, 3


ASIDE = re.compile(r"/\*.*?\*/|\"[^\"]*\"", re.DOTALL)


def stylesheets() -> dict[str, str]:
    """Each by name, without comments and strings, which may hold anything; its lines stay where they are."""
    return {
        name(path): ASIDE.sub(lambda aside: "\n" * aside[0].count("\n"), path.read_text())
        for path in tracked(".css")
    }


def selectors(sheet: str) -> list[str]:
    before_braces = re.findall(r"([^{};]*)\{", sheet)
    return [selector for selector in before_braces if not selector.lstrip().startswith("@")]


def dense_rules(sheet: str) -> Iterator[int]:
    """The lines where a rule ends that has many declarations, two of them on one line."""
    line, open_rules = 1, [list[int]()]
    for mark in re.findall(r"[{};\n]", sheet):
        if mark == "\n":
            line += 1
        elif mark == "{":
            open_rules.append([])
        elif mark == ";":
            open_rules[-1].append(line)
        else:
            declared_on = open_rules.pop()
            if len(declared_on) > DECLARATIONS_ON_A_LINE and len(set(declared_on)) < len(declared_on):
                yield line


def test_each_class_is_styled_in_one_file() -> None:
    """Two files that style one class meet in the order of their imports, where nobody looks.

    What a component is like inside another is told to it by a custom property (`--prose-size`, `--room`).
    """
    owners: dict[str, set[str]] = {}
    for path, sheet in stylesheets().items():
        for selector in selectors(sheet):
            for styled in re.findall(r"\.([a-zA-Z][\w-]*)", selector):
                owners.setdefault(styled, set()).add(path)

    assert {styled: paths for styled, paths in owners.items() if len(paths) > 1} == {}


def test_a_rule_of_many_declarations_has_one_to_a_line() -> None:
    dense = [f"{path}:{line}" for path, sheet in stylesheets().items() for line in dense_rules(sheet)]

    assert dense == []


def test_no_line_of_a_stylesheet_is_too_long_to_diff() -> None:
    long = [
        f"{name(path)}:{number}"
        for path in tracked(".css")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > STYLESHEET_LINE
    ]

    assert long == []


def test_no_column_is_widened_by_a_long_word() -> None:
    """`1fr` alone is never narrower than its longest word."""
    columns = re.compile(r"grid-template-columns:([^;]*);")
    bounded = re.compile(r"minmax\((?:[^()]|\([^()]*\))*\)")

    offends = [
        f"{path}: {found.strip()}"
        for path, sheet in stylesheets().items()
        for found in columns.findall(sheet)
        if "1fr" in bounded.sub("", found)
    ]

    assert offends == []


def test_what_is_transparent_says_what_it_is_in_forced_colours() -> None:
    """A transparent border is drawn there, and every tab would look like the one that is open."""
    bare = [
        path
        for path, sheet in stylesheets().items()
        if "solid transparent" in sheet and "forced-colors: active" not in sheet
    ]

    assert bare == []
