"""Telling people that something has happened which concerns them."""

from collections.abc import Callable, Iterable

from people.models import Person
from people.notice_kinds import NoticeKind


def tell(
    people: Iterable[Person],
    kind: NoticeKind,
    words: Callable[[], str],
    *,
    address: str,
    topic: str = "",
    by: Person | None = None,
) -> None:
    """One notice to each of `people` who works here, except `by`, in their own language."""
