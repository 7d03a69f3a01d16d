"""A question with alternatives, taken apart into one for each.

No database goes by two indexes where the alternatives are of different tables: it looks at every row.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Lookup, QuerySet
from django.db.models.expressions import Col
from django.db.models.lookups import IsNull
from django.db.models.sql.where import AND, OR, WhereNode


def alternatives[Rows: QuerySet[Any, Any]](rows: Rows) -> list[Rows]:
    """The same rows as several questions; a row may be in more than one of them."""
    where = rows.query.where
    for place, condition in enumerate(where.children if _is_all_of(where) else []):
        if isinstance(condition, WhereNode) and condition.connector == OR and not condition.negated:
            return [_with_only(rows, place, one) for one in condition.children]
    return [rows]


def _is_all_of(where: WhereNode) -> bool:
    return where.connector == AND and not where.negated


def _with_only[Rows: QuerySet[Any, Any]](rows: Rows, place: int, condition: object) -> Rows:
    some = rows.all()
    some.query.where = where = some.query.where.clone()
    where.children[place] = condition  # type: ignore[call-overload]
    some.query.demote_joins(set(_needed(condition)))
    return some


def _needed(condition: object) -> Iterator[str]:
    """Tables without whose row it cannot be true: what stood beside an alternative had to do without."""
    if isinstance(condition, WhereNode):
        for part in condition.children if _is_all_of(condition) else []:
            yield from _needed(part)
    elif isinstance(condition, Lookup) and isinstance(condition.lhs, Col) and not _asks_for_none(condition):
        yield condition.lhs.alias


def _asks_for_none(condition: object) -> bool:
    return isinstance(condition, IsNull) and bool(condition.rhs)
