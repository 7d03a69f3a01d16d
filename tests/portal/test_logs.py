"""What the log tells of a request, and what it tells of nobody."""

import json
import logging
from collections.abc import Callable
from io import StringIO

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from people.models import Person
from portal.logs import JSONFormatter, WithRequest, id_of, log_requests
from tests.cast import World

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
WRITTEN_BY_SOMEBODY = "Key (email)=(asa.ek@example.org) already exists"


@pytest.fixture
def lines(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Callable[[], list[dict[str, object]]]:
    """What the log has said so far, as JSON."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JSONFormatter())
    handler.addFilter(WithRequest())
    logger = logging.getLogger()
    monkeypatch.setattr(logger, "handlers", [*logger.handlers, handler])
    caplog.set_level(logging.INFO, logger="portal.requests")
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.django_db
def test_request_is_a_line_with_its_route_and_no_address(
    world: World, signed_in: Callable[[Person], Client], lines: Callable[[], list[dict[str, object]]]
) -> None:
    address = reverse("groups:detail", args=[world.group.slug])
    answer = signed_in(world.member).get(address, {"q": "hemligt"}, headers={"X-Request-ID": "abcdef-0123"})

    told = lines()[-1]
    assert (told["route"], told["method"], told["status"]) == ("groups:detail", "GET", 200)
    assert told["request_id"] == answer["X-Request-ID"] == "abcdef-0123"
    assert not {world.group.slug, "hemligt", world.member.email} & set(json.dumps(told).split('"'))


@pytest.mark.django_db
def test_what_is_not_found_is_told_without_its_address(
    lines: Callable[[], list[dict[str, object]]],
) -> None:
    Client().get("/calendar/a-secret-word.ics")

    assert all("secret" not in json.dumps(line) for line in lines())
    assert any(line["status"] in {302, 404} for line in lines())


def test_exception_is_told_by_its_kind_and_its_way(lines: Callable[[], list[dict[str, object]]]) -> None:
    try:
        raise IntegrityError(WRITTEN_BY_SOMEBODY)
    except IntegrityError:
        logging.getLogger("groups").exception("%s failed", "directory")

    told = lines()[-1]
    assert told["message"] == "directory failed"
    assert told["exception"] == "django.db.utils.IntegrityError"
    assert "test_exception_is_told_by_its_kind_and_its_way" in str(told["through"])
    assert "asa.ek" not in json.dumps(told)


def test_address_that_a_mail_server_repeats_is_left_out(
    lines: Callable[[], list[dict[str, object]]],
) -> None:
    logging.getLogger("notices").warning("Refused: %s", b"550 <asa.ek@example.org> no such user")

    assert lines()[-1]["message"] == "Refused: b'550 <…> no such user'"


@pytest.mark.parametrize(
    ("headers", "identity"),
    [
        ({"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"}, TRACE),
        ({"traceparent": "nonsense", "X-Request-ID": "4bf92f35-77b3"}, "4bf92f35-77b3"),
        ({"traceparent": f"00-{'0' * 32}-00f067aa0ba902b7-01"}, None),
        ({"X-Request-ID": "a\r\nb: c"}, None),
        ({"X-Request-ID": "x" * 65}, None),
        ({}, None),
    ],
)
def test_request_keeps_the_id_that_the_proxy_gave_it(headers: dict[str, str], identity: str | None) -> None:
    found = id_of(RequestFactory().get("/", headers=headers))

    assert found == identity if identity else len(found) == 32


def test_answer_to_an_error_names_the_request(lines: Callable[[], list[dict[str, object]]]) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        logging.getLogger("portal").error("Broken")
        return HttpResponse(status=500)

    answer = log_requests(view)(RequestFactory().get("/"))

    broken, request = lines()[-2:]
    assert answer["X-Request-ID"] == broken["request_id"] == request["request_id"]
