"""The review page: one piece of feedback, what surrounds it, and one form for what to do with it."""

from copy import copy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.admin.filters import narrowed
from feedback.admin.forms import MINE, PUBLISH, READ, SAVE, ConflictShown, ReviewForm
from feedback.admin.review_heading import heading
from feedback.models import Acknowledgement, Correction, Feedback
from feedback.reviewing import ReviewConflict
from groups.models import Group
from people.http import SignedInRequest
from people.once import redirect_once
from ui.admin import ModelAdmin
from ui.http import typed

LATEST = 3
LONGEST_PREVIEW = 10_000  # characters, as long as an answer may be
IN_ORDER = ("completed_at", "pk")
CONTENT = "#content-start"  # where the focus goes; without it a browser would keep the form's own place
DONE = {
    PUBLISH: gettext_lazy("Your answer is published: %(title)s"),
    READ: gettext_lazy("Read: %(title)s"),
    MINE: gettext_lazy("You look after it now: %(title)s"),
    SAVE: gettext_lazy("Saved: %(title)s"),
}
NOT_SHARED = gettext_lazy("It is not shared: that goes with reading it or publishing an answer.")
CAME_FROM = "_changelist_filters"  # Django's own: its lists send along how they were narrowed


@dataclass(frozen=True)
class Onward:
    """Where a saved review leads. Without how the queue was narrowed: a sent form keeps a short address."""

    address: str

    def get_absolute_url(self) -> str:
        return self.address


class ReviewPage(ModelAdmin):
    def change_view(
        self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        post = self._post(request, object_id)
        may_review = request.user.has_perm("feedback.review_feedback", post)
        if request.method == "POST" and not may_review:
            raise PermissionDenied
        form = _form(typed(request), post, button=request.POST.get("do", SAVE))
        overtaken = None
        previews = request.method == "POST" and "preview" in request.POST
        if request.method == "POST" and not previews and form.is_valid():
            try:
                return self._save_once(request, form)
            except ReviewConflict as meanwhile:
                overtaken = ConflictShown(request.POST, meanwhile, form.cleaned_data["text_version"] or 1)
                post = self._post(request, object_id)
                form = _form(overtaken.typed, post)
        status = 409 if overtaken else 422 if form.errors else 200
        context = {"form": form, "overtaken": overtaken, "may_review": may_review}
        context["heading"] = heading(is_overtaken=overtaken is not None, is_wrong=bool(form.errors))
        if previews:
            text = request.POST.get("answer", "")[:LONGEST_PREVIEW]
            context |= {"previewed": True, "preview": {"text": text}}
        context |= self._around(request, post)
        return render(request, "admin/feedback/review.html", context, status=status)

    def _post(self, request: HttpRequest, object_id: str) -> Feedback:
        if not self.has_view_permission(request):
            raise PermissionDenied
        everything = Feedback.objects.completed().latest_first()
        everything = everything.select_related("author__unit", "review__assigned_to", "review__shared_by")
        latest = Correction.objects.filter(feedback=OuterRef("pk")).order_by("-number").values("number")
        # In the same statement as its words: a correction between two would pass for read.
        everything = everything.annotate(text_version=Coalesce(Subquery(latest[:1]), 1))
        post = (
            everything.filter(pk=object_id).first() if object_id.isdecimal() and len(object_id) < 19 else None
        )
        if post is None:
            raise Http404
        return post

    def _around(self, request: SignedInRequest, post: Feedback) -> dict[str, Any]:
        queue = self._queue(request)
        before = queue.filter(Q(completed_at__lt=post.completed_at) | _same_moment(post, "lt")).count()
        return {
            **self.admin_site.each_context(request),
            "title": post.headline,
            "opts": self.opts,
            "post": post,
            "queue_address": _narrowed(request, _queue_page()),
            "queue_count": queue.count(),
            "place": before + 1 if queue.filter(pk=post.pk).exists() else None,
            "next_address": self._next_address(request, post),
            "earlier": self._earlier(post),
            "replies": post.replies.select_related("author__unit"),
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

    def _save_once(self, request: SignedInRequest, form: ReviewForm) -> HttpResponse:
        """Save, and lead onward; the same form sent again is led to the same place."""
        plain = redirect_once(request, lambda: self._saved(request, form))
        return HttpResponseRedirect(_narrowed(request, plain["Location"]))

    def _saved(self, request: SignedInRequest, form: ReviewForm) -> Any:
        form.save(by=request.user)
        messages.success(request, DONE.get(form.button, DONE[SAVE]) % {"title": form.feedback.headline})
        if form.shares:
            messages.success(request, _("Everybody can read it now."))
        elif form.cleaned_data.get("share"):
            messages.warning(request, NOT_SHARED)
        return Onward(self._onward(request, form.feedback))

    def _onward(self, request: SignedInRequest, post: Feedback) -> str:
        """After saving: the same page for what is kept between us, otherwise the next one or the queue."""
        if request.POST.get("do", SAVE) in {SAVE, MINE}:
            return f"{_page(post.pk)}#do"
        onward = self._next(request, post)
        if onward is None:
            messages.info(request, _("That was the last one. Nothing more waits here."))
        return f"{_page(onward)}#post" if onward else _queue_page()

    def _queue(self, request: SignedInRequest) -> QuerySet[Feedback]:
        """The queue as it was narrowed when this page was opened from it; without that, all that waits."""
        asked = copy(request)
        asked.GET = QueryDict(narrowed(QueryDict(request.GET.get(CAME_FROM, ""))))
        try:
            return self.get_changelist_instance(asked).queryset.order_by(*IN_ORDER)
        except IncorrectLookupParameters:
            return Feedback.objects.waiting().order_by(*IN_ORDER)

    def _next_address(self, request: SignedInRequest, post: Feedback) -> str | None:
        onward = self._next(request, post)
        return _narrowed(request, f"{_page(onward)}#post") if onward else None

    def _next(self, request: SignedInRequest, post: Feedback) -> int | None:
        """The one after this that somebody else wrote, at the end the oldest again."""
        others = self._queue(request).exclude(author=request.user).exclude(pk=post.pk)
        later = others.filter(Q(completed_at__gt=post.completed_at) | _same_moment(post, "gt"))
        return later.values_list("pk", flat=True).first() or others.values_list("pk", flat=True).first()


def _page(pk: int) -> str:
    return reverse("admin:feedback_feedback_change", args=[pk])


def _queue_page() -> str:
    return reverse("admin:feedback_feedback_changelist") + CONTENT


def _narrowed(request: SignedInRequest, address: str) -> str:
    """The same address, with the queue narrowed as it was when this page was opened from it."""
    query = narrowed(QueryDict(request.GET.get(CAME_FROM, "")))
    path, _hash, place = address.partition("#")
    asked = query if address == _queue_page() else urlencode({CAME_FROM: query})
    return f"{path}?{asked}#{place}" if query else address


def _form(data: Any, post: Any, **kwargs: Any) -> ReviewForm:
    return ReviewForm(data, feedback=post, text_version=post.text_version, **kwargs)


def _same_moment(post: Feedback, side: str) -> Q:
    return Q(**{"completed_at": post.completed_at, f"pk__{side}": post.pk})


def _members(group: Group | None) -> Any:
    return group.memberships.current().with_people() if group else []
