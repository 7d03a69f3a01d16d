"""What lies with a body, in the order in which it needs it, read a page at a time."""

from datetime import date
from typing import Any

from feedback.models.receipt import Need, ReceiptQuerySet
from ui.counting import MOST, counted
from ui.dates import today


class MostNeededFirst:
    """Past due first, then what has waited longest; last what is dealt with, the newest first.

    No index has all of that. What is open has one of its own and is put in order here, MOST of it; what is
    dealt with follows by the index of its body. `rows` says what is read of those that a page shows.
    """

    def __init__(self, receipts: ReceiptQuerySet, rows: ReceiptQuerySet) -> None:
        self.receipts, self.rows = receipts, rows
        oldest = receipts.open().order_by("sent_at", "-pk").values_list("pk", "answer_by")[: MOST + 1]
        needed = [(pk, _need(answer_by)) for pk, answer_by in oldest]
        self.open = sorted(needed, key=lambda one: one[1])

    @property
    def owed(self) -> dict[str, int]:
        """As `ReceiptQuerySet.owed` counts, of what has been read here already."""
        return {"waiting": len(self.open), "late": sum(need == Need.PAST_DUE for _pk, need in self.open)}

    def __len__(self) -> int:
        if len(self.open) > MOST:
            return len(self.open)
        return len(self.open) + counted(self.receipts.dealt_with())

    def __getitem__(self, shown: slice) -> list[Any]:
        numbers = self.open[shown]
        start, stop = max(shown.start - len(self.open), 0), shown.stop - len(self.open)
        if stop > 0:
            rest = self.receipts.dealt_with().order_by("-sent_at", "-pk").values_list("pk", flat=True)
            numbers = [*numbers, *((pk, Need.DEALT_WITH) for pk in rest[start:stop])]
        found: Any = self.rows.in_bulk([pk for pk, _need in numbers])
        for pk, need in numbers:
            found[pk].need = need
        return [found[pk] for pk, _need in numbers]


def _need(answer_by: date | None) -> Need:
    return Need.PAST_DUE if answer_by and answer_by < today() else Need.WAITING
