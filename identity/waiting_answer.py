"""What an answer by SAML says, from where it arrives until the browser that asked has followed on.

allauth's session of its own for that: the browser's usual one does not come with a form from another's page.
"""

from allauth.socialaccount.sessions import LoginSession
from django.http import HttpRequest, HttpResponse

from identity.saml import Answer

COOKIE = "saml-answer"
A_MOMENT = 60  # seconds


def let_wait(request: HttpRequest, answer: Answer, response: HttpResponse) -> None:
    """`response` leads on to where it is taken, and gives the browser what it is taken by."""
    waiting = _session(request)
    waiting.store.update({"answer": answer._asdict()})
    waiting.store.set_expiry(A_MOMENT)
    waiting.save(response)
    response.cookies[COOKIE]["httponly"] = True


def take(request: HttpRequest) -> Answer | None:
    """Once."""
    waiting = _session(request)
    said = waiting.store.get("answer")
    waiting.delete()
    return Answer(**said) if said else None


def _session(request: HttpRequest) -> LoginSession:
    return LoginSession(request, "saml_answer", COOKIE)
