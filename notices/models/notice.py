from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices.kinds import NoticeKind, Pace
from people.models.person import Person
from ui import fields, lengths
from ui.dates import now
from ui.languages import for_the_reader


class MailState(models.TextChoices):
    """Where a notice is on its way out by e-mail (`notices/outbox.py` moves it)."""

    NONE = "none", pgettext_lazy("e-mail", "not by e-mail")
    WAITING = "waiting", pgettext_lazy("e-mail", "waits")
    CARRIED = "carried", pgettext_lazy("e-mail", "in another notice's mail")
    CLAIMED = "claimed", pgettext_lazy("e-mail", "taken by a worker")
    SENDING = "sending", pgettext_lazy("e-mail", "being sent")
    SENT = "sent", pgettext_lazy("e-mail", "sent")
    UNCERTAIN = "uncertain", pgettext_lazy("e-mail", "uncertain: it may have arrived")
    REFUSED = "refused", pgettext_lazy("e-mail", "refused by the mail server")
    LEFT = "left", pgettext_lazy("e-mail", "left as it is")


IN_HAND = [MailState.CLAIMED, MailState.SENDING]
IN_DOUBT = [MailState.UNCERTAIN, MailState.REFUSED]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def untouched(self) -> "NoticeQuerySet":
        """Those whose e-mail waits and no worker has had in its hands."""
        return self.filter(mail=MailState.WAITING, tries=0)

    def due(self) -> "NoticeQuerySet":
        """Those whose e-mail could go now."""
        return self.filter(mail=MailState.WAITING, due_at__lte=now())

    def put_off(self) -> "NoticeQuerySet":
        """Those that are tried again for their own sake: a full mailbox, a mail that cannot be written."""
        return self.filter(mail__in=[MailState.WAITING, *IN_HAND], put_off_since__isnull=False)

    def in_doubt(self) -> "NoticeQuerySet":
        """Those about which a person has to decide: it may have arrived, or it never will."""
        return self.filter(mail__in=IN_DOUBT)

    def about(self, target: models.Model) -> "NoticeQuerySet":
        return self.filter(target_type=ContentType.objects.get_for_model(target), target_id=target.pk)

    def mark_read(self) -> int:
        """Mark those not yet read; says how many there were."""
        return self.unread().update(read_at=now())


class Notice(models.Model):
    """A message to one person, in the portal and by e-mail. It is the e-mail outbox too.

    Written in the transaction of what it tells of (`notices.notifications`). A mail that holds several (a
    digest) is the mail of one of them, which carries the others and alone has a state that means anything.
    """

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind.choices)
    # In the language that the person had then, and in every language (null before that was kept).
    words = fields.TextField(_("words"), max_length=lengths.TEXT)
    said = models.JSONField(null=True, editable=False)
    # Of the mail, where the words say what is not for everybody who glances at a screen; else the words are.
    subject = fields.CharField(
        _("subject"), max_length=lengths.SUMMARY, blank=True, default="", db_default=""
    )
    said_in_subject = models.JSONField(null=True, editable=False)
    target_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", verbose_name=_("kind of thing")
    )
    target_id = models.PositiveBigIntegerField(_("number of the thing"))
    target: Any = GenericForeignKey("target_type", "target_id")
    page = fields.CharField(_("which of its pages"), max_length=20, blank=True)
    topic = fields.CharField(_("topic"), max_length=200, blank=True)
    at = models.DateTimeField(_("when"), default=now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    pace = models.CharField(_("by e-mail"), max_length=10, choices=Pace.choices)
    mail = models.CharField(
        _("state of the e-mail"), max_length=10, choices=MailState.choices, default=MailState.NONE
    )
    due_at = models.DateTimeField(_("to be sent"), null=True, blank=True)
    key = models.UUIDField(_("key of the mail"), default=uuid4, unique=True)
    carried_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried", editable=False
    )
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    put_off_since = models.DateTimeField(_("not taken since"), null=True, blank=True)
    claim = models.UUIDField(_("claim"), null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(_("claimed until"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notices_of_a_person"),
            models.Index(fields=["target_type", "target_id"], name="notices_about_a_thing"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="unread_notices_of_a_person"),
            models.Index(fields=["due_at"], condition=Q(mail=MailState.WAITING), name="notices_to_be_sent"),
            models.Index(
                fields=["person", "id"], condition=Q(mail=MailState.WAITING), name="mail_of_a_person"
            ),
            models.Index(
                fields=["lease_until"], condition=Q(lease_until__isnull=False), name="notices_in_hand"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(mail__in=IN_HAND), name="one_mail_at_a_time_to_each_person"
            ),
            models.CheckConstraint(
                condition=~Q(mail=MailState.WAITING) | Q(due_at__isnull=False),
                name="what_waits_to_be_sent_says_when",
            ),
            models.CheckConstraint(
                condition=Q(mail__in=IN_HAND, claim__isnull=False, lease_until__isnull=False)
                | Q(~Q(mail__in=IN_HAND), lease_until__isnull=True),
                name="what_is_in_hand_has_a_claim_and_a_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {date_format(localtime(self.at), 'DATETIME_FORMAT')}"

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

    @property
    def sentence(self) -> str:
        """Its words in the reader's language."""
        return for_the_reader(self.said, self.words)

    @property
    def heading(self) -> str:
        """What a mail of it alone has as its subject."""
        return for_the_reader(self.said_in_subject, self.subject) or self.sentence

    @property
    def address(self) -> str:
        """Its target's own page, or another one: with `page` "suggest", the target's `suggest_address`.

        When the target is gone, the list of notices.
        """
        target = self.target
        if target is None:
            return reverse("notices:list")
        address: str = getattr(target, f"{self.page}_address", "") or target.get_absolute_url()
        return address

    def leads_somewhere(self) -> bool:
        """Whether its page is still for its reader: rights may have gone since they were told."""
        target = self.target
        if target is None:
            return True
        if is_shown_to := getattr(target, "is_shown_to", None):
            return bool(is_shown_to(self.person))
        visible_to = getattr(type(target)._default_manager, "visible_to", None)
        return not visible_to or visible_to(self.person).filter(pk=target.pk).exists()

    @property
    def matter(self) -> tuple[int, int, str]:
        """The same for all notices that lead to the same page."""
        return self.target_type_id, self.target_id, self.page

    @property
    def news(self) -> tuple[object, ...]:
        """The same for notices of which only the latest is news: of a meeting, where it stands by now."""
        counts_alone = getattr(self.target, "latest_notice_counts_alone", False)
        return self.matter if counts_alone else (*self.matter, self.words)

    @property
    def public_address(self) -> str:
        """The whole address of the very thing, for mail."""
        return settings.PUBLIC_URL + self.address


def load_targets(notices: Sequence[Notice]) -> None:
    """What the notices lead to, in one query for each kind of thing, however many there are.

    A model whose address needs more than its own row says so in `with_address`.
    """
    kinds = {ContentType.objects.get_for_id(notice.target_type_id).model_class() for notice in notices}
    fuller: list[Any] = [kind for kind in kinds if hasattr(kind, "with_address")]
    prefetch_related_objects(notices, GenericPrefetch("target", [kind.with_address() for kind in fuller]))
