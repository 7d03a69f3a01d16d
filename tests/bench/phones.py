"""A room full of phones, each a note now and then and a question every three seconds. Knows no Django.

Every phone keeps to its own clock whatever the server does: who is answered late does not ask less often.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

NOTE_EVERY, ASK_EVERY, TIMEOUT = 20, 3, 30  # seconds


@dataclass
class Tally:
    """What the phones were answered: seconds each, by what was asked."""

    notes: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    questions: list[float] = field(default_factory=list)
    taken_in: set[str] = field(default_factory=set)  # the notes of which the phone was told so
    statuses: dict[tuple[str, int], int] = field(default_factory=dict)

    def count(self, what: str, status: int) -> None:
        self.statuses[what, status] = self.statuses.get((what, status), 0) + 1


@dataclass
class Phone:
    host: str
    address: str
    cookies: dict[str, str]
    token: str
    tally: Tally
    writes: bool = True
    tag: str = ""

    async def take_part(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        acts = [self._every(ASK_EVERY, self.ask, ends)]
        if self.writes:
            acts.append(self._every(NOTE_EVERY, self.write, ends))
        await asyncio.gather(*acts)

    async def _every(self, seconds: float, act: Callable[[], Awaitable[None]], ends: float) -> None:
        due = time.monotonic() + random.uniform(0, seconds)
        while due < ends:
            await asyncio.sleep(max(due - time.monotonic(), 0))
            await act()
            due += seconds

    async def ask(self) -> None:
        headers = {"HX-Request": "true"} | ({"If-None-Match": self.tag} if self.tag else {})
        begun = time.perf_counter()
        status, told = await self._send("GET", headers)
        self.tally.questions.append(time.perf_counter() - begun)
        self.tally.count("question", status)
        self.tag = told.get("etag", self.tag)

    async def write(self) -> None:
        """A note, and the page that a browser fetches after it."""
        typed = {"text": f"En tanke, {uuid4()}", "form_key": str(uuid4())}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        begun = time.perf_counter()
        status, _told = await self._send("POST", headers, urlencode(typed))
        self.tally.notes.append(time.perf_counter() - begun)
        self.tally.count("note", status)
        if status == 302:
            self.tally.taken_in.add(typed["text"])
        begun = time.perf_counter()
        status, _told = await self._send("GET", {"Accept-Encoding": "gzip"})
        self.tally.pages.append(time.perf_counter() - begun)
        self.tally.count("page", status)

    async def _send(self, method: str, headers: dict[str, str], body: str = "") -> tuple[int, dict[str, str]]:
        """Status and headers of the answer; 0 when there was none."""
        try:
            return await asyncio.wait_for(self._exchange(method, headers, body), TIMEOUT)
        except (OSError, ValueError, TimeoutError):
            return 0, {}

    async def _exchange(self, method: str, headers: dict[str, str], body: str) -> tuple[int, dict[str, str]]:
        name, port = self.host.split(":")
        cookies = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        told = {"Host": self.host, "Cookie": cookies, "Connection": "close", "Content-Length": str(len(body))}
        lines = [
            f"{method} {self.address} HTTP/1.1",
            *(f"{key}: {value}" for key, value in (told | headers).items()),
        ]
        reader, writer = await asyncio.open_connection(name, int(port))
        try:
            writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
            answer = await reader.read()
        finally:
            writer.close()
        first, *rest = answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        return int(first.split()[1]), {
            line.split(": ", 1)[0].lower(): line.split(": ", 1)[1] for line in rest
        }


async def room(phones: list[Phone], seconds: float) -> None:
    await asyncio.gather(*(phone.take_part(seconds) for phone in phones))
