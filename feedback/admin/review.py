"""The review page: one piece of feedback, what surrounds it, and one form for what to do with it."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.admin.forms import MINE, PUBLISH, READ, SAVE, ConflictShown, ReviewForm
from feedback.admin.place import IN_ORDER, Onward, Place, query_of, queue_page, review_page
from feedback.admin.review_heading import heading
from feedback.assigning import coordinators
from feedback.models import Acknowledgement, Correction, Feedback
from feedback.models.receipt import REVIEWED_BY
from feedback.reviewing import ReviewConflict
from feedback.senders import why_left, without_senders
from groups.models import Group
from people.http import signed_in
from people.models import Person
from people.models.person import PersonQuerySet
from people.once import SentOtherwise, redirect_once
from ui import lengths
from ui.admin import ModelAdmin, NotAFilter
from ui.http import number_in, typed

LATEST = 3
DONE = {
    PUBLISH: gettext_lazy("Your answer is published: %(title)s"),
    READ: gettext_lazy("Read: %(title)s"),
    MINE: gettext_lazy("You look after it now: %(title)s"),
    SAVE: gettext_lazy("Saved: %(title)s"),
}
NOT_SHARED = gettext_lazy("It is not shared: that goes with reading it or publishing an answer.")


class ReviewPage(ModelAdmin):
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        post = self._post(request, object_id)
        may_review = signed_in(request).has_perm("feedback.review_feedback", post)
        if request.method == "POST" and not may_review:
            raise PermissionDenied
        place, reviewers = self._place(request, post), without_senders(coordinators(), post)
        form = _form(typed(request), post, reviewers, button=request.POST.get("do", SAVE))
        overtaken = None
        previews = request.method == "POST" and "preview" in request.POST
        if request.method == "POST" and not previews and form.is_valid():
            try:
                if saved := _save_once(request, form, place):
                    return saved
            except ReviewConflict as meanwhile:
                overtaken = ConflictShown(request.POST, meanwhile, form.cleaned_data["text_version"] or 1)
                post = self._post(request, object_id)
                form = _form(overtaken.typed, post, reviewers)
        status = 409 if overtaken else 422 if form.errors else 200
        context: dict[str, Any] = {"form": form, "overtaken": overtaken, "may_review": may_review}
        context["heading"] = heading(is_overtaken=overtaken is not None, is_wrong=bool(form.errors))
        context |= _look(request) if previews else {}
        context |= self.admin_site.each_context(request) | place.context() | {"reviewers": reviewers}
        context |= {"opts": self.opts} | _around(signed_in(request), post)
        return render(request, "admin/feedback/review.html", context, status=status)

    def _post(self, request: HttpRequest, object_id: str) -> Feedback:
        if not self.has_view_permission(request):
            raise PermissionDenied
        everything = Feedback.objects.completed().latest_first()
        everything = everything.select_related("author__unit", "review__assigned_to", "review__shared_by")
        latest = Correction.objects.filter(feedback=OuterRef("pk")).order_by("-number").values("number")
        # In the same statement as its words: a correction between two would pass for read.
        everything = everything.annotate(text_version=Coalesce(Subquery(latest[:1]), 1))
        post = everything.filter(pk=number_in(object_id) or 0).first()
        if post is None:
            raise Http404
        return post

    def _place(self, request: HttpRequest, post: Feedback) -> Place:
        """In the queue as it was narrowed when this page was opened from it, else in all that waits."""
        asked, query = copy(request), query_of(request)
        asked.GET = QueryDict(query)
        try:
            queue = self.get_changelist_instance(asked).queryset
        except NotAFilter:
            queue = Feedback.objects.waiting()
        return Place(post, signed_in(request), queue.order_by(*IN_ORDER), query)


def _form(data: QueryDict | None, post: Any, reviewers: PersonQuerySet, **kwargs: Any) -> ReviewForm:
    return ReviewForm(data, feedback=post, text_version=post.text_version, reviewers=reviewers, **kwargs)


def _save_once(request: HttpRequest, form: ReviewForm, place: Place) -> HttpResponse | None:
    """Save, and lead onward; the same form sent again is led to the same place. None with other words."""
    try:
        plain = redirect_once(request, lambda: _saved(request, form, place))
    except SentOtherwise as problem:
        form.add_error(None, problem)
        return None
    return HttpResponseRedirect(place.narrow(plain["Location"]))


def _saved(request: HttpRequest, form: ReviewForm, place: Place) -> Onward:
    form.save(by=signed_in(request))
    messages.success(request, DONE.get(form.button, DONE[SAVE]) % {"title": form.feedback.headline})
    if form.shares:
        messages.success(request, _("Everybody can read it now."))
    elif form.cleaned_data.get("share"):
        messages.warning(request, NOT_SHARED)
    return Onward(_onward(request, form, place))


def _onward(request: HttpRequest, form: ReviewForm, place: Place) -> str:
    """After saving: the same page for what is kept between us, otherwise the next one or the queue."""
    if form.button in {SAVE, MINE}:
        return review_page(form.feedback.pk, "do")
    following = place.next
    if following is None:
        messages.info(request, _("That was the last one in the list."))
    return review_page(following) if following else queue_page()


def _around(person: Person, post: Feedback) -> dict[str, Any]:
    """The piece, and what surrounds it."""
    return {
        "title": post.headline,
        "post": post,
        "earlier": _earlier(post),
        "replies": post.replies.select_related("author__unit"),
        "members": _members(post.group),
        "why_left": why_left(person, post, REVIEWED_BY),
        "review_read": Acknowledgement.objects.filter(receipt__feedback=post, as_coordinator=True)
        .select_related("person")
        .first(),
    }


def _earlier(post: Feedback) -> QuerySet[Feedback]:
    """What the same group, or about the same direction, has told before."""
    about = {"group": post.group} if post.group else {"direction": post.direction}
    earlier = Feedback.objects.completed().filter(completed_at__lt=post.completed_at, **about)
    return earlier.latest_first()[:LATEST]


def _look(request: HttpRequest) -> dict[str, Any]:
    """How the answer will look, above its buttons."""
    return {"previewed": True, "preview": {"text": request.POST.get("answer", "")[: lengths.ANSWER]}}


def _members(group: Group | None) -> Any:
    return group.memberships.current().with_people() if group else []
