"""How allauth is told to behave: accounts come from the directory, nobody makes their own.

Nothing that a stranger can see or measure tells whether somebody has an account: for an address that nobody
has, the same is done, down to a mail to nobody (`people.models.DirectMail`). Mail is sent by the worker.
"""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip
from allauth.socialaccount.adapter import get_adapter as organisations_own
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.events import PersonEvent
from people.models import Act, DirectMail, Person
from people.session_store import came_along
from people.sign_in_limits import remember_browser
from ui.http import safe_address

CODE = "account/email/login_code"
NOWHERE = "0.0.0.0"  # noqa: S104 - nobody's address, and nothing is bound to it


class Way(models.TextChoices):
    """How somebody signed in, in allauth's words, but for a passkey alone."""

    CODE = "code", _("code by e-mail")
    WORK = "socialaccount", _("the organisation's own sign-in")
    PASSKEY = "passkey", _("passkey")
    SECOND_PASSKEY = "webauthn", _("passkey as a second factor")
    APP = "totp", _("app with codes")
    RECOVERY = "recovery_codes", _("recovery code")


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _("The code was wrong three times. Ask for a new one."),
        "incorrect_code": _("That is not the right code. Look at the most recent e-mail."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Where to go after signing in: the host that was asked, and never from https to http."""
        return bool(safe_address(context.request, url, ""))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Left for the worker, which sends it within seconds."""
        mail = self.render_mail(template_prefix, email, context | {"minutes": code_minutes()})
        self._leave_for_the_worker(email, mail)

    def leave_for_nobody(self, request: HttpRequest, email: str) -> None:
        """What it takes to send a code, without one that is sent."""
        code = {"request": request, "code": self.generate_login_code(), "minutes": code_minutes()}
        self._leave_for_the_worker("", self.render_mail(CODE, email, code))

    def _leave_for_the_worker(self, to: str, mail: EmailMessage) -> None:
        good_for = timedelta(minutes=code_minutes())
        DirectMail.objects.put(to, str(mail.subject), str(mail.body), good_for=good_for)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where the proxies say that it comes from; one place for all whose address nobody knows."""
        try:
            return get_client_ip(request) or NOWHERE
        except ImproperlyConfigured:  # fewer proxies have forwarded it than there are said to be
            return NOWHERE

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        write_down(user, way=ways_taken(get_authentication_records(request, user)))
        if user.email:
            remember_browser(request, response, user.email)
        return response


class Backend(AuthenticationBackend):
    def get_user(self, user_id: int | str) -> Person | None:
        """Whoever is signed in; mostly they have been read with their session (`people.session_store`)."""
        person = came_along(user_id) or Person.objects.with_unread_notices().filter(pk=user_id).first()
        return person if self.user_can_authenticate(person) else None


def write_down(person: Person, *, way: str) -> None:
    """That they signed in, and how: one `Way`, or two with a plus between them."""
    Act.objects.record(PersonEvent.SIGNED_IN, person, by=person, concerning=person, way=way)


def ways_taken(records: list[dict[str, Any]]) -> str:
    """From what allauth has kept of this session: each way once, in the order in which they were taken."""
    taken = (
        Way.PASSKEY if record.get("passwordless") else record.get("type") or record["method"]
        for record in records
    )
    return "+".join(dict.fromkeys(str(way) for way in taken))


def code_minutes() -> int:
    return int(settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT) // 60


def mail_a_code_to_nobody(request: HttpRequest, email: str) -> None:
    Adapter(request).leave_for_nobody(request, email)


def other_ways(request: HttpRequest, leads_to: str | None) -> list[tuple[str, str]]:
    """The organisation's own ways to sign in, in words, and where each begins: links (`identity.views`)."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    after = {"next": leads_to} if leads_to else {}
    return [
        (_in_words(provider.name), provider.get_login_url(request, **after))
        for provider in organisations_own().list_providers(request)
    ]


def _in_words(name: str) -> str:
    return (
        gettext("Sign in with %(name)s") % {"name": name}
        if name
        else gettext("Sign in with your account at work")
    )
