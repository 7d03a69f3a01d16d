"""Django's SMTP backend, which also tells whether a mail that failed may have arrived all the same.

A mail server says yes to a mail once it has the whole text. Whoever hears nothing after that, because the
line broke or the server fell silent, cannot know.
"""

import smtplib
from contextlib import suppress
from typing import Any

from django.core.mail.backends import smtp

NEVER = range(500, 600)  # what a mail server answers when trying again will not help


class Uncertain(Exception):
    """The whole text was handed over, and no answer came."""


class Refused(Exception):
    """The mail server will never take this mail."""


class _Careful:
    def data(self, msg: Any) -> Any:
        try:
            return super().data(msg)  # type: ignore[misc]
        except smtplib.SMTPDataError:
            raise  # it said no before the text
        except OSError as problem:
            raise Uncertain(str(problem)) from problem


class _CarefulSMTP(_Careful, smtplib.SMTP):
    pass


class _CarefulSMTPS(_Careful, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self) -> Any:
        return _CarefulSMTPS if self.use_ssl else _CarefulSMTP

    def _send(self, email_message: Any) -> bool:
        """Raises Uncertain, Refused, or OSError (which smtplib's are too) when it may be tried again."""
        try:
            sent: bool = super()._send(email_message)  # type: ignore[misc]
            return sent
        except smtplib.SMTPRecipientsRefused as refused:
            if all(code in NEVER for code, _words in refused.recipients.values()):
                raise Refused(str(refused)) from refused
            raise
        except smtplib.SMTPDataError as refused:
            if refused.smtp_code in NEVER:
                raise Refused(str(refused)) from refused
            raise

    def _close_connection(self, connection: Any) -> None:
        """However the goodbye goes, it says nothing about the mail."""
        with suppress(OSError):
            super()._close_connection(connection)  # type: ignore[misc]
        connection.close()
