"""What is found of feedback: what was sent, as it is corrected, with its replies and published answers."""

from django.db.models import BigIntegerField, Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.events import FeedbackEvent
from feedback.models import Feedback, Receipt, Reply, Voice
from feedback.models.brief import Way, standing_of
from feedback.models.feedback_query import FeedbackQuerySet
from feedback.models.receipt import ways_of
from feedback.models.state import State
from files.events import FileEvent
from search.sources import Document, Source, Standing, its_own, names
from ui.prepared import Place, prepared, with_kept
from ui.text import to_plain


def _rows() -> FeedbackQuerySet:
    """With what is said of them, and nothing else that a page shows: each act on one asks for it."""
    receipts = Prefetch("receipts", Receipt.objects.with_answers())
    return Feedback.objects.completed().corrected().prefetch_related(receipts, "replies")


@prepared(number=BigIntegerField())
def _piece(number: Place) -> FeedbackQuerySet:
    replies = Reply.objects.filter(feedback=OuterRef("pk")).order_by()
    return Feedback.objects.completed().corrected().annotate(has_replies=Exists(replies)).filter(pk=number)


@prepared(number=BigIntegerField())
def _receipts_of(number: Place) -> QuerySet[Receipt]:
    said = ("feedback", "body__kind", "answer__receipt", "answer__text", "answer__published_at")
    return Receipt.objects.with_answers().only(*said).filter(feedback=number)


@prepared(number=BigIntegerField())
def _replies_of(number: Place) -> QuerySet[Reply]:
    return Reply.objects.only("feedback", "text").filter(feedback=number)


def _one(number: int) -> list[Feedback]:
    """As `_rows` gives it. Each reply asks for it, and the questions took longest to be put together."""
    return [
        with_kept(
            post,
            receipts=_receipts_of(number=number),
            replies=_replies_of(number=number) if post.has_replies else [],  # type: ignore[attr-defined]
        )
        for post in _piece(number=number)
    ]


def _say(post: Feedback) -> Document:
    answers = [receipt.published.text for receipt in post.receipts.all() if receipt.published]
    replies = [reply.text for reply in post.replies.all()]
    return Document(
        post.headline,
        map(to_plain, (post.words, *answers, *replies)),
        at=post.completed_at,
        state=post.state.value,
        direction=post.direction_id,
        group=post.group_id,
        person=post.author_id if post.voice == Voice.PERSON else None,
    )


def _standing(numbers: list[int]) -> dict[int, Standing]:
    """How far each has got, in the one sentence that lists of feedback have for it."""
    return {number: _stands(ways) for number, ways in ways_of(numbers).items()}


def _stands(ways: list[Way]) -> Standing:
    is_late = any(way.is_late for way in ways)
    return Standing(standing_of(ways).words, is_late, gettext("An answer is overdue") if is_late else "")


FEEDBACK = Source(
    kind="feedback",
    label=_("Feedback"),
    plural=_("Feedback"),
    rows=_rows,
    one=_one,
    visible_to=lambda person: Feedback.objects.completed().visible_to(person),
    each_way=lambda person, most: [
        way[:most] for way in Feedback.objects.completed().numbers_visible_to(person)
    ],
    called=names("återkoppling", "feedback"),
    document=_say,
    dated_by="completed_at",
    follows={Feedback: its_own},
    unmoved_by=frozenset(
        {
            FeedbackEvent.ANSWER_DRAFTED,
            FeedbackEvent.SHARED,
            FeedbackEvent.ASSIGNED,
            FeedbackEvent.UNASSIGNED,
            FeedbackEvent.NOTED,
            FileEvent.ATTACHED,
            FileEvent.REMOVED,
        }
    ),
    begun_by=frozenset({FeedbackEvent.COMPLETED}),
    gone=frozenset({FeedbackEvent.DISCARDED}),
    states=lambda value: State(value).label,
    standing=_standing,
)
