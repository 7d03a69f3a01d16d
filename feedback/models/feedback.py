from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directions.models import Direction, Stage
from feedback.kinds import FeedbackKind
from feedback.models.correction import Correction
from feedback.models.receipt import REVIEWED_BY, Acknowledgement, Receipt
from files.models import Attachable
from groups.models import Group
from groups.roles import reads_what_groups_send, reads_what_people_send
from people.events import Scope
from people.models import Person
from ui import fields, lengths
from ui.dates import days_since, now, today
from ui.edit_conflict import EditConflict
from ui.text import shortened

EXCERPT = 180  # characters


class Voice(models.TextChoices):
    GROUP = "group", _("In the group's name")
    PERSON = "person", _("In one's own name")


class State(models.TextChoices):
    """How far the coordination group has come with it, derived from what has been done."""

    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for review")
    REVIEWED = "reviewed", _("Read by the coordinators")
    ANSWERED = "answered", _("Answered")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def drafts(self) -> "FeedbackQuerySet":
        return self.filter(completed_at=None)

    def completed(self) -> "FeedbackQuerySet":
        return self.exclude(completed_at=None)

    def waiting(self) -> "FeedbackQuerySet":
        """Completed, and neither read by a coordinator nor answered by the coordination group."""
        return self.completed().filter(~_is_reviewed())

    def reviewed(self) -> "FeedbackQuerySet":
        """A coordinator has read it."""
        return self.completed().filter(_is_reviewed())

    def answered_by_coordinators(self) -> "FeedbackQuerySet":
        answered = Receipt.objects.filter(body__kind=REVIEWED_BY, answer__published_at__isnull=False)
        return self.filter(pk__in=answered.values("feedback"))

    def shared(self) -> "FeedbackQuerySet":
        return self.filter(review__shared_at__isnull=False)

    def visible_to(self, person: Person | AnonymousUser) -> "FeedbackQuerySet":
        """What somebody may read (matrix of the design, section 1).

        Everybody: what has been shared onward. The author: their own, and a group's draft while in the group
        and once that has ended. A group: all it has written, drafts too. Coordination group, storgrupp and
        steering group: what groups have completed.
        Coordination group alone: what people have completed in their own name.
        """
        if not isinstance(person, Person):
            return self.none()
        mine = [membership.group_id for membership in person.current_memberships]
        ended = Group.objects.filter(ended_on__isnull=False)
        sent_or_left_over = Q(completed_at__isnull=False) | Q(group__in=ended)
        own = Q(author=person) & (Q(voice=Voice.PERSON) | sent_or_left_over)
        readable = own | Q(review__shared_at__isnull=False)
        readable |= Q(voice=Voice.GROUP, group__in=mine)
        if reads_what_groups_send(person):
            readable |= Q(voice=Voice.GROUP, completed_at__isnull=False)
        if reads_what_people_send(person):
            readable |= Q(voice=Voice.PERSON, completed_at__isnull=False)
        return self.filter(readable)

    def latest_first(self) -> "FeedbackQuerySet":
        """Drafts on top, then the newest; with everything a list of posts shows."""
        return self.with_responses().order_by(models.F("completed_at").desc(nulls_first=True), "-pk")

    def in_brief(self) -> "FeedbackQuerySet":
        """The newest first, with whether anybody has answered: all that a teaser tells, in one query."""
        answered = Receipt.objects.filter(feedback=OuterRef("pk"), answer__published_at__isnull=False)
        return self.as_it_stands().annotate(has_answer=Exists(answered)).order_by("-completed_at", "-pk")

    def with_responses(self) -> "FeedbackQuerySet":
        """With where it lies and what has become of it, in a fixed number of queries."""
        receipts = Receipt.objects.with_standing()
        return self.as_it_stands().prefetch_related(Prefetch("receipts", receipts))

    def as_it_stands(self) -> "FeedbackQuerySet":
        """With what it is about, and its words after the latest correction."""
        about = self.select_related("author", "group", "direction", "stage", "review")
        latest = Correction.objects.filter(feedback=OuterRef("pk")).order_by("-number")
        return about.annotate(
            latest_title=Subquery(latest.values("title")[:1]), latest_text=Subquery(latest.values("text")[:1])
        )


