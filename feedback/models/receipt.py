from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from feedback.models.brief import Way
from groups.kinds import KindCode
from groups.models import Group
from people.models import Person
from ui.counting import MOST
from ui.dates import days_ago, days_since, in_words, now, today
from ui.fixed_addresses import address_of
from ui.listing import listed
from ui.prepared import Place, any_of, prepared

REVIEWED_BY = KindCode.COORDINATION_GROUP  # the body that reviews everything, whomever it is addressed to


# What the conditions of the indexes below are, word for word: that is how both databases know them again.
IS_OPEN = Q(answered_at=None) & (Q(answer_by__isnull=False) | Q(read_at=None))
IS_DUE = Q(answered_at=None, answer_by__isnull=False)
IS_ANSWERED = Q(answered_at__isnull=False)


class Need(models.IntegerChoices):
    """How much a receipt needs its body, in the order in which they are taken."""

    PAST_DUE = 0, _("Overdue")
    WAITING = 1, _("Waiting")
    DEALT_WITH = 2, _("Read, or answered")


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    """A receipt belongs to the body, whoever holds the office: a successor takes over what is open."""

    def at(self, body: Group) -> "ReceiptQuerySet":
        """What has been sent to a body of this kind, also while another one held the office.

        Mostly it is one body, and then the index of its receipts has them in order: its number comes first.
        """
        bodies = Group.objects.filter(kind=body.kind).order_by()
        return self.filter(body__in=list(bodies.values_list("pk", flat=True)))

    def unanswered(self) -> "ReceiptQuerySet":
        return self.filter(answered_at=None)

    def open(self) -> "ReceiptQuerySet":
        """What the body still owes: an answer where one is due, otherwise that somebody reads it."""
        return self.filter(IS_OPEN)

    def overdue(self) -> "ReceiptQuerySet":
        return self.filter(IS_DUE, answer_by__lt=today())

    def dealt_with(self) -> "ReceiptQuerySet":
        """The rest: answered, or read where nobody has to answer."""
        return self.filter(Q(answered_at__isnull=False) | Q(answer_by=None, read_at__isnull=False))

    def with_standing(self) -> "ReceiptQuerySet":
        """With what a line tells of it: the body, how many have read it, and whether it is answered."""
        read = Acknowledgement.objects.filter(receipt=OuterRef("pk")).order_by()
        count = read.values("receipt").annotate(count=Count("pk")).values("count")
        return self.with_answers().annotate(times_read=Coalesce(Subquery(count), 0))

    def with_answers(self) -> "ReceiptQuerySet":
        """With the body, its answer, and whether a coordinator has read it."""
        read = Acknowledgement.objects.filter(receipt=OuterRef("pk"), as_coordinator=True).order_by()
        return self.select_related("body", "answer").annotate(reviewed=Exists(read))

    def owed(self) -> dict[str, Any]:
        """How many wait, how many of them past the day their answer was due, and since when the oldest.

        Counted among the oldest, no further than `ui.counting` does.
        """
        oldest = self.open().order_by("sent_at").only("sent_at", "answer_by")[: MOST + 1]
        late = Count("pk", filter=Q(answer_by__lt=today()))
        return oldest.aggregate(waiting=Count("pk"), late=late, oldest=Min("sent_at"))

    def with_read_by(self, person: Person) -> "ReceiptQuerySet":
        """With `read_by_me`: has this person said that they have read it?"""
        read = Acknowledgement.objects.filter(receipt=OuterRef("pk"), person=person)
        return self.annotate(read_by_me=Exists(read))

    def with_readers(self) -> "ReceiptQuerySet":
        """With the people who have read it, the first one first, and who wrote the answer."""
        answered = self.with_standing().select_related("answer__drafted_by", "answer__published_by")
        return answered.prefetch_related("acknowledgements__person")


