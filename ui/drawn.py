"""Markup that a few plain values decide, drawn once and kept: `{% drawn "groups/_group_row.html" row=row %}`.

The template sees those values and nothing else: no request, no person, nothing of the page around it. So what
is kept can tell nobody what only another may see, and nothing in it grows old: what has changed is another
value. It is kept in each process, for each language and day.

Values are words, figures, days, choices, and tuples and frozen dataclasses of them. What can change and still
be equal to what it was, as a row of a model, is refused with a TypeError; so is, inside another value, what
is drawn otherwise than the plain words that it is equal to.
"""

from dataclasses import fields
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.forms.models import ModelChoiceIteratorValue
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ui.dates import today

MOST = 3_000  # pieces of about a thousand characters
PLAIN = (str, int, float, date, Enum, type(None))


def drawn(template: str, **shown: Any) -> SafeString:
    """The template's markup for these values."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn  # whoever works on a template sees it at once
    values = tuple(shown.values())
    return draw(template, get_language(), today(), tuple(shown), tuple(map(type, values)), values)


@lru_cache(MOST)
def _drawn(
    template: str,
    _language: str | None,
    _day: date,
    names: tuple[str, ...],
    _kinds: tuple[type, ...],  # "<b>" is equal to itself as markup, and 1 to True
    values: tuple[Any, ...],
) -> SafeString:
    for value in values:
        if not isinstance(value, str):
            _check(value)
    return render_to_string(template, dict(zip(names, values, strict=True)))


class Frozen(dict[str, Any]):
    """Names and values that stay as they are, for a template that looks them up."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


def frozen(value: object) -> Any:
    """Plain values in dictionaries and lists, as Django's widgets give them, so that they can be drawn."""
    if isinstance(value, dict):
        return Frozen((name, frozen(part)) for name, part in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    if isinstance(value, SafeString):
        raise TypeError("what is markup is equal to the same words as text")
    return str(value) if isinstance(value, str | Promise | ModelChoiceIteratorValue) else value


def _check(value: object) -> None:
    parts: Any = ()
    dataclass = getattr(type(value), "__dataclass_params__", None)
    if isinstance(value, tuple):
        parts = value
    elif isinstance(value, Frozen):
        parts = value.values()
    elif dataclass and dataclass.frozen:
        parts = (getattr(value, field.name) for field in fields(cast(Any, value)))
    elif not isinstance(value, PLAIN) or (isinstance(value, str) and type(value) is not str):
        raise TypeError(f"{type(value).__name__} does not decide alone how it is drawn")
    for part in parts:
        _check(part)
