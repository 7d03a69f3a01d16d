"""The one question to the database: the newest texts that have, of each word, at least one of its stems.

SQLite answers from an FTS5 table that triggers keep (migration 0001), in the order of its rows, so that it
reads no further than to the last one that is asked for. PostgreSQL does from an index (GIN) of a generated
column, which knows no order. So what many texts have is looked for text by text, the newest first, and what
few have by the index: whichever is to look at fewer, as far as PostgreSQL has counted
(`search/frequencies.py`). By itself it would ask of each text that the index gives whether it may be read.
Stems are letters and digits alone, so nothing that anybody types is read as an operator.

Acts leave small parts in SQLite's table of stems, and each stem of a question is looked up in every one of
them: `join_parts` makes them one. PostgreSQL keeps its index in order by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left

from search.frequencies import Frequencies, frequencies
from search.models import SearchText

SQLITE = ["search_stems.rowid = search_searchtext.id", "search_stems MATCH %s"]
POSTGRESQL = "found_by @@ %s::tsquery"
FREQUENT_ONES = """
    SELECT {columns} FROM search_searchtext
    WHERE found_by @@ %s::tsquery AND {condition}
    ORDER BY id DESC LIMIT %s
"""
# OFFSET 0 keeps one question apart from another: what is few is found first.
RARE_ONES = """
    SELECT {columns}
    FROM (
        SELECT id AS number FROM search_searchtext WHERE found_by @@ %s::tsquery ORDER BY id DESC OFFSET 0
    ) AS rare,
    LATERAL (
        SELECT * FROM search_searchtext WHERE id = number {others} AND {condition} OFFSET 0
    ) AS found
    ORDER BY number DESC LIMIT %s
"""
# Measured among 100,000 texts (docs/search.md).
QUICKER = 2.3  # texts that the index gives in the time that one takes which is gone through
SOME = 0.15  # share of all texts from which PostgreSQL would rather read the whole table than its index
HALF, SHORT = 0.5, 60  # share, and stems, of a second word that is worth being looked up
LEAST = 1e-9  # share of the texts that have what nothing has
JOIN = "INSERT INTO search_stems (search_stems, rank) VALUES ('merge', %s)"
PAGES = 500  # of the table, joined in one go, so that whoever writes meanwhile waits for less than a second
PARTS = "SELECT COUNT(DISTINCT segid), COUNT(*) FROM search_stems_idx"


Words = Sequence[Iterable[str]]  # each by its stems


@dataclass(frozen=True)
class Wanted:
    """What is asked for of a text: these columns, so many letters of its stems, and of so many texts."""

    columns: Sequence[str]
    letters: int
    most: int


def newest(words: Words, condition: Q | RawSQL, wanted: Wanted) -> list[Any]:
    """Of the newest texts of which the condition is true and that have every word."""
    if connection.vendor == "sqlite" or not words:
        rows = newest_with_each(words, condition).values_list(*wanted.columns, Left("stems", wanted.letters))
        return list(rows[: wanted.most])
    by_index = few_ones(words, wanted.most, frequencies())
    if by_index:
        return newest_of(by_index, words, condition, wanted)
    return newest_of_all(words, condition, wanted)


def few_ones(words: Words, most: int, counted: Frequencies) -> list[list[str]]:
    """The one or two rarest words, if looking up what has them is less than going through the newest."""
    shares = sorted((counted.share(stems), list(stems)) for stems in words)
    looked_at = most / max(prod(share for share, _stems in shares), LEAST)
    (least, _), texts = shares[0], counted.texts
    if least > SOME or least * texts > looked_at * QUICKER:
        return []
    return [stems for place, (share, stems) in enumerate(shares[:2]) if not place or _helps(share, stems)]


def _helps(share: float, stems: list[str]) -> bool:
    """To look up many stems in the index takes longer than to look for them in what has the rarest word."""
    return share < HALF and len(stems) <= SHORT


def newest_of(by_index: Words, words: Words, condition: Q | RawSQL, wanted: Wanted) -> list[Any]:
    """Which texts have some of the words is asked of the index; of those, newest first, the rest."""
    readable, first = as_written(condition), [set(stems) for stems in by_index]
    others = [stems for stems in words if set(stems) not in first]
    and_others = f"AND {POSTGRESQL}" if others else ""
    asked = RARE_ONES.format(columns=_columns(wanted), others=and_others, condition=readable.sql)
    params = [_all_of(by_index), *([_all_of(others)] if others else []), *readable.params, wanted.most]
    return _rows(asked, params)


def newest_of_all(words: Words, condition: Q | RawSQL, wanted: Wanted) -> list[Any]:
    """Text by text, the newest first, until there are enough."""
    readable = as_written(condition)
    asked = FREQUENT_ONES.format(columns=_columns(wanted), condition=readable.sql)
    return _rows(asked, [_all_of(words), *readable.params, wanted.most])


def newest_with_each(words: Words, condition: Q | RawSQL) -> QuerySet[SearchText]:
    """Those of which the condition is true and that have every word."""
    texts = SearchText.objects.filter(condition).order_by("-pk")
    if not words:
        return texts
    if connection.vendor == "sqlite":
        asked = " AND ".join(f"({' OR '.join(_quoted(stems))})" for stems in words)
        return texts.extra(  # noqa: S610 - constants of ours
            tables=["search_stems"], where=SQLITE, params=[asked], order_by=["-search_stems.rowid"]
        )
    return texts.filter(RawSQL(POSTGRESQL, [_all_of(words)], output_field=BooleanField()))  # noqa: S611 - and here


def targets_with_each(words: Words, condition: Q | RawSQL) -> RawSQL:
    """The numbers of the things that those are of, all of them, inside a question about the things."""
    query = newest_with_each(words, condition).order_by().values("target_id").query
    return RawSQL(*query.sql_with_params())  # noqa: S611 - what the ORM has written


def join_parts() -> None:
    """Each stem is looked up once afterwards, and not in every part that acts have left."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        pages, before = -PAGES, None  # a number below 0 begins anew, with all that there is
        while (parts := cursor.execute(PARTS).fetchone()) != before and parts[0] > 1:
            cursor.execute(JOIN, [pages])
            pages, before = PAGES, parts


def as_written(condition: Q | RawSQL) -> RawSQL:
    """A condition on `SearchText` put into words once, for it to be asked several times."""
    if isinstance(condition, RawSQL):
        return condition
    query = SearchText.objects.filter(condition).query
    try:
        sql, params = query.get_compiler(connection=connection).compile(query.where)
    except EmptyResultSet:  # Django sees that nothing can be true of it
        sql, params = "1 = 0", ()
    return RawSQL(sql, params, output_field=BooleanField())  # noqa: S611 - what the ORM has written


def _all_of(words: Words) -> str:
    """As PostgreSQL reads it: from left to right, row by row, until one fails."""
    soon_decided = sorted(map(list, words), key=len)
    return " & ".join(f"({' | '.join(_quoted(stems, "'"))})" for stems in soon_decided)


def _columns(wanted: Wanted) -> str:
    named = [f'"{SearchText._meta.pk.column if name == "pk" else name}"' for name in wanted.columns]
    return ", ".join([*named, f"LEFT(stems, {wanted.letters})"])


def _rows(asked: str, params: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(asked, params)
        return list(cursor.fetchall())


def _quoted(stems: Iterable[str], sign: str = '"') -> list[str]:
    return [f"{sign}{stem}{sign}" for stem in sorted(stems)]
