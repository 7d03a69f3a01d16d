"""What somebody may read, as a search goes through it: few texts here, and the rest in the database.

What is looked for in the few is looked for as often as need be, and takes as long as they take, whatever else
there is: a word that stands only in what the reader may not read costs what one costs that stands nowhere.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from people.models import Person
from search.engine import Wanted, as_written, newest
from search.few import Things, few_things
from search.kind_names import Meant
from search.models import SearchText
from search.ordering import COLUMNS, Hit
from search.rights import readable_by
from search.sources import Source

# Things in JSON; on SQLite in this order, for it would rather go through the whole index.
AMONG = {
    "sqlite": """id IN (
        SELECT text.id FROM json_each(%s) AS thing CROSS JOIN search_searchtext AS text
        WHERE text.kind = json_extract(value, '$[0]') AND text.target_id = json_extract(value, '$[1]')
    )""",
    "postgresql": """id IN (
        SELECT text.id FROM json_array_elements(%s::json) AS thing, search_searchtext AS text
        WHERE text.kind = value ->> 0 AND text.target_id = (value ->> 1)::bigint
    )""",
}


class Text(NamedTuple):
    """As much of a text as decides whether it is found."""

    pk: int
    kind: str
    state: str
    stems: list[str]


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
    listed = [(kind, number) for kind, numbers in few.items() for number in numbers]
    if not listed:
        return []
    among = RawSQL(AMONG[connection.vendor], [json.dumps(listed)], output_field=BooleanField())  # noqa: S611 - ours
    rows = SearchText.objects.filter(among).filter(narrower).values_list("pk", "kind", "state", "stems")
    texts = (Text(pk, kind, state, stems.split()) for pk, kind, state, stems in rows)
    return sorted(texts, reverse=True)
