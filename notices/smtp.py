"""Django's SMTP backend, which also tells what a failure means: for one mail, or for all of them.

A mail server says yes to a mail once it has the whole text. Whoever hears nothing after that, because the
line broke or the server fell silent, cannot know.

A server that says no, or not yet, to a recipient or to a text speaks of that mail. One that cannot be
reached, does not take our sender or says goodbye (421) speaks of all.
"""

import smtplib
from contextlib import suppress
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

from notices.automatic import Automatic

NOT_YET = range(400, 500)  # what a mail server answers when trying again may help
NEVER = range(500, 600)  # and when it will not
GOODBYE = 421  # it ends the talk, whatever was talked about
TOO_BIG = 552  # the only answer to our sender that is about the mail, whose size is told along with it


class Uncertain(Exception):
    """The whole text was handed over, and no answer came."""


class MailRejected(Exception):
    """The mail server will never take this mail."""


class NotNow(Exception):
    """The mail server is there and does not take this mail yet: a full mailbox, a sender to get used to."""


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


class EmailBackend(Automatic, smtp.EmailBackend):
    @property
    def connection_class(self) -> Any:
        return _CarefulSMTPS if self.use_ssl else _CarefulSMTP

    def _send(self, email_message: EmailMessage) -> bool:
        """Raises MailRejected, NotNow, Uncertain, or OSError (also smtplib's) when the server is away."""
        try:
            sent: bool = super()._send(email_message)  # type: ignore[misc]
            return sent
        except smtplib.SMTPRecipientsRefused as refused:
            _raise_if_about_one_mail(refused, {code for code, _words in refused.recipients.values()})
            raise
        except smtplib.SMTPDataError as refused:
            _raise_if_about_one_mail(refused, {refused.smtp_code})
            raise
        except smtplib.SMTPSenderRefused as refused:
            if refused.smtp_code == TOO_BIG:
                raise NotNow(str(refused)) from refused
            raise

    def _close_connection(self, connection: smtplib.SMTP) -> None:
        """However the goodbye goes, it says nothing about the mail."""
        with suppress(OSError):
            super()._close_connection(connection)  # type: ignore[misc]
        connection.close()


def _raise_if_about_one_mail(answer: smtplib.SMTPException, codes: set[int]) -> None:
    """Raises MailRejected or NotNow; returns at a goodbye, or when nothing can be understood."""
    if all(code in NEVER for code in codes):
        raise MailRejected(str(answer)) from answer
    if GOODBYE not in codes and all(code in NOT_YET or code in NEVER for code in codes):
        raise NotNow(str(answer)) from answer
