"""How a coordinator narrows the queue."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from feedback.models import Feedback
from groups.models import Group
from ui.dates import now


class StateFilter(admin.SimpleListFilter):
    """The queue opens on what waits; everything else is a click away."""

    title = _("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("read", _("Read, not answered")),
            ("answered", _("Answered")),
            ("shared", _("Shared with everybody")),
            ("all", _("Everything")),
        ]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Like Django's, with "waiting" in the place of "all"."""
        rest = list(super().choices(changelist))
        yield {**rest[0], "display": _("Waiting for review")}
        yield from rest[1:]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "read":
                return queryset.filter(review__isnull=False, review__answered_at=None)
            case "answered":
                return queryset.filter(review__answered_at__isnull=False)
            case "shared":
                return queryset.filter(review__shared_at__isnull=False)
            case "all":
                return queryset
        return queryset.filter(review=None)


class SourceFilter(admin.SimpleListFilter):
    """Narrow to one group or direction: those that something waits from, not all since 2014."""

    model: type[Group | Direction]

    def value(self) -> str:
        """Whatever an address says; PostgreSQL cannot even be asked for a NUL."""
        return str(super().value() or "").replace("\x00", "")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = Q(slug=self.value())
        sources = self.model.objects.filter(Q(feedback__in=Feedback.objects.waiting()) | chosen).distinct()
        return [(source.slug, str(source)) for source in sources]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{f"{self.parameter_name}__slug": self.value()}) if self.value() else queryset


class DirectionFilter(SourceFilter):
    title, parameter_name, model = _("Direction"), "direction", Direction


class GroupFilter(SourceFilter):
    title, parameter_name, model = _("Group"), "group", Group


class AgeFilter(admin.SimpleListFilter):
    title = _("Age")
    parameter_name = "age"
    days = {"7": _("Older than a week"), "14": _("Older than two weeks"), "30": _("Older than a month")}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self.days.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """An age that nobody offers narrows nothing, as a state that nobody offers does."""
        days = self.value()
        if days not in self.days:
            return queryset
        return queryset.filter(completed_at__lt=now() - timedelta(days=int(days)))
