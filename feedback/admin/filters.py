"""How a coordinator narrows the queue."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, OuterRef, Q, QuerySet, SlugField
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from feedback.assigning import coordinators, coordinators_now
from feedback.kinds import FeedbackKind
from feedback.models import Feedback, Receipt
from feedback.models.receipt import REVIEWED_BY
from groups.models import Group
from ui.choices import told_apart
from ui.dates import now
from ui.drawn import Frozen, frozen
from ui.http import number_in
from ui.prepared import Place, prepared
from ui.swedish import alphabetical


class Filter(admin.SimpleListFilter):
    """One choice in the row above the queue; `everything` is what it says while nothing is chosen."""

    everything: Any = _("All")

    def value(self) -> str | None:
        """Without the one character that PostgreSQL cannot be asked about."""
        asked = super().value()
        return asked.replace("\0", "") if asked else asked

    is_written = False  # are its choices called as people have called them?

    @property
    def shown(self) -> Frozen:
        """All that its field is drawn by."""
        return frozen(
            {
                "name": self.parameter_name,
                "title": self.title,
                "everything": self.everything,
                "chosen": self.value() or "",
                "choices": self.lookup_choices,
                "is_written": self.is_written,
            }
        )


class StateFilter(Filter):
    """The queue opens on what waits; everything else is a click away."""

    title = _("State")
    parameter_name = "state"
    everything = _("Waiting for review")

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [
            ("open", _("Still to do, to read or to answer")),
            ("late", _("Overdue answer, from any body")),
            ("read", _("Read, not answered")),
            ("answered", _("Answered")),
            ("shared", _("Shared with everybody")),
            ("all", _("Everything")),
        ]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Like Django's, with "waiting" in the place of "all"."""
        rest = list(super().choices(changelist))
        yield {**rest[0], "display": self.everything}
        yield from rest[1:]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        match self.value():
            case "open":
                ours = Receipt.objects.filter(body__kind=REVIEWED_BY).open()
                return queryset.filter(
                    Q(pk__in=ours.values("feedback")) | Q(pk__in=Feedback.objects.waiting())
                )
            case "late":
                return queryset.filter(pk__in=Receipt.objects.overdue().values("feedback"))
            case "read":
                return queryset.left_unanswered()
            case "answered":
                return queryset.answered_by_coordinators()
            case "shared":
                return queryset.shared()
            case "all":
                return queryset
        return queryset.waiting()


class KindFilter(Filter):
    title = _("Kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return list(FeedbackKind.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class AssignedFilter(Filter):
    """Whoever has left the coordination group looks after nothing any more: what was theirs is nobody's."""

    title = _("Assigned to")
    parameter_name = "assigned"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        self.people = coordinators_now()
        others = [(str(person.pk), person.name) for person in self.people if person != request.user]
        return [("me", _("Me")), ("nobody", _("Nobody")), *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "me":
                return queryset.filter(review__assigned_to=request.user)
            case "nobody":
                return queryset.exclude(review__assigned_to__in=coordinators())
            case None | "":
                return queryset
            case number:
                return queryset.filter(review__assigned_to=number_in(number) or 0)


@prepared(slug=SlugField())
def _sources(slug: Place, model: type[Group | Direction], feedback_of: str) -> QuerySet[Group | Direction]:
    waits = Feedback.objects.waiting().filter(**{feedback_of: OuterRef("pk")})
    return model.objects.filter(Exists(waits) | Q(slug=slug))


class SourceFilter(Filter):
    """Narrow to one group or direction: those that something waits from, not all since 2014."""

    model: type[Group | Direction]
    is_written = True

    def value(self) -> str:
        """Whatever an address says; PostgreSQL cannot even be asked for a NUL."""
        return str(super().value() or "").replace("\x00", "")

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        sources = _sources(slug=self.value(), model=self.model, feedback_of=str(self.parameter_name))
        choices = [(source.slug, label) for source, label in told_apart(sources)]
        return sorted(choices, key=lambda choice: alphabetical(choice[1]))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{f"{self.parameter_name}__slug": self.value()}) if self.value() else queryset


class DirectionFilter(SourceFilter):
    title, parameter_name, model = _("Direction"), "direction", Direction


class GroupFilter(SourceFilter):
    title, parameter_name, model = _("Group"), "group", Group


class AgeFilter(Filter):
    title = _("Age")
    parameter_name = "age"
    days = {"7": _("Older than a week"), "14": _("Older than two weeks"), "30": _("Older than a month")}

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return list(self.days.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """An age that nobody offers narrows nothing, as a state that nobody offers does."""
        days = self.value()
        if days not in self.days:
            return queryset
        return queryset.filter(completed_at__lt=now() - timedelta(days=int(days)))


FILTERS: list[Any] = [StateFilter, KindFilter, AssignedFilter, DirectionFilter, GroupFilter, AgeFilter]
PARAMETERS: list[str] = [*(narrowing.parameter_name for narrowing in FILTERS), "q", "o"]


def narrowed(asked: QueryDict) -> str:
    """What of an address narrows or orders the queue, always written the same way, to tell views apart."""
    kept = QueryDict(mutable=True)
    for name in PARAMETERS:
        if value := asked.get(name):
            kept[name] = str(value)[:100]
    return kept.urlencode()
