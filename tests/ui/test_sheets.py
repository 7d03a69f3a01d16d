"""Tables for spreadsheets: no cell is a formula, and all else leaves unaltered."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.ui.hostile_cells import FORMULAS, PLAIN, expected, read
from ui.sheets import CUT, LONGEST, RISKY, Cell, csv_lines, harmless, xlsx_file

pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")


def through_csv(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    text = "".join(csv_lines(["Huvud"], rows)).removeprefix("\ufeff")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))[1:]


def through_xlsx(rows: Sequence[Sequence[Cell]]) -> list[list[Any]]:
    with xlsx_file("Blad", ["Huvud"], rows) as file:
        sheet = load_workbook(file).active
    return [list(row) for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("sign", [*"=+-@\t\r\0"])
def test_every_sign_that_begins_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert through_csv([[f"{sign}1+1"]])[0][0].startswith("'")
    (cell,) = through_xlsx([[f"{sign}1+1"]])[0]
    assert (cell.data_type, cell.value[0]) == ("s", "'")


def test_hostile_texts_come_out_as_they_went_in() -> None:
    rows = [[text] for text in FORMULAS + PLAIN]
    wanted = [[expected(text)] for text in FORMULAS + PLAIN]

    assert through_csv(rows) == wanted
    cells = through_xlsx(rows)
    assert [[read(cell) for cell in row] for row in cells] == wanted
    assert {cell.data_type for row in cells for cell in row} == {"s"}
    assert not any(cell.hyperlink for row in cells for cell in row)


@pytest.mark.slow
@given(st.text(min_size=1, max_size=80))
def test_whatever_is_written_is_no_formula(text: str) -> None:
    ((cell,),) = through_csv([[text]])
    assert not cell.lstrip().startswith(tuple(RISKY))
    assert harmless(text).removeprefix("'") == text.removeprefix("'")


def test_dates_and_numbers_are_dates_and_numbers() -> None:
    day = date(2026, 11, 24)
    assert through_csv([[7, day, None, ""]]) == [["7", "2026-11-24", "", ""]]
    cells = through_xlsx([[7, day, None, ""]])[0]
    assert [cells[0].value, cells[1].value.date()] == [7, day]


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "👩" * LONGEST])
def test_what_a_cell_cannot_hold_is_cut_and_says_so(text: str) -> None:
    ((cell,),) = through_xlsx([[text]])
    assert cell.value.endswith(CUT)
    assert len(cell.value.encode("utf-16-le")) // 2 <= LONGEST
