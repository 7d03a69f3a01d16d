"""The one question to the database: the newest texts that have, of each word, at least one of its stems.

SQLite answers from an FTS5 table that triggers keep (migration 0001), in the order of its rows, so that it
reads no further than to the last one that is asked for. PostgreSQL does from an index (GIN) of a generated
column.
Stems are letters and digits alone, so nothing that anybody types is read as an operator.

Acts leave small parts in SQLite's table of stems, and each stem of a question is looked up in every one of
them: `join_parts` makes them one. PostgreSQL keeps its index in order by itself.
"""

from collections.abc import Iterable, Sequence

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from search.models import SearchText

SQLITE = ["search_stems.rowid = search_searchtext.id", "search_stems MATCH %s"]
POSTGRESQL = "search_searchtext.found_by @@ %s::tsquery"
JOIN = "INSERT INTO search_stems (search_stems, rank) VALUES ('merge', %s)"
PAGES = 500  # of the table, joined in one go, so that whoever writes meanwhile waits for less than a second
PARTS = "SELECT COUNT(DISTINCT segid), COUNT(*) FROM search_stems_idx"


def newest_with_each(words: Sequence[Iterable[str]], condition: Q | RawSQL) -> QuerySet[SearchText]:
    """Those of which the condition is true and that have every word, each by one of its stems."""
    texts = SearchText.objects.filter(condition)
    if not words:
        return texts.order_by("-pk")
    if connection.vendor == "sqlite":
        asked = " AND ".join(f"({' OR '.join(_quoted(stems))})" for stems in words)
        return texts.extra(  # noqa: S610 - constants of ours
            tables=["search_stems"], where=SQLITE, params=[asked], order_by=["-search_stems.rowid"]
        )
    # It asks from left to right, row by row, until one fails.
    soon_decided = sorted(map(list, words), key=len)
    asked = " & ".join(f"({' | '.join(_quoted(stems, "'"))})" for stems in soon_decided)
    has_each = RawSQL(POSTGRESQL, [asked], output_field=BooleanField())  # noqa: S611 - and here
    return texts.filter(has_each).order_by("-pk")


def targets_with_each(words: Sequence[Iterable[str]], condition: Q | RawSQL) -> RawSQL:
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


def as_written(condition: Q) -> RawSQL:
    """A condition on `SearchText` put into words once, for it to be asked several times."""
    query = SearchText.objects.filter(condition).query
    try:
        sql, params = query.get_compiler(connection=connection).compile(query.where)
    except EmptyResultSet:  # Django sees that nothing can be true of it
        sql, params = "1 = 0", ()
    return RawSQL(sql, params, output_field=BooleanField())  # noqa: S611 - what the ORM has written


def _quoted(stems: Iterable[str], sign: str = '"') -> list[str]:
    return [f"{sign}{stem}{sign}" for stem in sorted(stems)]
