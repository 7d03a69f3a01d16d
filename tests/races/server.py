"""The portal served by several processes on the test's own database, and clients that all knock at once."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

from django.db import connection
from django.test import Client

from people.models import Person

WORKERS = 4
START = 60  # seconds a server may take
CSRF = "c" * 32  # a secret that cookie and header agree on is what the portal asks for


def test_database_url() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"


@contextmanager
def portal(workers: int = WORKERS, **more: str) -> Iterator[str]:
    """Yield the host and port of a portal with that many processes, gone when the block ends.

    `more` is what its environment has besides.
    """
    host = free_host()
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings", "RIKTNING_DATABASE_URL": test_database_url()}
    gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", host, "--workers", str(workers)]
    options = ["--no-control-socket", "--backlog", "256", "--log-level", "error"]
    server = subprocess.Popen([*gunicorn, *options], env={**os.environ, **environment, **more})
    try:
        wait_for(host)
        yield host
    finally:
        server.terminate()
        server.wait(timeout=START)


def free_host() -> str:
    """An address of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def wait_for(host: str, address: str = "/sign-in/", statuses: Sequence[int] = (200,)) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        try:
            if Knock(host).get(address) in statuses:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"No answer from {host} within {START} seconds")


class Knock:
    """One person's browser: a session and a CSRF token, and the status of what it asks for."""

    def __init__(self, host: str, person: Person | None = None) -> None:
        self.host = host
        self.cookies = {"csrftoken": CSRF}
        if person:
            client = Client()
            client.force_login(person)
            self.cookies["sessionid"] = client.cookies["sessionid"].value

    def get(self, address: str) -> int:
        return self._ask("GET", address, {})[0]

    def post(self, address: str, typed: dict[str, str] | None = None) -> tuple[int, str]:
        """The answer's status, and the address it leads to."""
        return self._ask("POST", address, typed or {})

    def _ask(self, method: str, address: str, typed: dict[str, str]) -> tuple[int, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = HTTPConnection(self.host, timeout=60)
        try:
            line.request(method, address, urlencode(typed), headers)
            response = line.getresponse()
            response.read()
            return response.status, urlsplit(response.getheader("Location") or "").path
        finally:
            line.close()


def all_at_once[T](acts: Sequence[Callable[[], T]]) -> list[T]:
    """Start every act at the same moment, each in a thread of its own."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], T]) -> T:
        barrier.wait(timeout=60)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
