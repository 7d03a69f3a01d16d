"""Cells of a list of the admin that name the heading they stand under: on a phone none is above them."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

CELL, BOX = "<td ", '<td class="action-checkbox"'
EMPTY = ">-</td>"


def labelled(cells: list[SafeString], headers: list[dict[str, Any]]) -> Iterator[SafeString]:
    """Django's cells of one row, each with its heading; one that holds nothing has an empty one."""
    for cell, header in zip(cells, headers, strict=True):
        if not cell.startswith(CELL) or cell.startswith(BOX):
            yield cell  # what the row is called, or a box to tick
            continue
        label = "" if cell.endswith(EMPTY) else capfirst(str(header["text"]))
        yield format_html('<td data-label="{}" {}', label, mark_safe(cell.removeprefix(CELL)))  # noqa: S308
