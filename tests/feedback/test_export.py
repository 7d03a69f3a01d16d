"""What the queue shows, as a file: as it is narrowed, whole, and harmless in a spreadsheet."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from feedback import assigning
from feedback.models import Feedback
from tests.cast import World
from tests.factories.attachments import GOOD, attach
from tests.factories.feedback import make_draft, make_post, make_shared
from tests.ui.hostile_cells import HOSTILE, expected, read

# openpyxl stamps what it reads with a time that Python has given another name.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")

SignIn = Callable[..., Client]
CSV, XLSX = (reverse(f"admin:feedback_export_{kind}") for kind in ("csv", "xlsx"))


def read_csv(response: Any) -> list[list[str]]:
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def read_xlsx(response: Any) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(b"".join(response))).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_file_holds_what_the_queue_shows(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction, kind="question", title="Får vi?")
    make_post(world.employee, direction=world.direction)
    make_draft(world.member, group=world.group)
    assigning.assign(post, world.coordinator, by=world.coordinator)
    goran = signed_in(world.coordinator)

    for rows in (
        read_csv(goran.get(CSV, {"kind": "question"})),
        read_xlsx(goran.get(XLSX, {"kind": "question"})),
    ):
        assert len(rows) == 2
        told = dict(zip(rows[0], rows[1], strict=True))
        assert str(told["Nummer"]) == str(post.pk)
        assert told["Återkoppling"] == "Får vi?"
        assert told["Från"] == world.employee.name
        assert told["Hos"] == world.coordinator.name
    assert len(read_csv(goran.get(CSV))) == 3
    assert len(read_csv(goran.get(CSV, {"state": "answered"}))) == 1


def test_answer_and_days_are_told(world: World, signed_in: SignIn) -> None:
    make_shared(world.employee, world.coordinator, direction=world.direction)
    rows = read_xlsx(signed_in(world.coordinator).get(XLSX, {"state": "all"}))
    told = dict(zip(rows[0], rows[1], strict=True))

    assert told["Svar"] == "Tack!"
    assert told["Skickad"].date() == told["Besvarad"].date() == told["Delad"].date()


def test_attached_files_are_named(world: World, signed_in: SignIn) -> None:
    post = make_post(world.employee, direction=world.direction)
    attach(post, world.employee, "Så vägde vi.pdf", content=GOOD["protokoll.pdf"])
    attach(post, world.employee, "bild.png")
    goran = signed_in(world.coordinator)

    for rows in (read_csv(goran.get(CSV)), read_xlsx(goran.get(XLSX))):
        told = dict(zip(rows[0], rows[1], strict=True))
        assert told["Bifogade filer"] == "Så vägde vi.pdf\nbild.png"


def test_file_is_kept_nowhere_and_opens_in_swedish_excel(world: World, signed_in: SignIn) -> None:
    make_post(world.employee, direction=world.direction, title='Å;ä "ö"')
    for address in (CSV, XLSX):
        response = signed_in(world.coordinator).get(address)
        assert "no-store" in response["Cache-Control"]
        assert response["Content-Disposition"].startswith('attachment; filename="riktning-')
        content = b"".join(response)
    content = b"".join(signed_in(world.coordinator).get(CSV))
    assert content.startswith(b"\xef\xbb\xbf")
    assert '"Å;ä ""ö"""'.encode() in content
    assert content.count(b"\r\n") == 2


@pytest.mark.parametrize("who", ["employee", "convener", "storgrupp_member", "director", "administrator"])
def test_only_those_who_see_the_queue_take_it_along(world: World, signed_in: SignIn, who: str) -> None:
    for address in (CSV, XLSX):
        assert signed_in(getattr(world, who)).get(address).status_code == 403


@pytest.mark.parametrize("address", [CSV, XLSX])
def test_filter_that_the_queue_has_not_is_told_in_words(
    world: World, signed_in: SignIn, address: str
) -> None:
    answer = signed_in(world.coordinator).get(address, {"pk__gt": "1"})

    assert answer.status_code == 400
    assert "Det filtret finns inte" in answer.content.decode()
    assert reverse("admin:feedback_feedback_changelist") in answer.content.decode()


def test_hostile_texts_leave_as_they_are_but_never_as_formulas(world: World, signed_in: SignIn) -> None:
    for text in HOSTILE:
        make_post(world.employee, direction=world.direction, title=text[:120], text=text)
    goran = signed_in(world.coordinator)

    wanted = [[expected(text[:120]), expected(text)] for text in HOSTILE]
    rows = read_csv(goran.get(CSV))
    assert [row[3:5] for row in rows[1:]] == wanted
    response = goran.get(XLSX)
    book = load_workbook(BytesIO(b"".join(response)))
    cells = [row[3:5] for row in book.active.iter_rows(min_row=2)]
    assert {cell.data_type for row in cells for cell in row} == {"s"}
    assert [[read(cell) for cell in row] for row in cells] == wanted


def test_as_many_queries_for_few_rows_as_for_more(world: World, signed_in: SignIn) -> None:
    goran = signed_in(world.coordinator)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            b"".join(goran.get(CSV, {"state": "all"}))
        return len(queries)

    make_shared(world.employee, world.coordinator, direction=world.direction)
    cost()
    few = cost()
    for _ in range(9):
        make_shared(world.employee, world.coordinator, direction=world.direction)

    assert cost() == few
    assert Feedback.objects.count() == 10
