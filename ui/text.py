"""What people write is Markdown; what others read is the small safe part of HTML it makes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h2", "h3", "h4", "code", "hr"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

# "js-default" knows tables and no raw HTML; linkify is left off, since it would guess at addresses.
_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
_markdown.disable("image")
_BREAKS = {"softbreak", "hardbreak"}
_sentence_ends = re.compile(r"(?<=[.!?…”])\s+(?=[A-ZÅÄÖ”0-9])")
_signs = re.compile(r"[\\`*_\[\]<>#|~]|&(?=[#\w]+;)|^[-+=](?=\s|[-=]|$)")
_numbered = re.compile(r"^(\d+)([.)])")


def to_html(text: str) -> SafeString:
    """Markdown as HTML with nothing but TAGS, whoever wrote it. Headings begin at h2: the page has the h1."""
    html = _markdown.render(text.replace("\x00", ""))
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    return mark_safe(clean)  # noqa: S308 - cleaned against a list of allowed tags on the line above


def lower_first(words: object) -> str:
    """For a label inside a sentence."""
    text = str(words)
    return text[:1].lower() + text[1:]


def to_plain(text: str) -> str:
    """The words alone, for excerpts and lists."""
    blocks = (token.children or [] for token in _markdown.parse(text) if token.type == "inline")
    words = ("".join(" " if child.type in _BREAKS else child.content for child in block) for block in blocks)
    return " ".join(" ".join(words).split())


def literal(words: str) -> str:
    """Words to stand in Markdown as they are, on one line, whatever signs they hold."""
    line = " ".join(words.replace("\x00", "").split())
    return _numbered.sub(r"\1\\\2", _signs.sub(r"\\\g<0>", line))


def opening(text: str, longest: int = 220) -> str:
    """The first two sentences of Markdown, without formatting; what is too long is cut between words."""
    plain = to_plain(text)
    ends = [ending.start() for ending in _sentence_ends.finditer(plain)][:2]
    fitting = [end for end in (*ends, len(plain)) if end <= longest][:2]
    if fitting:
        return plain[: fitting[-1]]
    return plain[:longest].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class Block:
    """A piece of Markdown that stands by itself: a heading, a paragraph, one point of a list, a table."""

    kind: str  # as markdown-it calls it: "heading", "paragraph", "list_item", "table", …
    source: str

    @cached_property
    def words(self) -> list[str]:
        return to_plain(self.source).split()


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text, from top to bottom; each renders by itself as it does in its place."""
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for token in _markdown.parse(text):
        if token.map and _stands_alone(token):
            first, last = token.map
            yield Block(token.type.removesuffix("_open"), "\n".join(lines[first:last]).rstrip())


def _stands_alone(token: Token) -> bool:
    """A list comes apart into its points, and what stands inside a point belongs to it."""
    if token.type == "list_item_open":
        return token.level == 1
    return token.level == 0 and not token.type.endswith("_list_open")
