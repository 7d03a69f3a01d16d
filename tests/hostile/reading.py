"""A page taken apart: its elements with their attributes, where its addresses lead, and its texts."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from ui.text import TAGS

ADDRESSES = {"href", "src", "action", "formaction", "srcset", "data", "poster", "cite", "ping", "background"}
# What Markdown may make of a text, wherever a text stands.
MADE_BY_MARKDOWN = {("a", "href"), ("a", "rel"), ("a", "title"), ("li", "value")}
LEADS_TO = {"", "http", "https", "mailto"}
RAW = {"script", "style"}


@dataclass
class Reading(HTMLParser):
    """`frame` counts the elements that Markdown does not make, each with the names of its attributes; `made`
    those that it may have made.
    """

    html: str
    frame: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)
    attributes: set[tuple[str, str]] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)  # of inputs

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = sorted(name for name, _value in attrs)
        if tag in TAGS:
            self.made[tag] += 1
        else:
            self.frame[f"{tag} {' '.join(names)}"] += 1
        self.attributes |= {(tag, name) for name in names}
        for name, value in attrs:
            if name in ADDRESSES:
                self.schemes.add(urlsplit("".join((value or "").split())).scheme)
            if (tag, name) == ("input", "value"):
                self.values.append(value or "")
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data

    def unlike(self, clean: "Reading") -> list[str]:
        """What is here and would not be, had the texts been harmless."""
        more = self.frame - clean.frame
        less = clean.frame - self.frame
        attributes = self.attributes - clean.attributes - MADE_BY_MARKDOWN
        schemes = self.schemes - clean.schemes - LEADS_TO
        found = [("more", more), ("less", less), ("attributes", attributes), ("leads to", schemes)]
        return [f"{what}: {dict(of) if isinstance(of, Counter) else sorted(of)}" for what, of in found if of]
