from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from people.models.act import Act
from people.models.person import Person
from river.events import CalendarEvent
from ui.dates import now

_SIGNER = Signer(salt="people.calendar")


class CalendarKeyManager(models.Manager["CalendarKey"]):
    def of_token(self, token: str) -> "CalendarKey | None":
        """The key an address carries: none when it was never ours, is replaced, or its owner has left."""
        try:
            key = UUID(hex=_SIGNER.unsign(token))
        except BadSignature:
            return None
        return self.select_related("person").filter(key=key, person__is_active=True).first()

    @transaction.atomic
    def renew(self, person: Person) -> "CalendarKey":
        """Give somebody a first key, or another one: the address with the old one stops at once."""
        fresh = {"key": uuid4(), "made_at": now()}
        key, is_first = self.update_or_create(person=person, defaults=fresh)
        verb = CalendarEvent.KEY_MADE if is_first else CalendarEvent.KEY_REPLACED
        Act.objects.record(verb, person, by=person, concerning=person)
        return key

    @transaction.atomic
    def revoke(self, person: Person) -> None:
        """Take the key away. Doing it twice changes nothing the second time."""
        gone, _rows = self.filter(person=person).delete()
        if gone:
            Act.objects.record(CalendarEvent.KEY_REVOKED, person, by=person, concerning=person)


class CalendarKey(models.Model):
    """The secret in the address of somebody's calendar feed. A new key makes the old address useless.

    The address carries the key signed with the portal's own secret, so the row alone opens nothing.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_key")
    key = models.UUIDField(_("key"), default=uuid4, unique=True)
    made_at = models.DateTimeField(_("when"), default=now)

    objects = CalendarKeyManager()

    class Meta:
        verbose_name = _("calendar key")
        verbose_name_plural = _("calendar keys")

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def token(self) -> str:
        """What stands in the address."""
        return _SIGNER.sign(self.key.hex)
