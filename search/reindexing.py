"""The whole index: made anew in parts while people work, and compared with what the rows say."""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.utils.timezone import localtime

from search.engine import join_parts
from search.indexing import entry_of, make_room, refresh, remove, same
from search.models import MissedSearch, SearchText, SearchWord
from search.sources import Source, sources
from ui.dates import now, today

logger = logging.getLogger(__name__)

PART = 200  # rows in one transaction
NIGHT = range(1, 6)  # the hours in which the worker compares
A_DAY = 24 * 60 * 60  # seconds
NEVER = ""  # before every day


class Thing(NamedTuple):
    when: str
    kind: str
    number: int


class Untrue(NamedTuple):
    """Where the index and a row differ, and how."""

    source: Source
    number: int
    why: str


def reindex() -> Iterator[tuple[int, int]]:
    """Write everything anew, the oldest first; after each part, how much is done and how much there is.

    People may go on: each part is one short transaction, and what they change meanwhile is written as ever.
    """
    listed = sorted(_all_things())
    things = iter(listed)
    done = 0
    while part := list(islice(things, PART)):
        _write(part)
        done += len(part)
        yield done, len(listed)
    _sweep()
    join_parts()


def untrue() -> Iterator[Untrue]:
    """Everything of which the index says something else than the row does."""
    for source in sources().values():
        for rows in _parts(source.rows()):
            mine = SearchText.objects.filter(kind=source.kind, target_id__in=[row.pk for row in rows])
            kept = {text.target_id: text for text in mine}
            for row in rows:
                if row.pk not in kept:
                    yield Untrue(source, row.pk, "is missing")
                elif not same(entry_of(source, row), kept[row.pk]):
                    yield Untrue(source, row.pk, "says something else")
        for number in _left_over(source):
            yield Untrue(source, number, "is there, and the thing is not")


def keep_index_true() -> None:
    """The worker's hourly part: made where there is none yet, and once a night compared, by one of them."""
    if not SearchText.objects.exists() and cache.add("search-is-made", True, A_DAY):
        for _done, _total in reindex():
            pass
    if localtime(now()).hour in NIGHT and cache.add(f"search-checked-{today()}", True, 2 * A_DAY):
        MissedSearch.objects.forget_old()
        mend()
        join_parts()


def mend() -> None:
    """What is not true is told in the log, and written anew."""
    for fault in list(untrue()):
        logger.warning("The index was not true: %s %s %s", fault.source.kind, fault.number, fault.why)
        _write([Thing(NEVER, fault.source.kind, fault.number)])


def _all_things() -> Iterator[Thing]:
    for source in sources().values():
        columns = ["pk", *([source.dated_by] if source.dated_by else [])]
        for pk, *when in source.rows().order_by().values_list(*columns):
            yield Thing(_sortable(when[0]) if when else NEVER, source.kind, pk)


def _sortable(when: date | datetime | None) -> str:
    return when.isoformat() if when else NEVER


@transaction.atomic
def _write(part: list[Thing]) -> None:
    make_room((sources()[thing.kind], thing.number) for thing in part)
    words: set[str] = set()
    for kind in sorted({thing.kind for thing in part}):
        words |= refresh(sources()[kind], [thing.number for thing in part if thing.kind == kind])
    SearchWord.objects.learn(words)


def _sweep() -> None:
    """What is not to be found any more, and kinds that are no more."""
    for source in sources().values():
        remove(source, _left_over(source))
    SearchText.objects.exclude(kind__in=sources()).delete()


def _left_over(source: Source) -> list[int]:
    there = source.rows().order_by().values("pk")
    mine = SearchText.objects.filter(kind=source.kind).exclude(target_id__in=there)
    return list(mine.values_list("target_id", flat=True))


def _parts(rows: Any) -> Iterator[list[Any]]:
    ordered, after = rows.order_by("pk"), 0
    while part := list(ordered.filter(pk__gt=after)[:PART]):
        yield part
        after = part[-1].pk
