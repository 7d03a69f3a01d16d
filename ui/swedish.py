"""Swedish letters, the same on every database: the order of words, and what a search finds.

The database sorts by ICU's collation for Swedish, which PostgreSQL brings, whatever the server's own locale,
and which SQLite is taught when it is connected to. Columns have no collation of their own: an SQLite file
could then not even be looked into without the portal. So whoever sorts people's words says `alphabetically`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from unicodedata import category, combining, normalize

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func, TextField, lookups
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate
from django.db.models.sql.compiler import SQLCompiler

from ui.letters import composed

COLLATION = "sv-SE-x-icu"

# Letters of their own, last in the alphabet, with those of our neighbours beside them; CLDR's rules for sv.
LAST = {"å": "å", "ä": "ä", "æ": "ä", "ö": "ö", "ø": "ö", "œ": "ö", "ő": "ö"}
# Letters that Unicode does not take apart, and what stands for them.
OTHERWISE_WRITTEN = {"ð": "d", "đ": "d", "ł": "l", "ü": "y", "þ": "th", "ß": "ss", "ı": "i"}
ALPHABET = {letter: place for place, letter in enumerate("abcdefghijklmnopqrstuvwxyzåäö")}
SIGNS = {sign: place for place, sign in enumerate("_-–—,;:!?.…·'‘’‹›\"“”«»()[]{}§¶@*/\\&#%‰†•")}

PLAIN = {"ø": "o", "æ": "a", "œ": "o", "ð": "d", "đ": "d", "ł": "l", "ı": "i"}  # without a mark to leave out
MARKS = r"\u0300-\u036f"  # as Python's and PostgreSQL's regular expressions both write it

Key = tuple[tuple[tuple[int, int], ...], tuple[str, ...], str, str]


def alphabetically(field: str) -> Collate:
    """For `order_by` and `Meta.ordering`: a text field in the order of a Swedish dictionary."""
    return Collate(field, COLLATION)


@lru_cache(maxsize=20_000)
def alphabetical(text: str) -> Key:
    """The same order for what Python sorts: letters first, then accents, then small before capital."""
    written = composed(text)
    letters = list(_letters(written.lower()))
    weights = tuple(_weight(letter) for letter, _accents in letters)
    return weights, tuple(accents for _letter, accents in letters), written.swapcase(), text


def fold(text: str | None) -> str | None:
    """What a search compares: the same letters are the same, large or small, however they were typed."""
    return text if text is None else composed(str(text)).lower()


def bare(text: str) -> str:
    """The same without rings, dots and accents."""
    written, plain = "".join(PLAIN), "".join(PLAIN.values())
    letters = str(fold(text)).translate(str.maketrans(written, plain))
    return re.sub(f"[{MARKS}]", "", normalize("NFD", letters))


def _letters(text: str) -> Iterator[tuple[str, str]]:
    """Each letter as it counts in the alphabet, and what tells it from others that count the same."""
    for sign in text:
        if sign in LAST:
            yield LAST[sign], sign if LAST[sign] != sign else ""
        elif sign in OTHERWISE_WRITTEN:
            yield from ((letter, sign) for letter in OTHERWISE_WRITTEN[sign])
        else:
            parts = normalize("NFKD", sign)
            accents = "".join(part for part in parts if combining(part))
            yield from ((part, accents) for part in parts if not combining(part))


def _weight(letter: str) -> tuple[int, int]:
    """Blanks before signs, signs before digits, digits before letters, Swedish letters before all others."""
    if letter in ALPHABET:
        return 4, ALPHABET[letter]
    if letter in SIGNS:
        return 1, SIGNS[letter]
    kind = category(letter)[0]
    return {"Z": 0, "C": 0, "P": 2, "S": 2, "N": 3}.get(kind, 5), ord(letter)


def _compare(left: str, right: str) -> int:
    one, other = alphabetical(left), alphabetical(right)
    return (one > other) - (one < other)


def teach_sqlite(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Called for each new connection: what PostgreSQL knows already."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, _compare)
        connection.connection.create_function("FOLD", 1, fold, deterministic=True)


class Fold(Func):
    """`fold`, done by the database."""

    function = "FOLD"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        template = f'LOWER(NORMALIZE((%(expressions)s)::text) COLLATE "{COLLATION}")'
        return self.as_sql(compiler, connection, template=template, **context)


class _Folded(lookups.BuiltinLookup):
    """A lookup that tells capitals from small letters, of what is folded on both sides."""

    def __init__(self, lhs: Combinable, rhs: Combinable | str | None) -> None:
        super().__init__(Fold(lhs), Fold(rhs) if isinstance(rhs, Combinable) else fold(rhs))


class FoldedExact(_Folded, lookups.Exact):
    pass


class FoldedContains(_Folded, lookups.Contains):
    pass


class FoldedStartsWith(_Folded, lookups.StartsWith):
    pass


class FoldedEndsWith(_Folded, lookups.EndsWith):
    pass


BLIND_TO_CASE = {
    "iexact": FoldedExact,
    "icontains": FoldedContains,
    "istartswith": FoldedStartsWith,
    "iendswith": FoldedEndsWith,
}


def teach_django() -> None:
    """Every search asks with these: what the database does by itself depends on its locale, or ends at Z."""
    for field in (CharField, TextField):
        for name, lookup in BLIND_TO_CASE.items():
            field.register_lookup(lookup, name)
