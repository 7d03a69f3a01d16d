"""Counting what may be large: no further than somebody reads, so that more of it costs no more."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.formats import number_format
from django.utils.translation import gettext as _

MOST = 1000


def counted(rows: QuerySet[Any]) -> int:
    """How many rows there are; MOST + 1 when there are more than MOST."""
    return rows.order_by().values("pk")[: MOST + 1].count()


class CountOf(Subquery):
    """How many rows a question has, for another one to tell beside its own."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def in_words(count: int) -> str:
    """The number, or that there are more."""
    if count <= MOST:
        return number_format(count, force_grouping=True)
    return _("more than %(most)s") % {"most": number_format(MOST, force_grouping=True)}


class Pages(Paginator):
    """Pages of which no more are counted, and led to, than hold MOST rows: nobody leafs that far."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return counted(rows) if isinstance(rows, QuerySet) else min(len(rows), MOST + 1)

    @property
    def has_more(self) -> bool:
        """Is there more than the pages lead to?"""
        return self.count > MOST

    @cached_property
    def num_pages(self) -> int:
        return max(1, -(-min(self.count, MOST) // self.per_page))
