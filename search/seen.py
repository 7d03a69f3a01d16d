"""What somebody may read, as a search goes through it: few texts here, and the rest in the database.

What is looked for in the few is looked for as often as need be, and takes as long as they take, whatever else
there is: a word that stands only in what the reader may not read costs what one costs that stands nowhere.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from sys import intern
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from people.models import Person
from search.engine import Wanted, as_written, newest
from search.few import Things, few_things
from search.kind_names import Meant
from search.models import SearchText
from search.ordering import COLUMNS, Hit
from search.rights import readable_by
from search.sources import Source

# Of one kind, by its numbers in JSON. SQLite is to begin with those: it would rather read the whole index.
ONES = {
    "sqlite": """
        SELECT {columns} FROM json_each(%s) AS thing CROSS JOIN search_searchtext
        WHERE kind = %s AND target_id = thing.value AND {narrower}
    """,
    "postgresql": """
        SELECT {columns} FROM search_searchtext
        WHERE target_id = ANY (ARRAY(SELECT json_array_elements_text(%s)::bigint))
        AND kind = %s AND {narrower}
    """,
}
EVERY = RawSQL("1 = 1", [])
READ = "search_searchtext.id, search_searchtext.kind, state, stems"
REMEMBERED = 8_000  # texts that are told apart into stems, of no more letters than this: some 30 MB
LONGEST = 1_500


class Text(NamedTuple):
    """As much of a text as decides whether it is found."""

    pk: int
    kind: str
    state: str
    stems: frozenset[str]


@dataclass(frozen=True)
class Seen:
    """Texts that may be found: those for which a condition holds, and few that are here, the newest first."""

    condition: Q | RawSQL | None
    few: Sequence[Text] = ()

    def newest(self, words: Sequence[Iterable[str]], wanted: Wanted, meant: Meant | None = None) -> list[Hit]:
        """Of the newest that have every word, and that are what is meant."""
        of_few = _hits(list(islice(self._few_with_each(words, meant), wanted.most)))
        if self.condition is None:
            return of_few
        condition = Q(self.condition) & meant.condition if meant else self.condition
        hits = [Hit(*row) for row in newest(words, condition, wanted)]
        return sorted([*of_few, *hits], key=lambda hit: -hit.pk)[: wanted.most] if of_few else hits

    def _few_with_each(self, words: Sequence[Iterable[str]], meant: Meant | None) -> Iterator[int]:
        wanted = [frozenset(stems) for stems in words]
        for text in self.few:
            if meant and not meant.is_of(text.kind, text.state):
                continue
            if not any(stems.isdisjoint(text.stems) for stems in wanted):
                yield text.pk


def _hits(numbers: list[int]) -> list[Hit]:
    rows = SearchText.objects.filter(pk__in=numbers).order_by("-pk").values_list(*COLUMNS, "stems")
    return [Hit(*row) for row in rows] if numbers else []


def seen_by(person: Person, asked_for: Sequence[Source], narrower: Q) -> Seen:
    """Of these kinds what somebody may read and what is asked for besides."""
    few = few_things(person, asked_for)
    others = [source for source in asked_for if source.kind not in few]
    readable = readable_by(person, others) if others else None
    if readable and narrower:
        readable = as_written(narrower & Q(readable))
    return Seen(readable, _texts_of(few, narrower))


def _texts_of(few: Things, narrower: Q) -> list[Text]:
    """Row by row this is what a search among few costs, so it goes past the ORM."""
    kinds = {kind: numbers for kind, numbers in few.items() if numbers}
    if not kinds:
        return []
    asked, params = list[str](), list[Any]()
    condition = as_written(narrower) if narrower else EVERY
    for kind, numbers in kinds.items():
        asked.append(ONES[connection.vendor].format(columns=READ, narrower=condition.sql))
        params += [json.dumps([*numbers]), kind, *condition.params]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), params)
        rows = cursor.fetchall()
    rows.sort(reverse=True)
    return [Text(pk, kind, state, told_apart(stems)) for pk, kind, state, stems in rows]


def told_apart(stems: str) -> frozenset[str]:
    """Whoever types asks for the same texts at each letter."""
    return _short(stems) if len(stems) <= LONGEST else frozenset(stems.split())


@lru_cache(maxsize=REMEMBERED)
def _short(stems: str) -> frozenset[str]:
    """Most stems stand in many texts, and are kept once."""
    return frozenset(map(intern, stems.split()))
