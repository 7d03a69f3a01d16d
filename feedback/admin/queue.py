"""The coordinators' queue and review page, inside Django's admin."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from directions.models import Stage
from feedback.admin.filters import AgeFilter, DirectionFilter, GroupFilter, StateFilter
from feedback.admin.forms import ReviewForm
from feedback.models import Acknowledgement, Feedback
from groups.composition import all_vacancies
from groups.models import Group, JoinRequest
from ui.admin import ModelAdmin
from ui.http import typed

LATEST = 3


@admin.register(Feedback)
class FeedbackQueue(ModelAdmin):
    """What waits, oldest first. Opening a row opens the review page; nothing is edited or removed here."""

    list_display = ["headline", "sender", "direction", "waiting", "standing"]
    list_filter = [StateFilter, AgeFilter, DirectionFilter, GroupFilter]
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 20
    show_full_result_count = False
    search_fields = ["title", "text", "author__name"]
    ordering = ["completed_at", "pk"]
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feedback]:
        """Drafts belong to those who write them and are not even known here."""
        return Feedback.objects.completed().with_its_way()

    @admin.display(description=_("Feedback"), ordering="title")
    def headline(self, post: Feedback) -> str:
        return post.headline

    @admin.display(description=_("From"), ordering="group__name")
    def sender(self, post: Feedback) -> str:
        return post.sender

    @admin.display(description=_("Age"), ordering="completed_at")
    def waiting(self, post: Feedback) -> str:
        days = post.days_waiting
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}

    @admin.display(description=_("State"))
    def standing(self, post: Feedback) -> str:
        return (
            _("%(state)s, shared") % {"state": post.state.label} if post.is_shared else str(post.state.label)
        )

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        """The queue, and above it what else stands waiting: vacancies, stages, silent requests."""
        context = {
            "title": _("Feedback, oldest first"),
            "vacancies": all_vacancies(),
            "overdue": Stage.objects.overdue().select_related("direction"),
            "stuck": JoinRequest.objects.stuck().visible_to(request.user).with_people(),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The review page: the feedback, what surrounds it, and one form for what to do with it."""
        post = self._post(request, object_id)
        may_review = request.user.has_perm("feedback.review_feedback", post)
        if request.method == "POST" and not may_review:
            raise PermissionDenied
        form = ReviewForm(typed(request), feedback=post)
        if request.method == "POST" and form.is_valid() and form.save(by=request.user):
            messages.success(request, _("Saved: %(title)s") % {"title": post.title})
            return HttpResponseRedirect(self._next_address(request, post))
        context = self._review_context(request, post) | {"form": form, "may_review": may_review}
        return render(request, "admin/feedback/review.html", context, status=422 if form.errors else 200)

    def _post(self, request: HttpRequest, object_id: str) -> Feedback:
        if not self.has_view_permission(request):
            raise PermissionDenied
        everything = Feedback.objects.completed().latest_first().select_related("author__unit")
        post = (
            everything.filter(pk=object_id).first() if object_id.isdecimal() and len(object_id) < 19 else None
        )
        if post is None:
            raise Http404
        return post

    def _review_context(self, request: HttpRequest, post: Feedback) -> dict[str, Any]:
        waiting = Feedback.objects.waiting().order_by("completed_at", "pk")
        return {
            **self.admin_site.each_context(request),
            "title": post.title,
            "opts": self.opts,
            "post": post,
            "waiting_count": waiting.count(),
            "next_post": waiting.filter(completed_at__gte=post.completed_at).exclude(pk=post.pk).first(),
            "earlier": self._earlier(post),
            "members": _members(post.group),
            "review_read": Acknowledgement.objects.filter(receipt__feedback=post, as_coordinator=True)
            .select_related("person")
            .first(),
        }

    def _earlier(self, post: Feedback) -> QuerySet[Feedback]:
        """What the same group, or about the same direction, has told before."""
        about = {"group": post.group} if post.group else {"direction": post.direction}
        earlier = Feedback.objects.completed().filter(completed_at__lt=post.completed_at, **about)
        return earlier.latest_first()[:LATEST]

    def _next_address(self, request: Any, post: Feedback) -> str:
        """The oldest that still waits when the coordinator asked for the next, otherwise the queue."""
        next_post = (
            Feedback.objects.waiting().order_by("completed_at", "pk").exclude(author=request.user).first()
        )
        if "next" in request.POST and next_post:
            return reverse("admin:feedback_feedback_change", args=[next_post.pk])
        return reverse("admin:feedback_feedback_changelist")


def _members(group: Group | None) -> Any:
    return group.memberships.current().with_people() if group else []
