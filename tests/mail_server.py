"""A real SMTP server on this machine, which can be told to misbehave as mail servers do."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.postgres import free_port


class MailServer:
    """`mood` is how it answers a mail: "fine", a reply such as "451 Later", "drop" (takes the whole text and
    breaks the line) or "hang". `to_sender` is its answer to whoever begins a mail; `asked` are the recipients
    it has been asked about, in order.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.mood = "fine"
        self.to_sender = "250 OK"
        self.refused: set[str] = set()
        self.full: set[str] = set()
        self.asked: list[str] = []
        self.port = free_port()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.to_sender.startswith("250"):
            envelope.mail_from = address
        return self.to_sender

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.asked.append(address)
        if address in self.full:
            return "452 Mailbox full"
        if address in self.refused:
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's
        if self.mood == "hang":
            await asyncio.sleep(30)
        if self.mood == "drop":
            server.transport.close()  # type: ignore[union-attr]
            return "421 Gone"
        if self.mood != "fine":
            return self.mood
        self.raw.append(envelope.content)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[MailServer]:
    found = MailServer()
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    try:
        yield found
    finally:
        controller.stop()
