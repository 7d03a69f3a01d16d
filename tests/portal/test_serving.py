"""gunicorn as `portal/gunicorn.py` sets it up: its processes count together, and nothing is dropped by a
reload, nor by starting it anew where somebody else holds the socket, as systemd does.
"""

import re
import signal
import subprocess
from collections.abc import Iterator

import pytest

from tests.portal.gunicorns import (
    GUNICORN,
    ask,
    environment,
    held_socket,
    some_more,
    started_with,
    visited,
    wait_for,
)
from tests.portal.process import ROOT
from tests.postgres import free_port
from tests.races import server

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def gunicorn() -> Iterator[tuple[str, subprocess.Popen]]:
    host = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(GUNICORN, cwd=ROOT, env=environment(RIKTNING_BIND=host))
    try:
        wait_for(host)
        yield host, process
    finally:
        process.terminate()
        process.wait(timeout=server.START)


def test_reload_under_load_drops_nothing_and_everything_is_counted(
    gunicorn: tuple[str, subprocess.Popen],
) -> None:
    host, process = gunicorn
    with visited(lambda: ask(host, "/sign-in/")[0]) as answers:
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


def test_starting_anew_under_load_drops_nothing_where_the_socket_is_held() -> None:
    with held_socket() as held:
        host = f"127.0.0.1:{held.getsockname()[1]}"
        process = started_with(held)
        try:
            wait_for(host)
            with visited(lambda: ask(host, "/sign-in/")[0]) as answers:
                some_more(answers)
                process.terminate()
                assert process.wait(timeout=server.START) == 0
                process = started_with(held)
                some_more(answers)
        finally:
            process.terminate()
            process.wait(timeout=server.START)

    assert set(answers) == {200}
