"""Whether somebody has an account shows neither in an answer nor in the work that it takes."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from people.models import DirectMail
from portal.middleware import FORM_TOKEN
from tests.cast import World
from tests.people.test_sign_in import ASK, CONFIRM

Visit = Callable[[Client, str | None], Any]

VISITS: dict[str, Visit] = {
    "ask": lambda client, email: client.post(ASK, {"email": email}),
    "code page": lambda client, email: client.get(CONFIRM),
    "wrong code": lambda client, email: client.post(CONFIRM, {"code": "WRONG123"}),
    "new code": lambda client, email: client.post(CONFIRM, {"action": "resend"}),
    "wrong again": lambda client, email: client.post(CONFIRM, {"code": "WRONG123"}),
    "wrong a third time": lambda client, email: client.post(CONFIRM, {"code": "WRONG123"}),
}


def visits(email: str | None, address: str) -> Iterator[tuple[str, Any, list[str]]]:
    """What each visit is answered, and what it asks the database, in order, without its values."""
    client = Client(REMOTE_ADDR=address)
    for name, visit in VISITS.items():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = visit(client, email)
        yield name, answer, [kind_of(query["sql"]) for query in queries]


def told(answer: Any, email: str | None) -> tuple[Any, ...]:
    words = FORM_TOKEN.sub(b"", answer.content).decode().replace(str(email), "")
    return answer.status_code, answer.headers.get("Location"), words


def kind_of(sql: str) -> str:
    # Of what PostgreSQL keeps it is told "QUERY = '…' - PARAMS = …", the first times that it is asked.
    words = sql.removeprefix("QUERY = ").translate(dict.fromkeys(map(ord, "'\""))).split()
    table = next((words[at + 1] for at, word in enumerate(words) if word in {"FROM", "INTO", "UPDATE"}), "")
    return f"{words[0]} {table}"


@pytest.mark.parametrize("other", ["nobody", "suspended"])
def test_same_answer_and_the_same_work_for_everybody(world: World, other: str) -> None:
    stranger = {"nobody": "nobody@service.example", "suspended": world.suspended.email}[other]
    seen: dict[str, list[Any]] = {}
    for email, address in ((world.employee.email, "192.0.2.1"), (stranger, "192.0.2.2")):
        for name, answer, queries in visits(email, address):
            seen.setdefault(name, []).append((*told(answer, email), Counter(queries)))

    for name, (known, unknown) in seen.items():
        assert known == unknown, name


def test_mail_server_that_is_away_tells_nothing(world: World) -> None:
    """A code is handed over by the worker alone: what the mail server does no visitor sees."""
    for email in (world.employee.email, "nobody@service.example"):
        Client().post(ASK, {"email": email})

    assert not mail.outbox
    assert list(DirectMail.objects.order_by("pk").values_list("to", flat=True)) == [world.employee.email, ""]
