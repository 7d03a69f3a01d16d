"""Tables that leave the portal, for a spreadsheet: as CSV and as XLSX. No cell of them is a formula.

A spreadsheet takes a text that begins with one of `= + - @`, a tab, a carriage return or NUL for a formula
or passes it on to something that does, also after spaces. Such a text gets an apostrophe in front, in both
formats (a sheet is often saved as the other). All other texts leave as they are, but for what the formats
ask for: a line ends with LF alone, as within a cell it does; a control character that XML cannot hold
becomes �; and what is longer than a cell may be is cut, and says so.

CSV is as Swedish Excel opens it with a double click: semicolons, because the comma is the decimal sign,
and UTF-8 with a byte order mark. Elsewhere the XLSX file is the safer choice.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ui.letters import is_visible

RISKY = "=+-@\t\r\0＝＋－＠"  # the wide forms too: some programs read them as the narrow ones
LONGEST = 32_767  # UTF-16 units in a cell, by Excel's own limit
CUT = " […]"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
BYTE_ORDER_MARK = "\ufeff"
WIDEST = 60  # of a column, in characters

Cell = str | int | date | None


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: the same, or with an apostrophe in front."""
    first = next((sign for sign in text if sign in RISKY or is_visible(sign)), "")
    return f"'{text}" if first and first in RISKY else text


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The file line by line; dates as 2026-11-24."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow(_plain(head))
    for row in rows:
        yield writer.writerow(_plain(row))


def xlsx_file(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """The file, open at its beginning. Row by row on disk, so its size costs no memory."""
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    with Workbook(file, {"constant_memory": True}) as book:
        sheet, bold, day = book.add_worksheet(title), book.add_format({"bold": True}), "yyyy-mm-dd"
        dates = book.add_format({"num_format": day, "align": "left"})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(head):
            sheet.set_column(column, column, min(max(len(name) + 2, 14), WIDEST))
            sheet.write_string(0, column, _text(name), bold)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, dates)
    file.seek(0)
    return file


def _write(sheet: Worksheet, row: int, column: int, value: Cell, dates: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, dates)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, _text(value))


def _plain(row: Sequence[Cell]) -> list[str]:
    return [_text(value) if isinstance(value, str) else "" if value is None else str(value) for value in row]


def _text(text: str) -> str:
    lines = harmless(text).replace("\r\n", "\n").replace("\r", "\n")
    return _cut(NOT_IN_XML.sub("\ufffd", lines))


def _cut(text: str) -> str:
    """A cell's text, with its end left out when it is too long for one."""
    units = text.encode("utf-16-le")
    if len(units) // 2 <= LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


class _Echo:
    """For the csv module, which insists on a file to write to: gives back what it is given."""

    def write(self, text: str) -> str:
        return text
