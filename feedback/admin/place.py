"""Where a piece stands in the queue that its review page was opened from, and where one goes from there."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from feedback.admin.filters import narrowed
from feedback.models import Feedback
from feedback.models.feedback_query import FeedbackQuerySet
from feedback.senders import to_review
from people.models import Person
from ui.counting import MOST, counted, in_words

IN_ORDER = ("completed_at", "pk")
CONTENT = "#content-start"  # where the focus goes; without it a browser would keep the form's own place
CAME_FROM = "_changelist_filters"  # Django's own: its lists send along how they were narrowed


@dataclass(frozen=True)
class Onward:
    """Where a saved review leads. Without how the queue was narrowed: a sent form keeps a short address."""

    address: str

    def get_absolute_url(self) -> str:
        return self.address


@dataclass(frozen=True)
class Place:
    """One piece in a queue, for somebody who goes through it from the oldest to the newest.

    `queue` holds what waits as it was narrowed on the way here, and `query` says how: "" for all of it.
    """

    post: Feedback
    reader: Person
    queue: FeedbackQuerySet
    query: str

    @property
    def number(self) -> int | None:
        """Counted from the oldest; None when it is not in the queue (any more), or too far back to count."""
        earlier = Q(completed_at__lt=self.post.completed_at) | self._same_moment("lt")
        before = counted(self.queue.filter(earlier))
        return before + 1 if before <= MOST and self.queue.filter(pk=self.post.pk).exists() else None

    @property
    def next(self) -> int | None:
        """The one after this that they may review, at the end the oldest again.

        What a colleague has taken comes when nothing else is left.
        """
        others = to_review(self.reader, self.queue).exclude(pk=self.post.pk)
        free = others.filter(Q(review__assigned_to=None) | Q(review__assigned_to=self.reader))
        later = Q(completed_at__gt=self.post.completed_at) | self._same_moment("gt")
        for posts in (free.filter(later), free, others.filter(later), others):
            if number := posts.values_list("pk", flat=True).first():
                return number
        return None

    def context(self) -> dict[str, str | int | None]:
        """What the page says of it."""
        following = self.next
        return {
            "queue_address": self.narrow(queue_page()),
            "queue_count": in_words(counted(self.queue)),
            "place": self.number,
            "next_address": self.narrow(review_page(following)) if following else None,
        }

    def narrow(self, address: str) -> str:
        """The same address, with the queue narrowed as it was when this page was opened from it."""
        path, _hash, anchor = address.partition("#")
        asked = self.query if address == queue_page() else urlencode({CAME_FROM: self.query})
        return f"{path}?{asked}#{anchor}" if self.query else address

    def _same_moment(self, side: str) -> Q:
        return Q(**{"completed_at": self.post.completed_at, f"pk__{side}": self.post.pk})


def query_of(request: HttpRequest) -> str:
    """How the queue was narrowed when the page was opened from it, of what the queue knows."""
    return narrowed(QueryDict(request.GET.get(CAME_FROM, "")))


def queue_page() -> str:
    return reverse("admin:feedback_feedback_changelist") + CONTENT


def review_page(pk: int, anchor: str = "post") -> str:
    return f"{reverse('admin:feedback_feedback_change', args=[pk])}#{anchor}"
