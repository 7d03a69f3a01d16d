from datetime import datetime, timedelta
from hashlib import blake2b
from secrets import token_urlsafe

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui.dates import now

GOOD_FOR = timedelta(hours=1)


def _open_until() -> datetime:
    return now() + GOOD_FOR


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    def open(self) -> "OneTimeLinkQuerySet":
        return self.filter(used_at=None, open_until__gt=now(), person__is_active=True)

    def of(self, secret: str) -> "OneTimeLinkQuerySet":
        return self.filter(mark=mark_of(secret))


class OneTimeLink(models.Model):
    """A way in for somebody who has no other, made on the server: once, within the hour, to add a passkey.

    Of the secret in its address only a mark is kept.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name=_("person"))
    mark = models.CharField(max_length=32, unique=True)
    open_until = models.DateTimeField(_("open until"), default=_open_until)
    used_at = models.DateTimeField(_("used"), null=True)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")

    def __str__(self) -> str:
        return f"{self.pk}"

    def use(self) -> bool:
        """Whether it was still to be used: of two at once one is first."""
        return bool(OneTimeLink.objects.open().filter(pk=self.pk).update(used_at=now()))


def new_secret() -> str:
    return token_urlsafe(32)


def mark_of(secret: str) -> str:
    return blake2b(secret.encode(errors="replace"), digest_size=16).hexdigest()
