"""What somebody may read, as one condition on the index: put into words once for all who sit alike.

Each kind's own `visible_to` decides. To make SQL of all of them takes Django several times as long as a
database takes to answer, and of a person they ask little: who it is, and where and as what they sit. So they
are asked for somebody who stands in, with the same roles under numbers that no row has, and the SQL is kept
by those roles; for each question the reader's own numbers take their places. Whatever else a `visible_to`
might ask of a person it would not be told: `tests/search/test_rights.py` compares both for every role.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.lookups import IsNull

from people.models import Person
from search.engine import as_written
from search.sources import Source, sources
from ui.prepared import refuse_days

KEPT = 500  # conditions: one for each set of roles, and of kinds that are asked for
Ranks = tuple[tuple[str, str], ...]
NOBODY = 2**63 - 1  # the number of whoever stands in; those below it are their groups'


def readable_by(person: Person, asked_for: Sequence[Source]) -> RawSQL:
    """The condition, and the one door: of each kind, what its own `visible_to` gives this person."""
    seats, kinds = person.current_memberships, tuple(source.kind for source in asked_for)
    kept = _of_whoever_sits_so(kinds, tuple(seat.rank for seat in seats), person.is_active, connection.vendor)
    own = {NOBODY: person.pk} | {NOBODY - place: seat.group_id for place, seat in enumerate(seats, start=1)}
    filled = [own.get(param, param) if isinstance(param, int) else param for param in kept.params]
    return RawSQL(kept.sql, filled, output_field=BooleanField())  # noqa: S611 - what the ORM has written


@lru_cache(maxsize=KEPT)
def _of_whoever_sits_so(kinds: tuple[str, ...], ranks: Ranks, is_active: bool, _vendor: str) -> RawSQL:
    stand_in = Person(pk=NOBODY, is_active=is_active)
    seat: Any = Person._meta.get_field("memberships").related_model
    stand_in.current_memberships = [
        seat.of_rank(rank, NOBODY - place) for place, rank in enumerate(ranks, start=1)
    ]
    kept = as_written(what_is_visible_to(stand_in, [sources()[kind] for kind in kinds]))
    refuse_days(kept.params)
    return kept


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
