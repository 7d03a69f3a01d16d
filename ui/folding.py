"""Lists of which the first are seen at once, and the rest when one asks for it."""

from collections.abc import Sequence


def folded[T](rows: Sequence[T], at_once: int) -> tuple[Sequence[T], Sequence[T]]:
    """The first, and the rest. One alone is never folded: it takes no more room than what would hide it."""
    if len(rows) <= at_once + 1:
        return rows, rows[:0]
    return rows[:at_once], rows[at_once:]
