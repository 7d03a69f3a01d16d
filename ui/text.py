"""What people write is Markdown; what others read is the small safe part of HTML it makes."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h2", "h3", "h4", "code", "hr"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}

# "js-default" knows tables and no raw HTML; linkify is left off, since it would guess at addresses.
_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
_markdown.disable("image")


def to_html(text: str) -> SafeString:
    """Markdown as HTML with nothing but TAGS, whoever wrote it. Headings begin at h2: the page has the h1."""
    html = _markdown.render(text.replace("\x00", ""))
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")
    return mark_safe(clean)  # noqa: S308 - cleaned against a list of allowed tags on the line above


def to_plain(text: str) -> str:
    """The words alone, for excerpts and lists."""
    blocks = (token.children or [] for token in _markdown.parse(text) if token.type == "inline")
    words = ("".join(child.content or " " for child in block) for block in blocks)
    return " ".join(" ".join(words).split())
