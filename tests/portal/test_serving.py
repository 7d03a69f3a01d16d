"""gunicorn as `portal/gunicorn.py` sets it up: its processes count together, and a reload drops nothing."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Event

import pytest

from tests.portal.process import PRODUCTION, ROOT
from tests.postgres import free_port
from tests.races import server

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

CLIENTS = 4


@pytest.fixture
def gunicorn() -> Iterator[tuple[str, subprocess.Popen]]:
    host = f"127.0.0.1:{free_port()}"
    ours = {
        "RIKTNING_DATABASE_URL": server.test_database_url(),
        "RIKTNING_BIND": host,
        "RIKTNING_WORKERS": "2",
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RIKTNING_")}
    environment |= PRODUCTION | ours | {"RIKTNING_ENV_FILE": "", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    command = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
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


def visit(host: str, enough: Event) -> list[int]:
    answers = []
    while not enough.is_set():
        answers.append(ask(host, "/sign-in/")[0])
    return answers


def test_reload_under_load_drops_nothing_and_everything_is_counted(
    gunicorn: tuple[str, subprocess.Popen],
) -> None:
    host, process = gunicorn
    enough = Event()
    with ThreadPoolExecutor(CLIENTS) as clients:
        visits = [clients.submit(visit, host, enough) for _client in range(CLIENTS)]
        for _reload in range(2):
            time.sleep(1.5)
            process.send_signal(signal.SIGHUP)
        time.sleep(1.5)
        enough.set()
        answers = [status for client in visits for status in client.result()]

    figures = ask(host, "/metrics")[1]
    counted = re.findall(
        r'riktning_answers_total\{[^}]*route="account_login",status="200"[^}]*\} (\S+)', figures
    )
    assert len(answers) > 20
    assert set(answers) == {200}
    assert sum(map(float, counted)) == len(answers)
