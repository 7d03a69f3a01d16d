"""What people write is Markdown (`ui/markdown.py`); what others read is the small safe part of HTML of it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from ui.markdown import MOST_SIGNS, Markdown, addresses_in, escaped, is_tangled, prepared

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h2", "h3", "h4", "hr"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}, "li": {"value"}}
SCHEMES = {"http", "https", "mailto"}
BEGINNING = 400  # characters, and so many lines, from which an excerpt is made
LINES_OF_BEGINNING = 20
SIGNS_OF_BEGINNING = 50
KEPT = 300  # texts that were read last, and beginnings of texts: what is made of one follows from it alone
LONGEST_KEPT = 3_000

_markdown = Markdown(find_addresses=True)
_words_alone = Markdown(find_addresses=False)  # which are the same, and sooner found
_BREAKS = {"softbreak", "hardbreak"}
_sentence_ends = re.compile(r"(?<=[.!?…”])\s+(?=[A-ZÅÄÖ”0-9])")


def to_html(text: str) -> SafeString:
    """Markdown as HTML with nothing but TAGS, whoever wrote it. Headings begin at h2: the page has the h1."""
    return _kept_html(text) if len(text) <= LONGEST_KEPT else _html(text)


def _html(text: str) -> SafeString:
    text = prepared(text)
    if is_tangled(text):
        return _as_lines(text)
    html = _markdown.render(text)
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    return mark_safe(clean)  # noqa: S308 - cleaned against a list of allowed tags on the line above


_kept_html = lru_cache(KEPT)(_html)


def _as_lines(text: str) -> SafeString:
    lines = escape(text).replace("\n", "<br>\n")
    return mark_safe(f"<p>{lines}</p>\n")  # noqa: S308 - escaped on the line above


def lower_first(words: object) -> str:
    """For a label inside a sentence."""
    text = str(words)
    return text[:1].lower() + text[1:]


def to_plain(text: str, *, most_signs: int = MOST_SIGNS) -> str:
    """The words alone, as they can be read on the page: with the numbers of a list, without its dots."""
    text = prepared(text)
    words = [text] if is_tangled(text, most_signs=most_signs) else _plain_words(_words_alone.parse(text))
    return " ".join(" ".join(words).split())


def _plain_words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            yield f"{token.info}."
        if token.type == "inline":
            yield "".join(" " if child.type in _BREAKS else child.content for child in token.children or [])


def shortened(text: str, longest: int) -> str:
    """The first words of a text, without formatting; what is too long is cut between words."""
    part = _first_part(text)
    plain = _plain_beginning(part)
    if part == text and len(plain) <= longest:
        return plain
    return (plain if len(plain) <= longest else plain[:longest].rsplit(" ", 1)[0]) + " …"


def first_words(text: str, count: int) -> str:
    """The same, by number of words."""
    part = _first_part(text)
    words = _plain_beginning(part).split()
    return " ".join(words[:count]) + (" …" if len(words) > count or part != text else "")


def opening(text: str, longest: int = 220) -> str:
    """The first two sentences of Markdown, without formatting; what is too long is cut between words."""
    part = _first_part(text)
    plain = _plain_beginning(part)
    ends = [ending.start() for ending in _sentence_ends.finditer(plain)][:2]
    fitting = [end for end in (*ends, *([len(plain)] if part == text else [])) if end <= longest][:2]
    return plain[: fitting[-1]] if fitting else shortened(text, longest)


def _first_part(text: str) -> str:
    """What an excerpt is made from, so that it costs no more for a book than for a line."""
    part = "\n".join(text[:BEGINNING].splitlines()[:LINES_OF_BEGINNING])
    return text if part == text else re.sub(r"\s\S*\Z", "", part)


@lru_cache(KEPT)
def _plain_beginning(part: str) -> str:
    return to_plain(part, most_signs=SIGNS_OF_BEGINNING)


def literal(words: str) -> str:
    """Words to stand in Markdown as they are, on one line, whatever signs they hold."""
    return escaped(_on_one_line(words))


def link(words: str, address: str) -> str:
    """Markdown of a link, whatever signs its words hold."""
    label = escaped(_on_one_line(words), in_label=True)
    return f"[{label} ]({address})" if label.endswith(("\\", "*")) else f"[{label}]({address})"


def _on_one_line(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())


@dataclass(frozen=True)
class Block:
    """A piece of Markdown that stands by itself: a heading, a paragraph, one point of a list, a table."""

    kind: str  # as markdown-it calls it: "heading", "paragraph", "list_item", "table", …
    source: str

    @cached_property
    def words(self) -> list[str]:
        return to_plain(self.source).split()

    @cached_property
    def count_of_words(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def addresses(self) -> list[str]:
        return addresses_in(self.source)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text, from top to bottom; each renders by itself as it does in its place."""
    text = prepared(text)
    if is_tangled(text):
        yield Block("paragraph", text)
        return
    lines = text.split("\n")
    for token in _words_alone.parse(text):
        if token.map and _stands_alone(token):
            first, last = token.map
            yield Block(token.type.removesuffix("_open"), "\n".join(lines[first:last]).rstrip())


def _stands_alone(token: Token) -> bool:
    """A list comes apart into its points, and what stands inside a point belongs to it."""
    if token.type == "list_item_open":
        return token.level == 1
    return token.level == 0 and not token.type.endswith("_list_open")
