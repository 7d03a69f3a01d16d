"""Of whom a second factor is asked, and when one has been given.

Asked of those who steer, where the installation wants it (`RIKTNING_SECOND_FACTOR`), and of whoever has an
app with codes: who adds one wants to be asked. A passkey alone asks nothing: it is another way in. Given is
a passkey, a code of the app or a recovery code in this very session; and the organisation's own sign-in,
which asks by rules of its own (`RIKTNING_SECOND_FACTOR_AT_WORK`).
"""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.ratelimit import consume
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from identity.events import IdentityEvent
from people import sessions
from people.models import Act, Person
from people.sign_in_limits import REFUSED

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
APP = Authenticator.Type.TOTP


class Stage(AuthenticateStage):
    """The step after the first one of signing in, where it is asked for."""

    def _should_handle(self, request: HttpRequest) -> bool:
        person = self.login.user
        return person is not None and not is_given(request, person) and asks(person) and has_one(person)


def is_required(person: Person) -> bool:
    """Of those who steer, or enter the admin: by where they sit today."""
    return bool(settings.SECOND_FACTOR) and person.has_perm("identity.need_second_factor")


def asks(person: Person) -> bool:
    return is_required(person) or _has(person, [APP])


def has_one(person: Person) -> bool:
    return _has(person, FACTORS)


def is_given(request: HttpRequest, person: Person) -> bool:
    """In this session. It is remembered there, and costs no query."""
    given = {record.get("method") for record in get_authentication_records(request, person)}
    return "mfa" in given or (settings.SECOND_FACTOR_AT_WORK and "socialaccount" in given)


def stands_before(request: HttpRequest) -> bool:
    """Whoever has signed in and still has to give one, or to make one first."""
    person = request.user
    return isinstance(person, Person) and not is_given(request, person) and is_required(person)


def give(request: HttpRequest, person: Person, factor: Authenticator) -> None:
    """In a session that had begun without: it goes on under another number."""
    record_authentication(request, person, "mfa", id=factor.pk, type=factor.type)
    sessions.renew(request)


@transaction.atomic
def confirmed(person: Person, factor: Authenticator) -> None:
    factor.record_usage()
    Act.objects.record(IdentityEvent.FACTOR_USED, person, by=person, concerning=person, way=factor.type)


def refuse(person: Person) -> None:
    """Who it was that gave a wrong one nobody knows: only whose it should have been. Written down as long as
    it can be somebody who mistypes; a machine does not fill the trail.
    """
    REFUSED.labels("wrong second factor").inc()
    if consume(context.request, action="refusals_written_down", key=str(person.pk)):
        write_refusal(person)


def write_refusal(person: Person) -> None:
    Act.objects.record(IdentityEvent.FACTOR_REFUSED, person, by=None, concerning=person)


def _has(person: Person, kinds: list[Authenticator.Type]) -> bool:
    return bool(Authenticator.objects.filter(user=person, type__in=kinds).exists())
