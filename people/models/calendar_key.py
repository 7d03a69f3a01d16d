from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from ui.dates import now


class CalendarKey(models.Model):
    """The secret in the address of somebody's calendar feed. A new key makes the old address useless.

    The address carries the key signed with the portal's own secret, so the row alone opens nothing.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_key")
    key = models.UUIDField(_("key"), default=uuid4, unique=True)
    made_at = models.DateTimeField(_("when"), default=now)

    class Meta:
        verbose_name = _("calendar key")
        verbose_name_plural = _("calendar keys")

    def __str__(self) -> str:
        return str(self.person_id)
