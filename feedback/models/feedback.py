from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directions.models import Direction, Stage
from feedback.kinds import FeedbackKind
from feedback.models.brief import EXCERPT, Brief
from feedback.models.feedback_query import IS_WAITING, FeedbackQuerySet, Voice, briefs, who_reads
from feedback.models.receipt import IS_ANSWERED, REVIEWED_BY, Receipt
from feedback.models.state import State, in_words
from files.models import Attachable
from groups.models import Group
from people.events import Scope
from people.models import Person
from ui import fields, lengths
from ui.dates import days_since, now, today
from ui.edit_conflict import EditConflict
from ui.fixed_addresses import address_of
from ui.prepared import Place, prepared
from ui.text import shortened


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
    # When a coordinator first read it, and when any body first answered it: what waits is found by these.
    reviewed_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

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
            models.CheckConstraint(
                condition=Q(completed_at__isnull=False) | Q(reviewed_at=None, answered_at=None),
                name="only_completed_feedback_is_reviewed_or_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "-completed_at", "-id"], name="feedback_of_a_group"),
            models.Index(fields=["direction", "-completed_at", "-id"], name="feedback_of_a_direction"),
            models.Index(fields=["-completed_at", "-id"], name="feedback_newest_first"),
            models.Index(fields=["completed_at", "id"], condition=IS_WAITING, name="feedback_waiting"),
            models.Index(
                fields=["answered_at", "completed_at"], condition=IS_ANSWERED, name="feedback_by_first_answer"
            ),
            models.Index(
                fields=["direction", "completed_at"], condition=IS_WAITING, name="waiting_of_a_direction"
            ),
            models.Index(fields=["group", "completed_at"], condition=IS_WAITING, name="waiting_of_a_group"),
            models.Index(fields=["author"], condition=Q(completed_at=None), name="drafts_of_a_person"),
            models.Index(  # the condition's column too: without it SQLite looks at the rows
                fields=["voice", "completed_at"],
                condition=Q(completed_at__isnull=False),
                name="completed_in_a_voice",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("feedback:detail", self.pk)

    @property
    def answer_address(self) -> str:
        """Its latest answer, on its page."""
        return f"{self.get_absolute_url()}#answer"

    @property
    def review_address(self) -> str:
        """Where the coordinators read, answer and share it."""
        return address_of("admin:feedback_feedback_change", self.pk)

    @classmethod
    def still_open(cls) -> FeedbackQuerySet:
        return cls.objects.drafts()

    @classmethod
    def with_files_read_by(cls, person: Person) -> FeedbackQuerySet:
        return cls.objects.visible_to(person)

    @classmethod
    def numbers_with_files_read_by(cls, person: Person) -> list[models.QuerySet[Any, Any]]:
        return cls.objects.numbers_visible_to(person)

    def files_are_read_by(self, person: Person) -> bool:
        return self.is_read_by(person)

    def files_are_changed_by(self, person: Person) -> bool:
        return person.has_perm("feedback.edit_feedback", self)

    @classmethod
    def latest_about(cls, reader: Person, few: int, **about: int) -> list[Brief]:
        """The newest that somebody may read about a `direction`, `stage` or `group`, by its number."""
        ((column, number),) = about.items()
        return briefs(_latest_about(number=number, column=column, few=few, **who_reads(reader)))

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
    def progress(self) -> str:
        """How far the coordination group has come, and whether any body is late with its answer."""
        is_late = any(receipt.is_late for receipt in self.receipts.all())
        return in_words(self.state, is_shared=self.is_shared, is_late=is_late)

    @property
    def is_answered(self) -> bool:
        """By any of those it was sent to."""
        return self.answered_at is not None

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

    def mark_reviewed(self, at: datetime) -> None:
        """Keep when a coordinator first read it; whoever reads it later changes nothing."""
        Feedback.objects.filter(pk=self.pk, reviewed_at=None).update(reviewed_at=at)

    def mark_answered(self, at: datetime) -> None:
        """Keep when the first body answered."""
        Feedback.objects.filter(pk=self.pk, answered_at=None).update(answered_at=at)


@prepared(number=models.BigIntegerField(), person=models.BigIntegerField(), groups=models.BigIntegerField())
def _latest_about(
    number: Place, person: Place, groups: tuple[Place, ...], column: str, few: int, reads: tuple[Voice, ...]
) -> models.QuerySet[Any, Any]:
    told = Feedback.objects.filter(**{column: number}).visible_to_whoever(person, groups, reads)
    return told.newest_first()[:few].brief_columns()
