"""Somebody's browser over TLS, through the proxy, with cookies."""

import re
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPSConnection
from threading import Event
from urllib.parse import urlencode, urlsplit

from tests.factories.feedback import typed_feedback
from tests.portal.test_behind_a_proxy import HOST
from tests.races.server import CSRF

TRUSTING = ssl._create_unverified_context()
CODE = re.compile(r"^[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    leads_to: str
    headers: dict[str, str]


class Visitor:
    def __init__(self, port: int, session: str = "") -> None:
        self.port, self.cookies = port, {"__Host-csrftoken": CSRF}
        if session:
            self.cookies["__Host-sessionid"] = session

    def get(self, address: str) -> Answer:
        return self.ask("GET", address, b"", "application/x-www-form-urlencoded")

    def post(self, address: str, **typed: str) -> Answer:
        return self.ask("POST", address, urlencode(typed).encode(), "application/x-www-form-urlencoded")

    def send_file(self, address: str, typed: dict[str, str], field: str, name: str, content: bytes) -> Answer:
        edge = "edge-of-a-part"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{word}"\r\n\r\n{said}\r\n'.encode()
            for word, said in typed.items()
        ]
        about = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        parts += [
            f"{about}Content-Type: text/plain\r\n\r\n".encode(),
            content,
            f"\r\n--{edge}--\r\n".encode(),
        ]
        return self.ask("POST", address, b"".join(parts), f"multipart/form-data; boundary={edge}")

    def ask(self, method: str, address: str, body: bytes, kind: str) -> Answer:
        line = HTTPSConnection("127.0.0.1", self.port, timeout=60, context=TRUSTING)
        headers = {"Host": HOST, "Referer": f"https://{HOST}/", "Content-Type": kind}
        headers["X-CSRFToken"] = self.cookies["__Host-csrftoken"]
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(method, address, body, headers)
            answer = line.getresponse()
            text = answer.read()
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, value = cookie.partition(";")[0].split("=", 1)
            self.cookies[name] = value
        told = {name.lower(): value for name, value in answer.headers.items()}
        leads_to = urlsplit(told.get("location", "")).path
        return Answer(answer.status, text.decode(errors="replace"), leads_to, told)

    def sign_in(self, email: str, letters: list[EmailMessage], patience: float = 60) -> None:
        """As everybody does: a code to the address, which the worker sends, and back with it."""
        assert self.get("/sign-in/").status == 200
        assert self.post("/sign-in/", email=email).status == 302
        code = wait_for_code(email, letters, patience)
        assert self.post("/sign-in/code/", code=code).status == 302


def is_served(port: int) -> bool:
    """Whether the portal answers there."""
    try:
        return Visitor(port).get("/sign-in/").status == 200
    except OSError:
        return False


def post_feedback(visitor: Visitor, group: str, **words: str) -> Answer:
    return visitor.post(f"/feedback/about/group/{group}/new/", **typed_feedback(**words))


def wait_for_code(email: str, letters: list[EmailMessage], patience: float) -> str:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        for letter in reversed(list(letters)):
            found = letter["To"] == email and CODE.search(letter.get_content())
            if found:
                return found[0].strip()
        time.sleep(0.1)
    raise TimeoutError(f"No code came to {email}")


@contextmanager
def coming_all_the_time(visits: list[Callable[[], None]]) -> Iterator[None]:
    """Each visit again and again, beside the others; what goes wrong in one is raised at the end."""
    enough = Event()

    def go_on(visit: Callable[[], None]) -> None:
        while not enough.is_set():
            visit()

    with ThreadPoolExecutor(len(visits)) as pool:
        running = [pool.submit(go_on, visit) for visit in visits]
        try:
            yield
        finally:
            enough.set()
        for one in running:
            one.result()
