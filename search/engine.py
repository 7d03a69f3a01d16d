"""The one question to the database: which texts have, of each word, at least one of its stems.

SQLite answers from an FTS5 table that triggers keep (migration 0001), PostgreSQL from an index (GIN) of a
generated column. Stems are letters and digits alone, so nothing that anybody types is read as an operator.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

SQLITE = "search_searchtext.id IN (SELECT rowid FROM search_stems WHERE search_stems MATCH %s)"
POSTGRESQL = "search_searchtext.found_by @@ %s::tsquery"


def has_each(words: Iterable[Iterable[str]]) -> RawSQL:
    """A condition on `SearchText`: every word is there, each by one of its stems."""
    if connection.vendor == "sqlite":
        asked = " AND ".join(f"({' OR '.join(_quoted(stems))})" for stems in words)
        return RawSQL(SQLITE, [asked], output_field=BooleanField())  # noqa: S611 - a constant of ours
    asked = " & ".join(f"({' | '.join(_quoted(stems, "'"))})" for stems in words)
    return RawSQL(POSTGRESQL, [asked], output_field=BooleanField())  # noqa: S611 - and here


def _quoted(stems: Iterable[str], sign: str = '"') -> list[str]:
    return [f"{sign}{stem}{sign}" for stem in sorted(stems)]
