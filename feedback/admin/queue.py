"""The coordinators' queue, inside Django's admin: what waits, narrowed as they like, and figures after it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.templatetags.admin_list import result_headers
from django.db.models import DateField, DateTimeField, Q, QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from directions.models import Stage
from feedback.admin.bulk import BulkReview
from feedback.admin.exports import Exports
from feedback.admin.filters import FILTERS, AssignedFilter, narrowed
from feedback.admin.review import ReviewPage
from feedback.admin.rows import rows_of
from feedback.admin.saved import Saved, SavedViews
from feedback.models import Feedback
from feedback.models.feedback_query import FeedbackQuerySet
from feedback.statistics import statistics
from groups.composition import all_vacancies
from groups.models import JoinRequest
from groups.models.join_request import STUCK_AFTER
from groups.roles import is_coordinator
from people.http import signed_in
from people.models import Person
from search.finding import Narrowed, find
from ui.admin import ChangeList
from ui.counting import Pages
from ui.dates import now, today
from ui.drawn import drawn
from ui.prepared import Place, prepared
from ui.swedish import alphabetically

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class QueueList(ChangeList):
    """Asks for the numbers of a page's pieces, and draws their rows by plain values."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = self.result_list.values_list("pk", flat=True)

    @property
    def headers(self) -> list[dict[str, Any]]:
        return list(result_headers(self))

    @property
    def drawn(self) -> list[SafeString]:
        has_box = self.list_display[0] == "action_checkbox"
        kept = self.preserved_filters
        template = "admin/feedback/_queue_row.html"
        return [drawn(template, row=row, has_box=has_box, kept=kept) for row in rows_of(self.result_list)]


def column(name: str, words: "StrOrPromise", ordering: str | Combinable | None = None) -> Any:
    """A column's heading, and by what it is sorted; what stands in it is in the row's own template."""

    def of_row(post: Feedback) -> str:
        return ""

    of_row.__name__ = name
    return admin.display(description=words, ordering=ordering)(of_row)


@admin.register(Feedback)
class FeedbackQueue(BulkReview, ReviewPage, SavedViews, Exports):
    """What waits, oldest first. Opening a row opens the review page; nothing is edited or removed here."""

    list_display = [
        column("headline", _("Feedback"), alphabetically("title")),
        "kind",
        column("sender", _("From"), alphabetically("group__name")),
        column("towards", _("Direction"), alphabetically("direction__title")),
        column("waiting", _("Age"), "completed_at"),
        column("standing", _("State")),
        column("looked_after_by", _("Assigned to"), alphabetically("review__assigned_to__name")),
    ]
    list_filter = FILTERS
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 20
    list_max_show_all = 0
    paginator = Pages
    show_full_result_count = False
    search_fields = ["title"]  # that there is a field; `get_search_results` asks search
    ordering = ["completed_at", "pk"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Feedback | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> FeedbackQuerySet:
        """Drafts belong to those who write them and are not even known here."""
        return Feedback.objects.completed()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Feedback], search_term: str
    ) -> tuple[QuerySet[Feedback], bool]:
        """What says it, in whatever form the words stand, and what comes from whoever is called so."""
        if not search_term.strip():
            return queryset, False
        found = find(search_term, signed_in(request), Narrowed(kinds=("feedback", "group", "person")))
        hits = found.exact or found.hits
        said = {
            kind: [hit.target_id for hit in hits if hit.kind == kind]
            for kind in ("feedback", "group", "person")
        }
        sent = Q(group__in=said["group"]) | Q(author__in=said["person"])
        return queryset.filter(Q(pk__in=said["feedback"]) | sent), False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return QueueList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The queue, and after it what else stands waiting and how the review goes."""
        query, person = narrowed(request.GET), signed_in(request)
        elsewhere: dict[str, list[Any]] = {
            "vacancies": all_vacancies(),
            "overdue": _overdue(day=today()),
            "stuck": _stuck_for(person),
        }
        context = {
            "title": _("Feedback to review"),
            "statistics": statistics(),
            "query": query,
            "saved": Saved.of(person, query) if self.has_view_permission(request) else None,
            "elsewhere": sum(len(waiting) for waiting in elsewhere.values()),
            **elsewhere,
        }
        response = super().changelist_view(request, context | (extra_context or {}))
        _offer_whom_a_filter_asked_for(getattr(response, "context_data", None) or {})
        return response


def _offer_whom_a_filter_asked_for(shown: dict[str, Any]) -> None:
    """The coordinators, whom one can narrow by and assign to."""
    specs = shown["cl"].filter_specs if shown.get("action_form") else []
    for spec in specs:
        if isinstance(spec, AssignedFilter):
            shown["action_form"].offer(spec.people)


def _stuck_for(person: Person) -> list[JoinRequest]:
    if is_coordinator(person):
        return _stuck(silent=now() - timedelta(days=STUCK_AFTER))
    return list(JoinRequest.objects.stuck().visible_to(person).in_short())


@prepared(silent=DateTimeField())
def _stuck(silent: Place) -> QuerySet[JoinRequest]:
    return JoinRequest.objects.stuck(silent).in_short()


@prepared(day=DateField())
def _overdue(day: Place) -> QuerySet[Stage]:
    return Stage.objects.overdue(day).select_related("direction")
