"""gunicorn as it serves the portal, with the socket held by somebody else or not, and visitors who ask on."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event

from tests.portal.process import PRODUCTION, ROOT
from tests.races import server

CLIENTS = 4
GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]


def environment(**more: str) -> dict[str, str]:
    ours = {"RIKTNING_DATABASE_URL": server.test_database_url(), "RIKTNING_WORKERS": "2"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RIKTNING_")}
    apart = {"RIKTNING_ENV_FILE": "", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return inherited | PRODUCTION | ours | apart | more


def wait_for(host: str) -> None:
    deadline = time.monotonic() + server.START
    while time.monotonic() < deadline:
        try:
            if ask(host, "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"No answer from {host}")


def ask(host: str, address: str) -> tuple[int, str]:
    line = HTTPConnection(host, timeout=120)
    try:
        headers = {"Host": PRODUCTION["RIKTNING_ALLOWED_HOSTS"], "X-Forwarded-Proto": "https"}
        line.request("GET", address, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


@contextmanager
def visited(visit: Callable[[], int]) -> Iterator[list[int]]:
    """Visitors who ask all the time, and what they have been answered so far. What breaks off is raised."""
    answers: list[int] = []
    enough = Event()

    def go_on() -> None:
        while not enough.is_set():
            answers.append(visit())

    with ThreadPoolExecutor(CLIENTS) as clients:
        visits = [clients.submit(go_on) for _client in range(CLIENTS)]
        try:
            yield answers
        finally:
            enough.set()
        for client in visits:
            client.result()


def some_more(answers: list[int]) -> None:
    """However slow the machine is: every visitor has been answered twice more."""
    wanted, deadline = len(answers) + 2 * CLIENTS, time.monotonic() + server.START
    while len(answers) < wanted:
        assert time.monotonic() < deadline, "no more answers"
        time.sleep(0.05)


@contextmanager
def held_socket() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as held:
        yield held


def started_with(held: socket.socket, release: Path = ROOT, **more: str) -> subprocess.Popen:
    """As systemd starts a service whose socket it holds: handed over as the file descriptor 3."""
    handing_over = ["bash", "-c", f'exec 3<&{held.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', "bash"]
    descriptors = (held.fileno(),)
    return subprocess.Popen(
        [*handing_over, *GUNICORN], cwd=release, env=environment(**more), pass_fds=descriptors
    )
