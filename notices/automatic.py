"""What every mail from here says of itself. All ways of sending pass by here (`portal/mail.py`)."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import console, filebased

HEADERS = {
    "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's machine answers it
    "X-Auto-Response-Suppress": "All",  # the same for Exchange, which looks at no other
}


class Automatic:
    """A mail backend whose mail nobody's absence answers, and whose answers reach somebody where they can."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> Any:
        for message in email_messages:
            message.extra_headers = HEADERS | message.extra_headers
            message.reply_to = message.reply_to or _answers_go_to()
        return super().send_messages(email_messages)  # type: ignore[misc]


class ConsoleBackend(Automatic, console.EmailBackend):
    """For a local installation: printed."""


class FileBackend(Automatic, filebased.EmailBackend):
    """For a local installation: a file to each mail."""


def _answers_go_to() -> list[str]:
    return [settings.EMAIL_REPLY_TO] if settings.EMAIL_REPLY_TO else []
