"""Stylesheets, to be read: a class has one owner, a change of one declaration shows as one line."""

import re
from collections.abc import Iterator

from tests.repository.files import name, tracked
from tests.repository.sheets import FOLDER, classes_of, pages, sheets_of, text_of

STYLESHEET_LINES = 150


def test_every_stylesheet_is_short() -> None:
    sheets = [path for path in tracked(".css") if path.parent == FOLDER]

    assert [name(path) for path in sheets if len(path.read_text().splitlines()) >= STYLESHEET_LINES] == []


def test_every_stylesheet_is_part_of_what_every_page_takes_along_or_is_named_by_a_page() -> None:
    sheets = {path.name for path in tracked(".css") if path.parent == FOLDER}
    everywhere = sheets_of(text_of("templates/base.html"))
    named = {sheet for page in pages() for sheet in sheets_of(text_of(page))} - everywhere

    assert everywhere | named | {"admin.css"} == sheets


def test_each_page_takes_along_the_sheets_of_what_it_shows() -> None:
    """Most comes with every page; what few pages need, they name in their block `sheets`."""
    owner = {
        styled: path.rpartition("/")[2]
        for path, sheet in stylesheets().items()
        for selector in selectors(sheet)
        for styled in re.findall(r"\.([a-zA-Z][\w-]*)", selector)
    }
    texts = {page: text_of(page) for page in pages()}

    missing = {
        (page, owner[shown])
        for page, text in texts.items()
        for shown in classes_of(text) & set(owner)
        if owner[shown] not in sheets_of(text)
    }

    assert missing == set()


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
