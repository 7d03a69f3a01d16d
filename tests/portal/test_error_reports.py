"""What breaks is told to a server that speaks Sentry's protocol, and nothing of anybody goes along."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import brotli
import pytest

from tests.http_server import Answering, serving
from tests.portal.process import python

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

CANARY = "19121212-1212"
OPENED = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}

# A portal whose database has no tables: every page breaks, with a visitor's words all around.
BREAKS = f"""
import django
django.setup()
import logging
from django.test import Client
client = Client(raise_request_exception=False, headers={{"host": "127.0.0.1", "user-agent": "{CANARY}"}})
answer = client.post("/sign-in/?who={CANARY}", {{"email": "{CANARY}@service.example"}})
assert answer.status_code == 500, answer.status_code
try:
    raise ValueError("{CANARY}")
except ValueError:
    canary = "{CANARY}"
    logging.getLogger("notices.worker").exception("Mail to %s broke off", canary)
logging.getLogger("notices.worker").error("It is {CANARY}")
assert client.get("/readyz").status_code == 503
"""


@contextmanager
def receiver() -> Iterator[tuple[str, list[str]]]:
    """A server's address, and the bodies that it has been sent, with their headers."""
    told: list[str] = []

    class Receives(Answering, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            content = OPENED[self.headers["Content-Encoding"]](body).decode()
            told.append(f"{self.path}\n{self.headers}\n{content}")
            self.answer(b"", "text/plain")

    with serving(Receives) as address:
        yield f"{address.replace('//', '//key@')}/1", told


def test_errors_are_told_and_nothing_of_anybody_goes_along(tmp_path: Path) -> None:
    empty = f"sqlite:///{tmp_path}/empty.sqlite3"
    with receiver() as (address, told):
        ours = {"RIKTNING_DEMO": "1", "RIKTNING_DATABASE_URL": empty, "RIKTNING_RELEASE": "1.2"}
        done = python("-W", "ignore", "-c", BREAKS, RIKTNING_ERRORS_URL=address, **ours)
        assert done.returncode == 0, done.stderr

    events = [
        json.loads(line) for body in told for line in body.splitlines() if line.startswith('{"event_id"')
    ]
    events = [event for event in events if "exception" in event]
    kinds = {kind["type"] for event in events for kind in event["exception"]["values"]}
    assert {"OperationalError", "ValueError"} <= kinds
    assert any("message" in event for event in events)
    assert {event["tags"].get("status") for event in events} <= {
        None,
        "500",
    }  # what a monitor is told is no error
    assert {event["release"] for event in events} == {"1.2"}
    assert any("request_id" in event["tags"] for event in events)
    assert any(kind["stacktrace"]["frames"] for kind in events[0]["exception"]["values"])
    assert [body for body in told if CANARY in body or "service.example" in body] == []


def test_nothing_is_told_where_no_address_is_set(tmp_path: Path) -> None:
    asks = "import django, sentry_sdk; django.setup(); print(sentry_sdk.get_client().is_active())"
    done = python("-W", "ignore", "-c", asks, RIKTNING_DEMO="1")

    assert done.stdout.strip() == "False", done.stderr
