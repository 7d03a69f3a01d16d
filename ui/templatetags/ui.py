"""The small words that templates are written with. They are built in: no `{% load %}` needed."""

from datetime import date, datetime
from functools import cache
from typing import Any, Protocol
from uuid import uuid4

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

from ui import addresses, counting, fixed_addresses, http
from ui.choices import Written
from ui.dates import days_ago, in_words, today
from ui.drawn import drawn
from ui.faults import faults_of
from ui.forms import FormOfForms
from ui.icons import ICONS
from ui.labelled import called, labelled
from ui.listing import listed, separator
from ui.search_form import chosen_in
from ui.seats import Seated, seats_in_words
from ui.text import first_words, lower_first, to_html
from ui.unfilled import draw_filter

MOST_TICKS = 60  # that can be told apart on a ruler

register = template.Library()
register.tag(fixed_addresses.url)
register.filter(addresses.in_short)
register.filter(addresses.with_links)
register.filter("counted", counting.in_words)
register.simple_tag(flatatt, name="flat_attrs")
register.simple_tag(drawn)
register.simple_tag(draw_filter, name="filter_form")
register.filter(days_ago)
register.filter(in_words)
register.filter(lower_first)
register.filter(listed)
register.filter(separator)
register.filter(first_words)
register.filter(called)
register.simple_tag(labelled)


@register.filter
def markdown(text: str) -> SafeString:
    """What somebody wrote, as safe HTML."""
    return to_html(text)


@register.filter
def written(words: object) -> str:
    """What people have written is in the organisation's language: on a page in another one it says so.

    For what stands in the text of a page: an attribute has no room for it, and what is drawn has a `lang`.
    """
    if words in {None, ""} or get_language() == settings.LANGUAGE_CODE:
        return str(words or "")
    return format_html('<span lang="{}">{}</span>', settings.LANGUAGE_CODE, words)


@register.filter
def if_written(words: str) -> str:
    """The same of words that may be ours or theirs: they know it (`ui.choices.Written`)."""
    return written(words) if isinstance(words, Written) else words


@register.simple_tag
def answers_are_not_read() -> str:
    """For the foot of a mail: that nobody reads an answer to it, where no address for answers is set."""
    return "" if settings.EMAIL_REPLY_TO else gettext("Replies to this e-mail are not read.")


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our icons; decoration only, so always beside words."""
    shape = mark_safe(ICONS[name])  # noqa: S308 - constants of ours
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shape)


@register.inclusion_tag("ui/words_typed.html", takes_context=True)
def words_typed(context: dict[str, Any]) -> dict[str, Any]:
    """What somebody had written, to copy, on a page that could not take it."""
    request = context.get("request")
    return {"words": http.words_typed(request) if request and request.method == "POST" else []}


@register.simple_tag(takes_context=True)
def if_faults(context: template.Context, words: str) -> str:
    """`words`, where a form on the page has something wrong in it."""
    return words if any(form.errors for form in _forms_on_the_page(context)) else ""


@register.inclusion_tag("forms/not_saved.html", takes_context=True)
def not_saved(context: template.Context) -> dict[str, Any]:
    """What stands in the way of the form that was sent, field by field, whichever form of the page it is.

    Where somebody else was quicker the page says so itself.
    """
    request = context.get("request")
    sent = _forms_on_the_page(context) if request and request.method == "POST" else []
    wrong = [form for form in sent if form.errors and not getattr(form, "overtaken", None)]
    return {"is_wrong": bool(wrong), "faults": [fault for form in wrong for fault in faults_of(form)]}


def _forms_on_the_page(context: template.Context) -> list[Any]:
    """Those of the view's context, each once. What is lazy there stays so: only its type is asked."""
    found = [*context.flatten().values(), getattr(context.get("adminform"), "form", None)]
    return list(
        {id(value): value for value in found if issubclass(type(value), BaseForm | FormOfForms)}.values()
    )


@register.simple_tag
def narrowed_to(form: BaseForm) -> SafeString:
    """What has been chosen in a form that narrows a list, but for the words searched for."""
    chosen = chosen_in(form) if form.is_valid() else []
    return format_html_join(", ", "{}", ((if_written(words),) for words in chosen))


@register.filter
def days_until(day: date) -> str:
    """How far ahead a date lies: "today", "tomorrow", "in 9 days"."""
    days = (day - today()).days
    if days <= 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


@register.filter
def time_tag(moment: date | datetime, shape: str = "j F Y") -> SafeString:
    """When it was, in words for people and in figures for machines; `shape` as the `date` filter has it."""
    return format_html('<time datetime="{}">{}</time>', exactly(moment), in_words(moment, shape))


@register.filter
def exactly(moment: date | datetime) -> str:
    """When it was, as machines read it in HTML, which knows no millionths of a second."""
    return localtime(moment).isoformat("T", "seconds") if isinstance(moment, datetime) else moment.isoformat()


@register.filter
def times(count: int | None) -> range:
    """Something to loop over as often as a number says."""
    return range(count or 0)


@register.simple_tag
def here(address: str, place: str) -> SafeString | str:
    """Mark a menu's link where the `place` one is at is that page (`page`), or inside it (`true`)."""
    if place == address:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if address != "/" and place.startswith(address) else ""


@register.simple_tag
@cache
def serif_address() -> str:
    """Where our serif lies, or nothing on a machine that could not fetch it: the fallback stands then."""
    try:
        return static("fonts/newsreader.woff2")
    except ValueError:  # not in the manifest
        return ""


@register.simple_tag
def form_key() -> SafeString:
    """A key of this very form, so that sending it twice does one thing (see `people.once`)."""
    return format_html('<input type="hidden" name="form_key" value="{}">', uuid4())


@register.inclusion_tag("ui/seats.html")
def seats(group: Seated) -> dict[str, Any]:
    """Seats one can count, taken and free, and the same in words."""
    taken = group.seats_taken
    empty = (group.seats or 0) - taken
    return {"seats": group.seats, "taken": taken, "empty": empty, "words": seats_in_words(group)}


class Ruled(Protocol):
    """A stage, as far as a ruler goes."""

    @property
    def weeks(self) -> int: ...


@register.inclusion_tag("ui/stage_bar.html")
def stage_bar(stage: Ruled) -> dict[str, Any]:
    """A stage as a ruler: one unit a week, filled as far as we have come; a tick a week while they fit."""
    ticks = range(1, stage.weeks, -(-stage.weeks // MOST_TICKS))
    return {"stage": stage, "ticks": "".join(f"M{tick} 4v10" for tick in ticks)}
