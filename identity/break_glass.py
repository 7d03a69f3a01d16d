"""When the organisation's sign-in is down, or a phone is lost: a way in that is made on the server.

For those alone of whom a second factor is asked: everybody else has the code by e-mail, or their manager.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from identity import factors
from identity.events import IdentityEvent
from identity.models import OneTimeLink
from identity.models.one_time_link import mark_of, new_secret
from people.models import Act, Person

NOT_FOR_THEM = _("This is only for those who steer or look after the portal, and who work here.")
USED = _("This link has been used, or has been open for too long.")


@transaction.atomic
def make(person: Person) -> str:
    """The secret of a new link; one that was made before opens nothing any more. Raises ValidationError."""
    if not person.has_perm("identity.need_second_factor"):
        raise ValidationError(NOT_FOR_THEM)
    person.locked()
    OneTimeLink.objects.filter(person=person).delete()
    secret = new_secret()
    OneTimeLink.objects.create(person=person, mark=mark_of(secret))
    Act.objects.record(IdentityEvent.LINK_MADE, person, by=None, concerning=person)
    return secret


@transaction.atomic
def use(link: OneTimeLink, name: str, credential: dict[str, Any]) -> Any:
    """The passkey that was added by it. Raises ValidationError when somebody was quicker."""
    if not link.use():
        raise ValidationError(USED)
    Act.objects.record(IdentityEvent.LINK_USED, link.person, by=link.person, concerning=link.person)
    return factors.add_passkey(link.person, name, credential)
