"""How many texts have a stem, as PostgreSQL has counted among a sample of them (ANALYZE, migration 0003).

By it the engine decides how to ask. What is found never depends on it, so it may be some minutes old, and of
a stem that is not among the frequent ones it is enough to know that it is rarer than they are.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import prod

from django.db import connection

KEPT = 600  # seconds
COUNTED = """
    SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats
    WHERE schemaname = ANY (current_schemas(false))
    AND tablename = 'search_searchtext' AND attname = 'found_by'
"""
ROWS = "SELECT GREATEST(reltuples, 0) FROM pg_class WHERE oid = 'search_searchtext'::regclass"


@dataclass(frozen=True)
class Frequencies:
    """The share of the texts that have a stem, between 0 and 1. Nothing counted yet: all are rare."""

    texts: float = 0
    shares: dict[str, float] = field(default_factory=dict)
    rarer: float = 0  # of any other stem

    def share(self, stems: Iterable[str]) -> float:
        """Of the texts that have at least one of them, as if each stood without regard to the others."""
        return 1 - prod(1 - self.shares.get(stem, self.rarer) for stem in stems)


_kept: tuple[float, Frequencies] | None = None


def frequencies() -> Frequencies:
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > KEPT:
        _kept = time.monotonic(), counted()
    return _kept[1]


def counted() -> Frequencies:
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        (texts,) = cursor.fetchone()
        cursor.execute(COUNTED)
        stems, found = cursor.fetchone() or ([], [])
    if not stems:
        return Frequencies(texts)
    shares: dict[str, float] = dict(zip(stems, found, strict=False))  # the least and the greatest follow
    return Frequencies(texts, shares, min(shares.values()) / 2)
