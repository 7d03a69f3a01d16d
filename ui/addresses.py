"""Web addresses in a line that somebody wrote, as in where a meeting is held."""

import re
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# What ends a sentence is no part of the address before it.
ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)\]}'”’»])", re.IGNORECASE)
SHORT = 80  # characters of a place in a list or a sentence


def with_links(line: str) -> SafeString:
    """The line with each address as a link, shown as its host; only http and https are."""
    return format_html_join("", "{}", ((_link(part),) for part in ADDRESS.split(line)))


def in_short(line: str) -> str:
    """The line with each address as its host alone, cut where it goes on for long."""
    short = " ".join("".join(_host(part) or part for part in ADDRESS.split(line)).split())
    return short if len(short) <= SHORT else f"{short[: SHORT - 1].rstrip()}…"


def _link(part: str) -> str:
    host = _host(part)
    return format_html('<a href="{}" rel="noreferrer">{}</a>', part, host) if host else part


def _host(part: str) -> str:
    """Where an address leads; nothing for what is none."""
    if not ADDRESS.fullmatch(part):
        return ""
    try:
        return urlsplit(part).hostname or ""
    except ValueError:
        return ""
