"""Which words on a page people have written, and whether it says in which language they are."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
PLAIN = {"option", "text"}  # have no room for a language of a part: a choice, and what is drawn
UNREAD = {"script", "style", "title", "textarea"}  # a page's own title has the language of the page
SPOKEN = {"aria-label", "title", "alt", "placeholder"}
SIGNS = re.compile(r"[*_#>`\[\]|~-]+|\(https?://\S+\)")  # of Markdown
SHORTEST_PIECE = 4  # words


def plain(text: str) -> str:
    """As it is seen on a page, whatever signs formatted it."""
    return " ".join(SIGNS.sub(" ", text).split())


class Words(HTMLParser):
    """Collects, of a page, each text with the language that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []  # element, language
        self.found: list[tuple[str, str]] = []  # language, text
        self.sentences: list[tuple[str, str]] = []  # those that have room for another language in their midst

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        self.found += [(language, given[name] or "") for name in SPOKEN & given.keys()]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in UNREAD and data.strip():
            self.found.append((self.open[-1][1], data))
            if self.open[-1][0] not in PLAIN:
                self.sentences.append((self.open[-1][1], data))


class Written:
    """What people have written: whole texts, and the pieces of long ones that a page may show."""

    def __init__(self, texts: set[str]) -> None:
        self.whole = {plain(text) for text in texts} - {""}
        self.all = "\n".join(self.whole)

    def __contains__(self, words: str) -> bool:
        seen = plain(words).removesuffix("…").strip(" .,:·”")
        after_label = seen.partition(": ")[2]
        is_piece = any(
            len(part.split()) >= SHORTEST_PIECE and part in self.all for part in (seen, after_label)
        )
        return is_piece or seen in self.whole or plain(words) in self.whole


def not_said_to_be_swedish(page: str, written: Written) -> list[str]:
    words = Words()
    words.feed(page)
    return [
        text.strip()
        for language, text in words.found
        if language != "sv" and text.strip() and text in written
    ]


def names_not_said_to_be_swedish(page: str, names: re.Pattern[str]) -> list[str]:
    """The sentences with a name of the organisation's in their midst."""
    words = Words()
    words.feed(page)
    return [
        plain(text) for language, text in words.sentences if language != "sv" and names.search(plain(text))
    ]


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({'|'.join(re.escape(plain(name)) for name in names)})(?!\w)")
