from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.excerpts import Piece

register = template.Library()


@register.filter
def marks(pieces: Iterable[Piece]) -> SafeString:
    """Words as they stand, those that were looked for marked."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", words) if is_marked else words,) for words, is_marked in pieces),
    )
