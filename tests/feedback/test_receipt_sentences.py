"""What is said of a receipt: a sentence for each way it can stand, in both languages."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from feedback import answering
from feedback.models import Answer, Receipt
from groups.models import Group
from tests.cast import World
from tests.factories.feedback import make_receipt
from ui.dates import in_words, now, today


def receipt(**fields: Any) -> Receipt:
    """Sent five days ago to the storgrupp; read by how many, answered after how many days."""
    read, answered = fields.pop("read", 0), fields.pop("answered", None)
    sent_at = now() - timedelta(days=5)
    made = Receipt(body=Group(name="Storgruppen"), sent_at=sent_at, **fields)
    made.times_read = read  # type: ignore[attr-defined]
    if answered is not None:
        made.answer = Answer(published_at=sent_at + timedelta(days=answered))  # type: ignore[attr-defined]
    return made


TOMORROW, YESTERDAY = today() + timedelta(days=1), today() - timedelta(days=1)
STANDING = [
    ({}, "fick den för 5 dagar sedan. Ingen har läst den än.", "got it 5 days ago. Nobody has read it yet."),
    ({"read": 1}, "fick den {sent}. 1 har läst.", "got it on {sent}. 1 has read it."),
    ({"read": 2}, "fick den {sent}. 2 har läst.", "got it on {sent}. 2 have read it."),
    (
        {"read": 2, "answer_by": TOMORROW},
        "fick den för 5 dagar sedan. 2 har läst.",
        "got it 5 days ago. 2 have read it.",
    ),
    ({"answered": 0}, "svarade {sent}, samma dag.", "answered {sent}, the same day."),
    ({"answered": 1}, "svarade {later}, efter 1 dag.", "answered {later}, after 1 day."),
    ({"answered": 3}, "svarade {latest}, efter 3 dagar.", "answered {latest}, after 3 days."),
]


@pytest.mark.parametrize(("fields", "swedish", "english"), STANDING)
def test_a_receipt_says_how_it_stands(fields: dict[str, Any], swedish: str, english: str) -> None:
    made = receipt(**fields)
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            days = {
                name: in_words(made.sent_at + timedelta(days=days), "j F")
                for name, days in {"sent": 0, "later": 1, "latest": 3}.items()
            }
            assert made.standing == words.format(**days)


DUE = [
    ({}, "", ""),
    ({"answer_by": TOMORROW}, "Svar senast {day}.", "An answer is due {day}."),
    ({"answer_by": YESTERDAY}, "Svaret skulle ha kommit {day}.", "An answer was due {day}."),
    ({"answer_by": YESTERDAY, "answered": 1}, "", ""),
]


@pytest.mark.parametrize(("fields", "swedish", "english"), DUE)
def test_a_receipt_says_by_when_an_answer_is_due(fields: dict[str, Any], swedish: str, english: str) -> None:
    made = receipt(**fields)
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            day = in_words(made.answer_by, "j F") if made.answer_by else ""
            assert made.due == words.format(day=day)


@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        ({}, ""),
        ({"read": 1}, "is-seen"),
        ({"read": 1, "answer_by": YESTERDAY}, "is-late"),
        ({"read": 1, "answer_by": YESTERDAY, "answered": 1}, "is-answered"),
    ],
)
def test_the_line_of_a_receipt_is_marked(fields: dict[str, Any], mark: str) -> None:
    assert receipt(**fields).mark == mark


@pytest.mark.parametrize(
    ("need", "swedish", "english"),
    [
        (0, "Försenat", "Overdue"),
        (1, "Väntar", "Waiting"),
        (2, "Läst eller besvarat", "Read, or answered"),
    ],
)
def test_a_receipt_stands_under_the_heading_of_its_need(need: int, swedish: str, english: str) -> None:
    made = receipt()
    made.need = need  # type: ignore[attr-defined]
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert made.need_in_words == words


def test_who_has_read_it_is_told_with_the_days(world: World) -> None:
    made = make_receipt(world.member, world.storgrupp, group=world.group)
    for reader in (world.storgrupp_member, world.convener):
        answering.acknowledge(made, by=reader)
    day = in_words(today(), "j F")

    assert made.read_by == f"Mats Storgrupp {day} och Karin Sammankallande {day}"
