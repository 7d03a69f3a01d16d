"""The one line that a list says of a piece of feedback."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override

from feedback.models import Answer, Feedback, Receipt
from feedback.standing import standing_of
from groups.models import Group
from ui.dates import in_words, now, today

TOMORROW, YESTERDAY = today() + timedelta(days=1), today() - timedelta(days=1)


def receipt(body: str, *, read: int = 0, answered: bool = False, **fields: Any) -> Receipt:
    made = Receipt(body=Group(name=body), **fields)
    made.times_read = read  # type: ignore[attr-defined]
    if answered:
        made.answer = Answer(published_at=now())  # type: ignore[attr-defined]
    return made


LATE = receipt("Styrgruppen", answer_by=YESTERDAY)
ANSWERED = receipt("Storgruppen", answered=True, answer_by=YESTERDAY)
DUE = receipt("Storgruppen", answer_by=TOMORROW, read=2)
READ = receipt("Styrgruppen", read=1)
UNREAD = receipt("Samordningsgruppen")


@pytest.mark.parametrize(
    ("receipts", "words", "mark"),
    [
        ([ANSWERED, LATE, READ], "Styrgruppen should have answered by {yesterday}.", "is-late"),
        ([READ, ANSWERED], "Storgruppen has answered.", "is-answered"),
        ([READ, DUE], "Storgruppen answers by {tomorrow}.", "is-seen"),
        ([UNREAD, READ], "Styrgruppen has read it.", "is-seen"),
        ([UNREAD], "Nobody has read it yet.", ""),
        ([], "Nobody has read it yet.", ""),
    ],
)
def test_what_tells_most_is_told(receipts: list[Receipt], words: str, mark: str) -> None:
    post = Feedback(pk=1)
    post._prefetched_objects_cache = {"receipts": receipts}  # type: ignore[attr-defined]

    with override("en"):
        days = {"yesterday": in_words(YESTERDAY, "j F"), "tomorrow": in_words(TOMORROW, "j F")}
        assert (standing_of(post).words, standing_of(post).mark) == (words.format(**days), mark)
