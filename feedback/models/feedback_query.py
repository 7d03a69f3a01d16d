"""Which feedback: who may read it, what waits, and in what order it is shown."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from feedback.models.brief import Brief
from feedback.models.correction import Correction
from feedback.models.receipt import IS_ANSWERED, REVIEWED_BY, Receipt, ways_of
from groups.models import Group
from groups.roles import reads_what_groups_send, reads_what_people_send
from people.models import Person
from ui.alternatives import alternatives
from ui.prepared import Place, any_of

if TYPE_CHECKING:
    from feedback.models.feedback import Feedback

# The condition of an index, word for word: that is how both databases know it again.
IS_WAITING = Q(completed_at__isnull=False, reviewed_at=None)
IS_SHARED = Q(review__shared_at__isnull=False)

IN_BRIEF = ("pk", "kind", "voice", "group__name", "author__name", "title", "text", "completed_at")


class Voice(models.TextChoices):
    GROUP = "group", _("In the group's name")
    PERSON = "person", _("In one's own name")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def drafts(self) -> "FeedbackQuerySet":
        return self.filter(completed_at=None)

    def completed(self) -> "FeedbackQuerySet":
        return self.exclude(completed_at=None)

    def waiting(self) -> "FeedbackQuerySet":
        """Completed, and neither read by a coordinator nor answered by the coordination group."""
        return self.filter(IS_WAITING)

    def reviewed(self) -> "FeedbackQuerySet":
        """A coordinator has read it."""
        return self.filter(reviewed_at__isnull=False)

    def answered_by_coordinators(self) -> "FeedbackQuerySet":
        return self.filter(_answered_by_coordinators())

    def left_unanswered(self) -> "FeedbackQuerySet":
        """A coordinator has read it, and the coordination group has said nothing to it."""
        return self.reviewed().filter(~_answered_by_coordinators())

    def shared(self) -> "FeedbackQuerySet":
        return self.filter(Exists(self.model.objects.filter(IS_SHARED, pk=OuterRef("pk"))))

    def visible_to(self, person: Person | AnonymousUser) -> "FeedbackQuerySet":
        """What somebody may read (matrix of the design, section 1).

        Everybody: what has been shared onward. The author: their own, and a group's draft while in the group
        and once that has ended. A group: all it has written, drafts too. Coordination group, storgrupp and
        steering group: what groups have completed.
        Coordination group alone: what people have completed in their own name.
        """
        if not isinstance(person, Person):
            return self.none()
        return self.visible_to_whoever(**who_reads(person))

    def visible_to_whoever(
        self, person: int | Place, groups: Sequence[int | Place], reads: tuple[Voice, ...]
    ) -> "FeedbackQuerySet":
        """What somebody may read of whom `who_reads` tells; the first two may be places."""
        return self.filter(IS_SHARED | _is_theirs(person, groups, reads))

    def numbers_visible_to(self, person: Person) -> list["models.QuerySet[Any, Any]"]:
        """Of `visible_to`, way by way. What is shared the reviews tell alone, however this is narrowed: of
        drafts none is.
        """
        reviews: Any = self.model._meta.get_field("review").related_model
        theirs = alternatives(self.filter(_is_theirs(**who_reads(person))))
        shared = reviews.objects.filter(shared_at__isnull=False).order_by().values(pk=models.F("feedback"))
        return [*(way.order_by().values("pk") for way in theirs), shared]

    def sent_before(self, number: int) -> "FeedbackQuerySet":
        """What was completed before the piece of that number; everything when there is none."""
        mark = self.filter(pk=number).values_list("completed_at", "pk").first()
        if mark is None:
            return self
        at, pk = mark
        return self.filter(Q(completed_at__lt=at) | Q(completed_at=at, pk__lt=pk))

    def latest_first(self) -> "FeedbackQuerySet":
        """Drafts on top, then the newest; with everything a list of posts shows."""
        return self.with_responses().newest_first()

    def newest_first(self) -> "FeedbackQuerySet":
        """Drafts on top, then the newest."""
        return self.order_by(models.F("completed_at").desc(nulls_first=True), "-pk")

    def in_brief(self) -> list[Brief]:
        """What a list of briefs shows of these, in two queries for the columns shown and nothing else."""
        return briefs(self.brief_columns())

    def brief_columns(self) -> "models.QuerySet[Feedback, Any]":
        """What `briefs` asks of each."""
        return self.corrected().values(*IN_BRIEF, "latest_title", "latest_text")

    def as_in_queue(self, day: date | Place) -> "FeedbackQuerySet":
        """With all that a row of the coordinators' queue tells, on that day."""
        return self.corrected().with_lateness(day).annotate(is_answered_by_us=_answered_by_coordinators())

    def lately_shared(self) -> "FeedbackQuerySet":
        """What was shared last first, with all that a teaser tells, in one query."""
        return self.filter(IS_SHARED).as_it_stands().order_by("-review__shared_at", "-review__feedback")

    def with_lateness(self, day: date | Place) -> "FeedbackQuerySet":
        """Whether a body should have answered before that day and has not, though another may have."""
        owed = Receipt.objects.unanswered().filter(answer_by__lt=day, feedback=OuterRef("pk"))
        return self.annotate(answer_is_late=Exists(owed))

    def with_responses(self) -> "FeedbackQuerySet":
        """With where it lies and what has become of it, in a fixed number of queries."""
        receipts = Receipt.objects.with_standing()
        return self.as_it_stands().prefetch_related(Prefetch("receipts", receipts))

    def as_it_stands(self) -> "FeedbackQuerySet":
        """With what it is about, and its words after the latest correction."""
        return self.select_related("author", "group", "direction", "stage", "review").corrected()

    def corrected(self) -> "FeedbackQuerySet":
        """With title and text of the latest correction."""
        latest = Correction.objects.filter(feedback=OuterRef("pk")).order_by("-number")
        return self.annotate(
            latest_title=Subquery(latest.values("title")[:1]), latest_text=Subquery(latest.values("text")[:1])
        )


