"""The coordinators' queue, inside Django's admin: what waits, narrowed as they like, and figures after it."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directions.models import Stage
from feedback.admin.bulk import BulkReview
from feedback.admin.exports import Exports
from feedback.admin.filters import FILTERS, narrowed
from feedback.admin.review import ReviewPage
from feedback.admin.saved import Saved, SavedViews
from feedback.models import Feedback
from feedback.statistics import statistics
from groups.composition import all_vacancies
from groups.models import JoinRequest
from people.http import signed_in
from search.finding import Narrowed, find
from ui.counting import Pages
from ui.swedish import alphabetically
from ui.templatetags.ui import written


@admin.register(Feedback)
class FeedbackQueue(BulkReview, ReviewPage, SavedViews, Exports):
    """What waits, oldest first. Opening a row opens the review page; nothing is edited or removed here."""

    list_display = ["headline", "kind", "sender", "towards", "waiting", "standing", "looked_after_by"]
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        """Drafts belong to those who write them and are not even known here."""
        return Feedback.objects.completed().with_responses().select_related("review__assigned_to")

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

    @admin.display(description=_("Feedback"), ordering=alphabetically("title"))
    def headline(self, post: Feedback) -> str:
        return written(post.headline)

    @admin.display(description=_("From"), ordering=alphabetically("group__name"))
    def sender(self, post: Feedback) -> str:
        return written(post.sender)

    @admin.display(description=_("Direction"), ordering=alphabetically("direction__title"))
    def towards(self, post: Feedback) -> str:
        return written(post.direction)

    @admin.display(description=_("Age"), ordering="completed_at")
    def waiting(self, post: Feedback) -> str:
        days = post.days_waiting
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}

    @admin.display(description=_("State"))
    def standing(self, post: Feedback) -> str:
        return post.progress

    @admin.display(
        description=_("Assigned to"), ordering=alphabetically("review__assigned_to__name"), empty_value=""
    )
    def looked_after_by(self, post: Feedback) -> str | None:
        review = getattr(post, "review", None)
        return review.assigned_to.name if review and review.assigned_to else None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The queue, and after it what else stands waiting and how the review goes."""
        query, person = narrowed(request.GET), signed_in(request)
        elsewhere: dict[str, list[Any]] = {
            "vacancies": all_vacancies(),
            "overdue": list(Stage.objects.overdue().select_related("direction")),
            "stuck": list(JoinRequest.objects.stuck().visible_to(person).with_people()),
        }
        context = {
            "title": _("Feedback to review"),
            "statistics": statistics(),
            "query": query,
            "saved": Saved.of(person, query) if self.has_view_permission(request) else None,
            "elsewhere": sum(len(waiting) for waiting in elsewhere.values()),
            **elsewhere,
        }
        return super().changelist_view(request, context | (extra_context or {}))
