"""The ways to sign in that are somebody's own: passkeys, an app with codes, recovery codes.

The one door to them: what is added, removed or made anew here is written down, and told to whose it is
(`notices.sign_in_notices`).
"""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from identity import second_factor
from identity.events import IdentityEvent
from people.models import Act, Person

MOST_PASSKEYS = 10
Kind = Authenticator.Type
REMOVED = {Kind.WEBAUTHN: IdentityEvent.PASSKEY_REMOVED, Kind.TOTP: IdentityEvent.APP_REMOVED}

ENOUGH = _("You have ten passkeys. Remove one that you do not use any more.")
HAS_AN_APP = _("You have an app with codes already.")
THE_LAST_ONE = _("You need a second factor for what you do here. Add another one before you remove this.")


def of(person: Person, kind: Authenticator.Type) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=person, type=kind).order_by("created_at", "pk"))


def codes_left(person: Person) -> list[str]:
    """Those recovery codes that have not been used."""
    return [code for codes in of(person, Kind.RECOVERY_CODES) for code in codes.wrap().get_unused_codes()]


@transaction.atomic
def add_passkey(person: Person, name: str, credential: dict[str, Any]) -> Authenticator:
    """A credential that has been checked. Sent twice it is added once. Raises ValidationError."""
    person.locked()
    passkeys = of(person, Kind.WEBAUTHN)
    for passkey in passkeys:
        if passkey.data["credential"]["id"] == credential["id"]:
            return passkey
    if len(passkeys) >= MOST_PASSKEYS:
        raise ValidationError(ENOUGH)
    added: Authenticator = WebAuthn.add(person, name, credential).instance
    Act.objects.record(IdentityEvent.PASSKEY_ADDED, person, by=person, concerning=person, name=name)
    return added


@transaction.atomic
def add_app(person: Person, secret: str) -> Authenticator:
    """An app that has shown the right code. Raises ValidationError where there is one already."""
    person.locked()
    if of(person, Kind.TOTP):
        raise ValidationError(HAS_AN_APP)
    added: Authenticator = TOTP.activate(person, secret).instance
    Act.objects.record(IdentityEvent.APP_ADDED, person, by=person, concerning=person)
    return added


@transaction.atomic
def remove(factor: Authenticator, *, by: Person) -> None:
    """Once; recovery codes go with the last. Raises ValidationError where it is one that somebody needs."""
    person = by.locked()
    held = Authenticator.objects.filter(user=person, type__in=second_factor.FACTORS)
    if not held.filter(pk=factor.pk).exists():
        return
    rest = held.exclude(pk=factor.pk)
    if second_factor.is_required(person) and not rest.exists():
        raise ValidationError(THE_LAST_ONE)
    name = factor.data.get("name", "")
    Authenticator.objects.filter(pk=factor.pk).delete()
    if not rest.exists():
        Authenticator.objects.filter(user=person).delete()
    Act.objects.record(REMOVED[factor.type], person, by=by, concerning=person, name=name)


@transaction.atomic
def make_codes(person: Person) -> None:
    """Ten new ones; those before are worth nothing any more."""
    person.locked()
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    Act.objects.record(IdentityEvent.CODES_MADE, person, by=person, concerning=person)


def begin_with(request: HttpRequest, person: Person, factor: Authenticator) -> bool:
    """What was just added has been shown to work, so it is given. Whether codes were made besides."""
    if not second_factor.is_given(request, person):
        second_factor.give(request, person, factor)
    if second_factor.asks(person) and not of(person, Kind.RECOVERY_CODES):
        make_codes(person)
        return True
    return False


def sign_in_with(request: HttpRequest, person: Person, passkey: Authenticator) -> None:
    """To be followed by allauth's own signing in, which asks for nothing more then."""
    record_authentication(request, person, "mfa", id=passkey.pk, type=passkey.type, passwordless=True)
