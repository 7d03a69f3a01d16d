"""Templates can be read and diffed, stand in the frame, and hold nothing inline."""

import re

from tests.repository.files import ROOT, name, source, templates, tracked

# What is let through unescaped, and why that is safe.
UNESCAPED = {
    "templates/forms/field.html": "help texts are written by us, never by those who use the portal",
}


# Pages that stand on their own.
WITHOUT_FRAME = {
    "templates/base.html": "it is the frame",
    "templates/notices/mail/notices.html": "it is a mail",
    "templates/500.html": "when something is broken, nothing that could be broken is asked for",
}


INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\s*[\"']|javascript:|hx-on\b", re.IGNORECASE
)


def test_nothing_inline_stands_in_a_template() -> None:
    """Script, style and handlers live in files of their own, so that the policy needs no exception."""
    assert [path for path, text in templates().items() if INLINE.search(text)] == []


def test_what_htmx_reads_is_an_attribute_that_html_knows() -> None:
    """htmx reads `data-hx-get` as it reads `hx-get`, and only the first is HTML."""
    bare = re.compile(r"""(?<![\w-])hx-[a-z:-]+["']?\s*[=:]""")
    paths = [*tracked(".html", ".js"), *(path for path in source(".py") if "tests" not in path.parts)]

    assert [name(path) for path in paths if bare.search(path.read_text())] == []


def test_every_page_stands_in_the_frame() -> None:
    parts = re.compile(r"templates/(forms|ui|django)/|/_")
    pages = {path: text for path, text in templates().items() if not parts.search(path)}

    frameless = {
        path for path, text in pages.items() if not re.match(r'{% extends "(\w+/)?base.html" %}', text)
    }

    assert frameless == set(WITHOUT_FRAME)


def test_only_these_templates_let_anything_through_unescaped() -> None:
    unescaped = re.compile(r"\|\s*safe(seq)?\b|autoescape off")

    assert {path for path, text in templates().items() if unescaped.search(text)} == set(UNESCAPED)


TEMPLATE_LINE, TAGS_IN_A_LINE = 140, 4


def test_templates_can_be_read_and_their_changes_too() -> None:
    """What is longer, or asks more at once, is split; a sentence of many branches is made in Python."""
    paths = [path for path in tracked(".html", ".txt") if path.is_relative_to(ROOT / "templates")]

    offends = [
        f"{name(path)}:{number}: {len(line)} characters, {tags} tags"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        for tags in [line.count("{%") + line.count("{{")]
        if len(line) > TEMPLATE_LINE or tags > TAGS_IN_A_LINE
    ]

    assert offends == []


def test_no_live_region_holds_more_than_a_sentence() -> None:
    """A screen reader reads all of a live region when a word of it changes, be it a whole list."""
    live = re.compile(r"<(\w+)[^>]*aria-live=")

    found = {(path, tag) for path, text in templates().items() for tag in live.findall(text)}
    assert {path for path, tag in found if tag not in {"p", "span"}} == set()