class Receipt(models.Model):
    """One piece of feedback as it lies with one body: since when, and by when an answer is due."""

    feedback = models.ForeignKey("feedback.Feedback", on_delete=models.PROTECT, related_name="receipts")
    body = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="receipts")
    sent_at = models.DateTimeField(_("sent"), default=now)
    answer_by = models.DateField(_("answer due"), null=True, blank=True)
    # When it was first read, and when the answer was published: what is open is found without asking all.
    read_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "body"], name="one_receipt_per_feedback_and_body"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(read_at__isnull=False), name="whoever_answers_has_read_it"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "-sent_at"], name="receipts_of_a_body"),
            models.Index(fields=["body", "sent_at", "-id"], condition=IS_OPEN, name="open_receipts"),
            models.Index(fields=["answer_by"], condition=IS_DUE, name="receipts_due"),
            models.Index(fields=["feedback", "body"], condition=IS_ANSWERED, name="receipts_answered"),
        ]

    def __str__(self) -> str:
        return f"{self.feedback_id} at {self.body_id}"

    def get_absolute_url(self) -> str:
        return address_of("feedback:detail", self.feedback_id)

    def mark_read(self, at: datetime, *, reviews: bool) -> None:
        """Keep when it was first read, and of its feedback when a coordinator first did."""
        Receipt.objects.filter(pk=self.pk, read_at=None).update(read_at=at)
        if reviews:
            self.feedback.mark_reviewed(at)

    def mark_answered(self, at: datetime) -> None:
        """Keep when its answer was published, and of its feedback when the first one was."""
        Receipt.objects.filter(pk=self.pk).update(answered_at=at)
        self.feedback.mark_answered(at)

    @property
    def answer_in_any_state(self) -> Any:
        """Its answer, a draft too: for those who sit in the body and nobody else."""
        return getattr(self, "answer", None)

    @property
    def published(self) -> Any:
        """The answer that everybody who reads the feedback may read, or None."""
        answer = self.answer_in_any_state
        return answer if answer and answer.published_at else None

    @property
    def read_count(self) -> int:
        return self.times_read if hasattr(self, "times_read") else self.acknowledgements.count()

    @property
    def is_read(self) -> bool:
        return self.read_count > 0

    @property
    def is_reviewed(self) -> bool:
        """A coordinator has read it, as one, or the coordination group has answered it."""
        if hasattr(self, "reviewed"):
            return self.reviewed
        return self.acknowledgements.filter(as_coordinator=True).exists()

    @property
    def days_waiting(self) -> int:
        return days_since(self.sent_at)

    @property
    def days_to_answer(self) -> int:
        """Calendar days from being sent to being answered; 0 while it is not."""
        return days_since(self.sent_at) - days_since(self.published.published_at) if self.published else 0

    @property
    def readers(self) -> list[Person]:
        return [read.person for read in self.acknowledgements.all()]

    @property
    def read_by(self) -> str:
        """Who has read it, each with the day."""
        reads = self.acknowledgements.all()
        return listed(f"{read.person.name} {in_words(read.at, 'j F')}" for read in reads)

    @property
    def is_late(self) -> bool:
        return bool(self.answer_by and self.answer_by < today() and not self.published)

    @property
    def is_open(self) -> bool:
        """As `ReceiptQuerySet.open` has it."""
        return not self.published and (self.answer_by is not None or not self.is_read)

    @property
    def need_in_words(self) -> str:
        """Its heading in the list of its body, which has asked `MostNeededFirst`."""
        return str(Need(self.need).label)  # type: ignore[attr-defined]  # as annotated there

    @property
    def way(self) -> Way:
        return Way(self.body.name, self.answer_by, self.is_read, self.published is not None)

    @property
    def mark(self) -> str:
        """The class that its line is drawn with."""
        return self.way.mark

    @property
    def standing(self) -> str:
        """What has happened with it, to be read on from the body's name."""
        return self._answered() if self.published else f"{self._received()} {self._read()}"

    @property
    def due(self) -> str:
        """By which day an answer is due, or was; empty where none is, and once it has come."""
        if self.published or self.answer_by is None:
            return ""
        text = gettext("An answer was due %(day)s.") if self.is_late else gettext("An answer is due %(day)s.")
        return text % {"day": in_words(self.answer_by, "j F")}

    def _answered(self) -> str:
        days = self.days_to_answer
        text = gettext("answered %(day)s, the same day.")
        if days:
            text = ngettext(
                "answered %(day)s, after %(days)s day.", "answered %(day)s, after %(days)s days.", days
            )
        return text % {"day": in_words(self.published.published_at, "j F"), "days": days}

    def _received(self) -> str:
        if self.is_open:
            return gettext("got it %(when)s.") % {"when": days_ago(self.days_waiting)}
        return gettext("got it on %(day)s.") % {"day": in_words(self.sent_at, "j F")}

    def _read(self) -> str:
        if not self.is_read:
            return gettext("Nobody has read it yet.")
        text = ngettext("%(count)s has read it.", "%(count)s have read it.", self.read_count)
        return text % {"count": self.read_count}


class Acknowledgement(models.Model):
    """ "I have read it", said by one person who sits in the body. It stays when they have left.

    `as_coordinator` takes it out of what waits for review: a coordinator said it, or whoever answered it in
    the coordination group's name.
    """

    receipt = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acknowledgements")
    at = models.DateTimeField(_("read"), default=now)
    as_coordinator = models.BooleanField(_("as a coordinator"), default=False)

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "person"], name="one_acknowledgement_per_receipt_and_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} read by {self.person_id}"


def ways_of(feedback: Iterable[int]) -> dict[int, list[Way]]:
    """The receipts of each piece, in short, by its number."""
    ways = defaultdict(list)
    rows: Any = _receipts_of(pieces=tuple(feedback))
    for number, body, by, read, answered in rows:
        ways[number].append(Way(body, by, read is not None, answered is not None))
    return ways


@prepared(pieces=models.BigIntegerField())
def _receipts_of(pieces: tuple[Place, ...]) -> models.QuerySet[Any, Any]:
    columns = ("feedback", "body__name", "answer_by", "read_at", "answered_at")
    return Receipt.objects.filter(any_of("feedback", pieces)).order_by("pk").values_list(*columns)
