"""The period that news is gathered for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime

from people.events import Event
from people.models import Act
from ui.dates import midnight


@dataclass(frozen=True)
class Period:
    """From an instant, which belongs to it, up to another, which belongs to the next one.

    Of what has only a day, the day begins at midnight in Stockholm; what was written down later than that
    counts from when it was, as its act says.
    """

    since: datetime
    until: datetime

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that it touches."""
        return localtime(self.since).date(), localtime(self.until).date()

    def of(self, instant: str) -> Q:
        """Has that field within the period?"""
        return Q(**{f"{instant}__gte": self.since, f"{instant}__lt": self.until})

    def dated[T: Any](self, things: QuerySet[T], day: str, verb: Event) -> Iterator[T]:
        """Those whose day falls within the period, the earliest first. `verb` is the act that set the day."""
        kind = ContentType.objects.get_for_model(things.model)
        acts = Act.objects.filter(target_type=kind, target_id=OuterRef("pk"), verb=verb).order_by("-at")
        first, last = self.days
        lately = Q(**{f"{day}__gte": first}) | self.of("written_at")
        written = things.annotate(written_at=Subquery(acts.values("at")[:1]))
        for thing in written.filter(lately, **{f"{day}__lte": last}).order_by(day, "pk"):
            begins = midnight(getattr(thing, day))
            if self.since <= max(begins, thing.written_at or begins) < self.until:
                yield thing
