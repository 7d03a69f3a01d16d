"""Lists and rows of the admin, as Django draws them, with what it does not say.

On a phone no heading stands above a cell, so each names its own; and on a page in another language what
people have written says in which it is.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language

from ui.fields import Measured

CELL, HEAD, BOX = "<td ", "<th ", '<td class="action-checkbox"'
EMPTY = ">-</td>"


def labelled(
    cells: list[SafeString] | SafeString, headers: list[dict[str, Any]], changes: ChangeList
) -> Iterable[SafeString]:
    """The cells of a row, each with its heading. What a template of its own has drawn stays as it is."""
    return [cells] if isinstance(cells, SafeString) else _labelled(cells, headers, changes)


def _labelled(
    cells: list[SafeString], headers: list[dict[str, Any]], changes: ChangeList
) -> Iterator[SafeString]:
    """One that holds nothing has an empty heading."""
    boxes = len(headers) - len(changes.list_display)
    columns = [""] * boxes + list(changes.list_display)
    for cell, header, column in zip(cells, headers, columns, strict=True):
        kind = BOX if cell.startswith(BOX) else cell[: len(CELL)]
        label = "" if cell.endswith(EMPTY) else capfirst(str(header["text"]))
        says = format_html(' data-label="{}"', label) if kind == CELL else ""
        says += _language() if _is_written(changes.model, column) else ""
        yield mark_safe(f"{cell[:3]}{says} {cell[len(CELL) :]}")  # noqa: S308 - Django's own, and what is escaped


def called(thing: Model | None) -> str:
    """What a row is called, which may be one of the texts that people have written in it."""
    name = str(thing or "")
    texts = (field.name for field in thing._meta.fields if isinstance(field, Measured)) if thing else ()
    if not _language() or name not in {getattr(thing, text) for text in texts}:
        return name
    return format_html("<span{}>{}</span>", _language(), name)


def _is_written(model: type[Model], column: Any) -> bool:
    """Is it a text of people's, or called by one?"""
    try:
        field = model._meta.get_field(column)
    except FieldDoesNotExist:  # it is worked out: it says so itself
        return False
    if isinstance(field, ForeignKey):
        return any(isinstance(text, Measured) for text in field.related_model._meta.fields)
    return isinstance(field, Measured)


def _language() -> str:
    """To put into a tag: in which language people write, where the page is in another one."""
    if get_language() == settings.LANGUAGE_CODE:
        return ""
    return format_html(' lang="{}"', settings.LANGUAGE_CODE)
