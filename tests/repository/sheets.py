"""Which stylesheets a page takes along, and which classes it shows: both read out of its templates."""

import re
from collections.abc import Iterator
from functools import cache

from tests.repository.files import ROOT, templates, tracked

NAMED = re.compile(r"{% (?:include|extends|drawn|filter_form) [\"']([\w/.]+)[\"']")
LINKED = re.compile(r"static 'css/([\w-]+\.css)'")
IMPORTED = re.compile(r'@import url\("([\w-]+\.css)"\);')
TAG_OF = re.compile(r'inclusion_tag\("([\w/.]+)".*?\)\n(?:@.*\n)*def (\w+)')
CLASSES = re.compile(r'\bclass="([^"]*)"')
FILLED_IN = re.compile(r"{%.*?%}|\S*{{.*?}}\S*")  # what only a request knows
FOLDER = ROOT / "static" / "css"


def pages() -> list[str]:
    """Templates that are a page of their own: the frame, and whatever stands in it."""
    return [path for path, text in templates().items() if "{% extends " in text]


def text_of(page: str) -> str:
    """A page with its frame and every part of it, as they stand in their files."""
    return "".join(templates_of()[path] for path in _parts(page, set()))


def sheets_of(text: str) -> set[str]:
    """What it links to, and what those import."""
    linked = set(LINKED.findall(text))
    return linked | {sheet for name in linked for sheet in IMPORTED.findall((FOLDER / name).read_text())}


def classes_of(text: str) -> set[str]:
    return {word for found in CLASSES.findall(text) for word in FILLED_IN.sub(" ", found).split()}


@cache
def templates_of() -> dict[str, str]:
    return templates()


@cache
def _tags() -> dict[str, str]:
    """The template behind each inclusion tag."""
    sources = [path.read_text() for path in tracked(".py") if "templatetags" in path.parts]
    return {tag: f"templates/{path}" for text in sources for path, tag in TAG_OF.findall(text)}


def _parts(path: str, seen: set[str]) -> Iterator[str]:
    if path in seen or path not in templates_of():
        return
    seen.add(path)
    yield path
    text = templates_of()[path]
    for name in NAMED.findall(text):
        yield from _parts(f"templates/{name}", seen)
    for tag in re.findall(r"{% (\w+)", text):
        yield from _parts(_tags().get(tag, ""), seen)