def _is_theirs(person: int | Place, groups: Sequence[int | Place], reads: tuple[Voice, ...]) -> Q:
    """What they wrote, and what is sent to them."""
    ended = Group.objects.filter(ended_on__isnull=False)
    sent_or_left_over = Q(completed_at__isnull=False) | Q(group__in=ended)
    readable = Q(author=person) & (Q(voice=Voice.PERSON) | sent_or_left_over)
    readable |= Q(voice=Voice.GROUP) & any_of("group", groups)
    for voice in reads:
        readable |= Q(voice=voice, completed_at__isnull=False)
    return readable


def who_reads(person: Person) -> dict[str, Any]:
    """What decides what somebody may read: who it is, their groups, and the voices that are sent to them."""
    reads = {Voice.GROUP: reads_what_groups_send(person), Voice.PERSON: reads_what_people_send(person)}
    return {
        "person": person.pk,
        "groups": tuple(membership.group_id for membership in person.current_memberships),
        "reads": tuple(voice for voice, is_sent in reads.items() if is_sent),
    }


def briefs(columns: Iterable[Any]) -> list[Brief]:
    """Of rows with `brief_columns`; asks where each has got."""
    rows = list(columns)
    ways = ways_of(row["pk"] for row in rows)
    return [
        Brief(
            pk=row["pk"],
            kind=row["kind"],
            sender=row["group__name"] if row["voice"] == Voice.GROUP else row["author__name"],
            author=row["author__name"],
            headline=row["latest_title"] or row["title"],
            words=row["latest_text"] or row["text"],
            completed_at=row["completed_at"],
            ways=tuple(ways[row["pk"]]),
        )
        for row in rows
    ]


def _answered_by_coordinators() -> Exists:
    answered = Receipt.objects.filter(IS_ANSWERED, body__kind=REVIEWED_BY, feedback=OuterRef("pk"))
    return Exists(answered)