class Feedback(Attachable):
    """What a group or a person wants to tell: a draft first, then completed, which sends it upward.

    Completing is an act of its own with a date of its own: at a public body it can make the text an
    official document (allmän handling), so nothing completed is changed or removed afterwards.
    """

    voice = models.CharField(_("voice"), max_length=8, choices=Voice.choices)
    kind = models.CharField(_("kind"), max_length=8, choices=FeedbackKind.choices, default=FeedbackKind.DID)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="feedback")
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, related_name="feedback", verbose_name=_("group")
    )
    direction = models.ForeignKey(
        Direction, on_delete=models.PROTECT, null=True, related_name="feedback", verbose_name=_("direction")
    )
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="feedback")
    title = fields.CharField(_("title"), max_length=lengths.TITLE)
    text = fields.MarkdownField(_("text"), max_length=lengths.TEXT)
    draft_version = models.PositiveIntegerField(default=0)  # counts the times that the draft was changed
    written_at = models.DateTimeField(_("written"), default=now)
    completed_at = models.DateTimeField(_("completed"), null=True)
    completed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="completed_feedback"
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("pieces of feedback")
        ordering = ["-completed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group__isnull=False) | Q(direction__isnull=False),
                name="feedback_is_about_a_group_or_a_direction",
            ),
            models.CheckConstraint(
                condition=~Q(voice=Voice.GROUP) | Q(group__isnull=False),
                name="group_feedback_names_its_group",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by=None)
                | Q(completed_at__isnull=False, completed_by__isnull=False),
                name="completed_feedback_says_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "-completed_at", "-id"], name="feedback_of_a_group"),
            models.Index(fields=["direction", "-completed_at", "-id"], name="feedback_of_a_direction"),
            models.Index(fields=["-completed_at", "-id"], name="feedback_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("feedback:detail", args=[self.pk])

    @property
    def review_address(self) -> str:
        """Where the coordinators read, answer and share it."""
        return reverse("admin:feedback_feedback_change", args=[self.pk])

    @classmethod
    def still_open(cls) -> FeedbackQuerySet:
        return cls.objects.drafts()

    @classmethod
    def with_files_read_by(cls, person: Person) -> FeedbackQuerySet:
        return cls.objects.visible_to(person)

    def files_are_read_by(self, person: Person) -> bool:
        return self.is_read_by(person)

    def files_are_changed_by(self, person: Person) -> bool:
        return person.has_perm("feedback.edit_feedback", self)

    @property
    def is_draft(self) -> bool:
        return self.completed_at is None

    @property
    def review_receipt(self) -> Receipt | None:
        """Its receipt with the coordination group, which reviews everything."""
        return next((receipt for receipt in self.receipts.all() if receipt.body.kind == REVIEWED_BY), None)

    @property
    def state(self) -> State:
        if self.is_draft:
            return State.DRAFT
        receipt = self.review_receipt
        if receipt and receipt.published:
            return State.ANSWERED
        return State.REVIEWED if receipt and receipt.is_reviewed else State.WAITING

    @property
    def is_answered(self) -> bool:
        """By any of those it was sent to."""
        if hasattr(self, "has_answer"):
            return self.has_answer
        return any(receipt.published for receipt in self.receipts.all())

    @property
    def headline(self) -> str:
        """Its title as it stands now, after the latest correction."""
        return self._as_it_stands("title")

    @property
    def words(self) -> str:
        """Its text as it stands now, after the latest correction."""
        return self._as_it_stands("text")

    @property
    def version(self) -> int:
        """1 as it was sent; each correction counts one on."""
        return self.corrections.order_by("-number").values_list("number", flat=True).first() or 1

    def is_read_by(self, person: Person) -> bool:
        """May this person read it?"""
        return Feedback.objects.visible_to(person).filter(pk=self.pk).exists()

    def _as_it_stands(self, field: str) -> str:
        sent: str = getattr(self, field)
        if hasattr(self, f"latest_{field}"):
            return getattr(self, f"latest_{field}") or sent
        return self.corrections.order_by("-number").values_list(field, flat=True).first() or sent

    @property
    def speaks_for(self) -> Group | None:
        """The group in whose name it is written; None when it is somebody's own."""
        return self.group if self.voice == Voice.GROUP else None

    @property
    def event_scope(self) -> Scope:
        """What somebody says in their own name comes in nobody's feed."""
        return Scope(self.direction_id, self.group_id) if self.speaks_for else Scope()

    @property
    def sender(self) -> str:
        """Whose voice it is: the group's name, or the person's."""
        return self.speaks_for.name if self.speaks_for else self.author.name

    @property
    def subject(self) -> Group | Direction:
        """What it is about: its group, or else its direction (one of them is always there)."""
        return self.group or self.direction  # type: ignore[return-value]

    @property
    def is_shared(self) -> bool:
        review = getattr(self, "review", None)
        return bool(review and review.shared_at)

    @property
    def days_waiting(self) -> int:
        """Calendar days since it was completed."""
        return days_since(self.completed_at) if self.completed_at else 0

    @property
    def excerpt(self) -> str:
        """The first words without their formatting, at most EXCERPT characters, cut between words."""
        return shortened(self.words, EXCERPT)

    @classmethod
    def draft(cls, *, by: Person, **fields: Any) -> "Feedback":
        """An unsaved draft about `group` or `direction`, tied to the direction's stage of today."""
        post = cls(author=by, **fields)
        if post.group and not post.direction:
            post.direction = post.group.direction
        if post.direction:
            post.stage = post.direction.stages.on(today()).first()
        return post

    @transaction.atomic
    def mark_completed(self, *, by: Person, seen: int | None = None) -> bool:
        """Date and name it for good. Decided by the row itself, so that two clicks or two people do it once.

        `seen` is the version of the draft that was read. Raises EditConflict when there is a newer one. What
        follows from it is in `feedback.writing.complete`.
        """
        draft = Feedback.objects.drafts().filter(pk=self.pk)
        read = draft if seen is None else draft.filter(draft_version=seen)
        done = read.update(completed_at=now(), completed_by=by)
        self.refresh_from_db()
        if self.is_draft:
            raise EditConflict(self)
        return bool(done)


def _is_reviewed() -> Exists:
    """A coordinator has said that they have read it."""
    read = Acknowledgement.objects.filter(receipt__feedback=OuterRef("pk"), as_coordinator=True)
    return Exists(read)
