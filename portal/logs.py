"""What the log says: a line an event, with the request it belongs to and nothing about anybody.

Addresses carry secrets and names, and so do the words of exceptions ("Key (email)=(…) already exists"). So a
request is told by its route, and an exception by its kind and the lines of code that it came through.
"""

import json
import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from traceback import extract_tb
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
TRACE = re.compile(r"[0-9a-f]{2}-(?P<id>(?!0{32})[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")  # W3C Trace Context
GIVEN = re.compile(r"(?P<id>[A-Za-z0-9-]{8,64})")
EMAIL = re.compile(r"[^\s<>\"'(),;:=]+@[^\s<>\"'(),;:=]+")  # a mail server repeats it in what it answers
TOLD = ("method", "route", "status", "ms")

requests = logging.getLogger("portal.requests")


def log_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Give each request the id that the proxy gave it, or a new one, and tell how it was answered."""

    def answer(request: HttpRequest) -> HttpResponse:
        identity = id_of(request)
        token = REQUEST_ID.set(identity)
        began = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = identity
            told = {
                "method": request.method,
                "route": route_of(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            }
            requests.info("%(method)s %(route)s %(status)s %(ms)s ms", told, extra=told)
            return response
        finally:
            REQUEST_ID.reset(token)

    return answer


def id_of(request: HttpRequest) -> str:
    found = TRACE.fullmatch(request.headers.get("traceparent", "")) or GIVEN.fullmatch(
        request.headers.get("X-Request-ID", "")
    )
    return found["id"] if found else uuid4().hex


def route_of(request: HttpRequest) -> str:
    """The name of the page, never the address."""
    match = request.resolver_match
    return (match.view_name or match.route) if match else "none"


class WithRequest(logging.Filter):
    """Every record knows its request's id, and tells no address, neither of a page nor of a person."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = REQUEST_ID.get()
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and hasattr(record, "status_code"):
            route = record.route = route_of(request)
            record.status = record.status_code
            record.msg, record.args = f"{HTTPStatus(record.status_code).phrase}: {route}", ()
        record.msg, record.args = EMAIL.sub("…", record.getMessage()), ()
        return True


class JSONFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if identity := getattr(record, "request_id", ""):
            line["request_id"] = identity
        line |= {name: getattr(record, name) for name in TOLD if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            kind, _problem, way = record.exc_info
            line["exception"] = f"{kind.__module__}.{kind.__qualname__}"
            line["through"] = [f"{step.filename}:{step.lineno} {step.name}" for step in extract_tb(way)]
        return json.dumps(line, ensure_ascii=False)


def logging_as(shape: str, level: str) -> dict[str, Any]:
    """Django's LOGGING: everything to standard error, as lines to read ("line") or for a machine ("json")."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "portal.logs.WithRequest"}},
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name} {request_id} {message}", "style": "{"},
            "json": {"()": "portal.logs.JSONFormatter"},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": shape, "filters": ["request"]}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"portal.requests": {"level": "INFO" if shape == "json" else "WARNING"}},
    }
