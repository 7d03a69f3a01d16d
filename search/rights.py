"""What somebody may read, as one condition on the index: put into words once for all who sit alike.

Each kind's own `visible_to` decides. To make SQL of all of them takes Django several times as long as a
database takes to answer, and of a person they ask little: who it is, and where and as what they sit. So they
are asked for somebody who stands in, with the same roles under numbers that no row has, and the SQL is kept
by those roles; for each question the reader's own numbers take their places. Whatever else a `visible_to`
might ask of a person it would not be told: `tests/search/test_rights.py` compares both for every role.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.lookups import IsNull

from people.models import Person
from search.engine import as_written
from search.models import SearchText
from search.sources import Source, sources
from ui.planned import Planned
from ui.prepared import refuse_days

KEPT = 500  # conditions: one for each set of roles, and of kinds that are asked for
Ranks = tuple[tuple[str, str], ...]
WAY = "SELECT CAST(%s AS text), way_{1}.* FROM ({0}) AS way_{1}"
NO_WAY = "SELECT CAST('' AS text), 0 WHERE 1 = 0"  # for whoever has none
NOBODY = 2**63 - 1  # the number of whoever stands in; those below it are their groups'


def readable_by(person: Person, asked_for: Sequence[Source]) -> RawSQL:
    """The condition, and the one door: of each kind, what its own `visible_to` gives this person."""
    kept = _condition_of(_kinds(asked_for), Sitting.of(person))
    filled = _filled(kept.params, person)
    return RawSQL(kept.sql, filled, output_field=BooleanField())  # noqa: S611 - what the ORM has written


def things_by_ways(person: Person, asked_for: Sequence[Source], most: int) -> list[tuple[str, int]]:
    """The same as kinds and numbers, asked for way by way: each has an index to go by. Of each way there are
    `most` at most, or the number 0 where some are left out, and a thing comes by each way that leads to it.
    """
    planned = _plan_of(_kinds(asked_for), Sitting.of(person), most)
    return planned.rows(connection, lambda params: _filled(params, person))


@dataclass(frozen=True)
class Sitting:
    """What decides of what kind somebody's condition is, and on which database."""

    ranks: Ranks
    is_active: bool
    vendor: str

    @classmethod
    def of(cls, person: Person) -> "Sitting":
        ranks = tuple(seat.rank for seat in person.current_memberships)
        return cls(ranks, person.is_active, connection.vendor)

    def stand_in(self) -> Person:
        person = Person(pk=NOBODY, is_active=self.is_active)
        seat: Any = Person._meta.get_field("memberships").related_model
        person.current_memberships = [
            seat.of_rank(rank, NOBODY - place) for place, rank in enumerate(self.ranks, start=1)
        ]
        return person


def _kinds(asked_for: Sequence[Source]) -> tuple[str, ...]:
    return tuple(source.kind for source in asked_for)


def _filled(params: Sequence[Any], person: Person) -> list[Any]:
    seats = enumerate(person.current_memberships, start=1)
    own = {NOBODY: person.pk} | {NOBODY - place: seat.group_id for place, seat in seats}
    return [own.get(param, param) if isinstance(param, int) else param for param in params]


@lru_cache(maxsize=KEPT)
def _condition_of(kinds: tuple[str, ...], sitting: Sitting) -> RawSQL:
    kept = as_written(what_is_visible_to(sitting.stand_in(), [sources()[kind] for kind in kinds]))
    refuse_days(kept.params)
    return kept


@lru_cache(maxsize=KEPT)
def _ways_of(kinds: tuple[str, ...], sitting: Sitting, most: int) -> RawSQL:
    asked, params = [NO_WAY], list[Any]()
    for kind in kinds:
        for sql, values in _each_way(sources()[kind], sitting.stand_in(), most):
            asked.append(WAY.format(sql, len(asked)))
            params += [kind, *values]
    refuse_days(params)
    return RawSQL(" UNION ALL ".join(asked), params)  # noqa: S611 - and here


@lru_cache(maxsize=KEPT)
def _plan_of(kinds: tuple[str, ...], sitting: Sitting, most: int) -> Planned:
    kept = _ways_of(kinds, sitting, most)
    own = {NOBODY - place for place in range(len(sitting.ranks) + 1)}
    return Planned(kept.sql, kept.params, lambda param: isinstance(param, int) and param in own)


def _each_way(source: Source, person: Person, most: int) -> Iterator[tuple[str, Sequence[Any]]]:
    """What everybody reads is asked of the index itself."""
    there = SearchText.objects.filter(kind=source.kind).values("target_id")[:most]
    for way in [there] if source.for_everybody else source.ways(person, most):
        try:
            yield way.query.sql_with_params()
        except EmptyResultSet:  # none that this person could come by
            continue


def what_is_visible_to(person: Person, asked_for: Sequence[Source]) -> Q:
    """A kind that is not asked for saves its question: that of attached files is long.

    The row's number is asked for rather than whether there is one, since for that PostgreSQL likes to read
    everything that this person may read, anew for every search.
    """
    readable: Any = Q(kind__in=[source.kind for source in asked_for if source.for_everybody])
    for source in asked_for:
        if not source.for_everybody:
            seen = source.visible_to(person).order_by().filter(pk=OuterRef("target_id"))
            readable |= Q(kind=source.kind) & Q(IsNull(Subquery(seen.values("pk")[:1]), False))
    return Q(readable)
