"""gunicorn as `portal/gunicorn.py` sets it up: its processes count together, and nothing is dropped by a
reload, nor by starting it anew where somebody else holds the socket, as systemd does.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Event

import pytest

from tests.portal.process import PRODUCTION, ROOT
from tests.postgres import free_port
from tests.races import server

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

CLIENTS = 4


GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]


def environment(**more: str) -> dict[str, str]:
    ours = {"RIKTNING_DATABASE_URL": server.test_database_url(), "RIKTNING_WORKERS": "2"}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RIKTNING_")}
    apart = {"RIKTNING_ENV_FILE": "", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return inherited | PRODUCTION | ours | apart | more


@pytest.fixture
def gunicorn() -> Iterator[tuple[str, subprocess.Popen]]:
    host = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(GUNICORN, cwd=ROOT, env=environment(RIKTNING_BIND=host))
    try:
        _wait_for(host)
        yield host, process
    finally:
        process.terminate()
        process.wait(timeout=server.START)


def _wait_for(host: str) -> None:
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
def visited(host: str) -> Iterator[list[int]]:
    """Visitors who ask all the time, and what they have been answered so far. What breaks off is raised."""
    answers: list[int] = []
    enough = Event()

    def visit() -> None:
        while not enough.is_set():
            answers.append(ask(host, "/sign-in/")[0])

    with ThreadPoolExecutor(CLIENTS) as clients:
        visits = [clients.submit(visit) for _client in range(CLIENTS)]
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


def test_reload_under_load_drops_nothing_and_everything_is_counted(
    gunicorn: tuple[str, subprocess.Popen],
) -> None:
    host, process = gunicorn
    with visited(host) as answers:
        for _reload in range(2):
            some_more(answers)
            process.send_signal(signal.SIGHUP)
        some_more(answers)

    figures = ask(host, "/metrics")[1]
    counted = re.findall(
        r'riktning_answers_total\{[^}]*route="account_login",status="200"[^}]*\} (\S+)', figures
    )
    assert set(answers) == {200}
    assert sum(map(float, counted)) == len(answers)


@contextmanager
def held_socket() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as held:
        yield held


def started_with(held: socket.socket) -> subprocess.Popen:
    """As systemd starts a service whose socket it holds: handed over as the file descriptor 3."""
    handing_over = ["bash", "-c", f'exec 3<&{held.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', "bash"]
    descriptors = (held.fileno(),)
    return subprocess.Popen([*handing_over, *GUNICORN], cwd=ROOT, env=environment(), pass_fds=descriptors)


def test_starting_anew_under_load_drops_nothing_where_the_socket_is_held() -> None:
    with held_socket() as held:
        host = f"127.0.0.1:{held.getsockname()[1]}"
        process = started_with(held)
        try:
            _wait_for(host)
            with visited(host) as answers:
                some_more(answers)
                process.terminate()
                assert process.wait(timeout=server.START) == 0
                process = started_with(held)
                some_more(answers)
        finally:
            process.terminate()
            process.wait(timeout=server.START)

    assert set(answers) == {200}
