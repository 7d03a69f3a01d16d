from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ui.dates import now

WORTH_SENDING = timedelta(days=2)


class DirectMailManager(models.Manager["DirectMail"]):
    def put(self, to: str, subject: str, text: str, *, good_for: timedelta = WORTH_SENDING) -> "DirectMail":
        """To be sent within seconds, in the caller's transaction. Without `to` it is work and no mail."""
        language = get_language() or settings.LANGUAGE_CODE
        words = {"subject": subject, "text": text, "language": language}
        return self.create(to=to, send_before=now() + good_for, **words)

    def claim_next(self) -> "DirectMail | None":
        """The one that has waited longest, for this worker alone, as long as its lease."""
        free = Q(lease_until=None) | Q(lease_until__lt=now())
        due = self.filter(free, due_at__lte=now()).order_by("due_at", "pk")
        lease = now() + timedelta(seconds=settings.MAIL_LEASE)
        taken = (mail for mail in due[:20] if self.filter(free, pk=mail.pk).update(lease_until=lease))
        return next(taken, None)


class DirectMail(models.Model):
    """A mail to an address rather than to somebody: a code to sign in, a word to an address that was theirs.

    The row is deleted as soon as it has been sent, or is worth nothing any more: a code is readable in it.
    """

    to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField(max_length=4000)
    language = models.CharField(max_length=10)
    due_at = models.DateTimeField(default=now, db_index=True)
    send_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)

    objects = DirectMailManager()

    class Meta:
        verbose_name = _("mail to an address")
        verbose_name_plural = _("mail to addresses")

    def __str__(self) -> str:
        return f"{self.pk}"  # neither address nor words: this is what a log would show

    @property
    def is_worth_sending(self) -> bool:
        return bool(self.to) and self.send_before > now()

    def put_off(self, wait: timedelta = timedelta(0)) -> None:
        later: datetime = now() + wait
        DirectMail.objects.filter(pk=self.pk).update(lease_until=None, due_at=later)
