"""What is typed, or comes from a passkey, on the way to a second factor and on the page of one's ways in."""

import json
from collections.abc import Callable
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from identity import second_factor
from people.models import Person
from people.sign_in_limits import REFUSED
from ui import lengths
from ui.forms import CharField, HiddenInput

LONGEST_CREDENTIAL = 20_000  # characters; the longest keys take a tenth of it
NOT_UNDERSTOOD = _("The passkey was not understood. Try again.")
TOO_MANY = _("It was wrong too often. Wait five minutes, and try again.")
ONE_TIME = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}

# What the library meets, in its own words, in an answer that no browser gives.
NONSENSE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class CredentialField(forms.Field):
    """What a browser's passkey says: an object, as JSON of a few thousand characters. Never given back."""

    widget = HiddenInput

    def to_python(self, value: object) -> dict[str, Any] | None:
        if not value:
            return None
        try:
            said = json.loads(str(value)) if len(str(value)) <= LONGEST_CREDENTIAL else None
        except (RecursionError, ValueError):
            said = None
        if not isinstance(said, dict) or "\\u0000" in json.dumps(said):  # which no database keeps
            raise forms.ValidationError(NOT_UNDERSTOOD)
        return said

    def bound_data(self, data: object, initial: object) -> None:
        return None


class _UnderstandsPasskeys:
    """allauth's form, where nonsense is told in words."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]
        except NONSENSE:
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            self.add_error("credential", NOT_UNDERSTOOD)  # type: ignore[attr-defined]


class AddPasskeyForm(_UnderstandsPasskeys, SignupWebAuthnForm):
    """One that signs in alone: the browser has asked who it is, by finger, face or number."""

    name = CharField(
        label=_("What you call it"),
        help_text=_("Such as Work computer, or My phone."),
        max_length=lengths.NAME,
    )
    credential = CredentialField()

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"])


class PasskeyForm(_UnderstandsPasskeys, AuthenticateWebAuthnForm):
    """As a second factor: one of theirs."""

    credential = CredentialField()

    def full_clean(self) -> None:
        super().full_clean()
        if self.errors:
            second_factor.refuse(self.user)

    def clean_credential(self) -> Authenticator:
        passkey: Authenticator = _in_our_words(super().clean_credential)
        return passkey


class SignInByPasskeyForm(_UnderstandsPasskeys, LoginWebAuthnForm):
    credential = CredentialField()

    def full_clean(self) -> None:
        super().full_clean()
        if self.errors:
            REFUSED.labels("passkey does not hold").inc()


class SecondFactorForm(AuthenticateForm):
    code = CharField(
        label=_("Code from the app, or a recovery code"),
        widget=forms.TextInput(attrs=ONE_TIME),
        max_length=lengths.NAME,
    )

    def clean_code(self) -> str:
        try:
            return str(_in_our_words(super().clean_code))
        except forms.ValidationError:
            second_factor.refuse(self.user)
            raise


class AddAppForm(ActivateTOTPForm):
    """The first code that the app shows. What it is made from stays the same until it has been added."""

    code = CharField(
        label=_("Code that the app shows"), widget=forms.TextInput(attrs=ONE_TIME), max_length=20
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super(ActivateTOTPForm, self).__init__(*args, **kwargs)  # whose own makes another one each time
        self.user, self.secret = user, get_totp_secret()

    def clean_code(self) -> str:
        return str(_in_our_words(super().clean_code))


def _in_our_words[Cleaned](clean: Callable[[], Cleaned]) -> Cleaned:
    try:
        return clean()
    except forms.ValidationError as refused:
        if getattr(refused, "code", "") in {"too_many_login_attempts", "rate_limited"}:
            raise forms.ValidationError(TOO_MANY) from refused
        raise
