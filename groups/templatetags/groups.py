from collections.abc import Sequence

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from groups.models import Group
from groups.named import named
from groups.request_sentences import state_in_words
from ui.listing import separator
from ui.templatetags.ui import written

register = template.Library()
register.filter(named)
register.filter(state_in_words)


@register.filter
def links(groups: Sequence[Group]) -> SafeString:
    """Groups one after another inside a sentence, each a link to its page."""
    said = (
        (group.get_absolute_url(), written(group.name), separator(left))
        for left, group in zip(range(len(groups) - 1, -1, -1), groups, strict=True)
    )
    return format_html_join(" ", '<a href="{}">{}</a>{}', said)
