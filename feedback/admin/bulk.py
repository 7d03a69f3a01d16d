"""Several rows of the queue at once: read, or assigned. Django's own actions, which need no script."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback import answering, assigning, reviewing
from feedback.admin.forms import QueueActionForm
from feedback.models import Feedback
from feedback.models.feedback_query import FeedbackQuerySet
from people.http import SignedInRequest
from people.models import Person
from ui.admin import ModelAdmin
from ui.http import number_in


class BulkReview(ModelAdmin):
    action_form = QueueActionForm
    actions = ["read_them", "take_them", "assign_them"]

    def has_review_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("feedback.review_feedback"))

    @admin.action(description=gettext_lazy("say that I have read them"), permissions=["review"])
    def read_them(self, request: SignedInRequest, posts: FeedbackQuerySet) -> None:
        done = self._each(request, posts, lambda post: _read(post, by=request.user))
        self._say(request, ngettext("%(count)s marked as read.", "%(count)s marked as read.", done), done)

    @admin.action(description=gettext_lazy("assign them to me"), permissions=["review"])
    def take_them(self, request: SignedInRequest, posts: FeedbackQuerySet) -> None:
        self._assign(request, posts, request.user)

    @admin.action(description=gettext_lazy("assign them to …"), permissions=["review"])
    def assign_them(self, request: SignedInRequest, posts: FeedbackQuerySet) -> None:
        to = assigning.coordinators().filter(pk=number_in(request.POST.get("assign_to", "")) or 0).first()
        if to:
            self._assign(request, posts, to)
        else:
            self.message_user(
                request, _("Choose whom to assign them to. Nothing has changed."), messages.ERROR
            )

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Django's, after a look at the numbers of the rows: it takes for granted that they are numbers."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if None not in map(number_in, chosen):
            response: HttpResponse | None = super().response_action(request, *args, **kwargs)
            return response
        self.message_user(request, _("These rows are not in the queue. Nothing has changed."), messages.ERROR)
        return None

    def _assign(self, request: SignedInRequest, posts: FeedbackQuerySet, to: Person) -> None:
        done = self._each(request, posts, lambda post: assigning.assign(post, to, by=request.user))
        words = ngettext("%(count)s assigned to %(name)s.", "%(count)s assigned to %(name)s.", done)
        self._say(request, words, done, name=to.name)

    @transaction.atomic
    def _each(
        self, request: SignedInRequest, posts: FeedbackQuerySet, act: Callable[[Feedback], bool]
    ) -> int:
        """How many rows it was done to; what they sent themselves is left to somebody else, which is said."""
        may, own = [], 0
        in_turn = posts.with_responses().order_by("pk")  # the same for everybody: no two wait for each other
        for post in in_turn:
            if request.user.has_perm("feedback.review_feedback", post):
                may.append(post)
            else:
                own += 1
        if own:
            self.message_user(
                request, _("What you or your group sent is left to somebody else."), messages.WARNING
            )
        return sum(act(post) for post in may)

    def _say(self, request: SignedInRequest, words: str, count: int, **names: Any) -> None:
        self.message_user(request, words % {"count": count, **names}, messages.SUCCESS)


def _read(post: Feedback, *, by: Person) -> bool:
    return answering.acknowledge(reviewing.receipt_of(post), by=by)
