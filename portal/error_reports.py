"""What breaks, told to a server that speaks Sentry's protocol (Sentry, GlitchTip, Bugsink), if one is named.

An error's surroundings are full of people: local variables, addresses, what was typed, the words of the
exception itself. So an event is made anew of what is known to be nobody's: the kind of the exception, the
lines of code that it came through, the page's route and the request's id, by which the log tells the rest.
"""

import logging
from http import HTTPStatus
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.logging import LoggingIntegration, ignore_logger

OF_THE_EVENT = ("event_id", "timestamp", "level", "platform", "logger", "release", "sdk")
OF_A_FRAME = ("filename", "module", "function", "lineno", "in_app")
OF_THE_REQUEST = ("request_id", "route", "status")


def start(address: str, release: str) -> None:
    """Whatever is logged as an error is told, by the web server and by the worker alike."""
    ignore_logger("django.security.DisallowedHost")  # whoever guesses names from outside is no error of ours
    sentry_sdk.init(
        dsn=address,
        release=release,
        default_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR, sentry_logs_level=None),
            DedupeIntegration(),
            AtexitIntegration(lambda pending, timeout: None),
        ],
        before_send=nobodys,  # type: ignore[arg-type]
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="",
        auto_session_tracking=False,
    )


def nobodys(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any] | None:
    """The event anew, of what tells nothing of anybody; none of what a monitor has been told already."""
    record = hint.get("log_record")
    kinds = event.get("exception", {}).get("values", [])
    if not kinds and getattr(record, "status", 0) == HTTPStatus.SERVICE_UNAVAILABLE:
        return None
    told = {name: event[name] for name in OF_THE_EVENT if name in event}
    told["exception"] = {"values": [_kind(kind) for kind in kinds]}
    told["tags"] = {name: str(getattr(record, name)) for name in OF_THE_REQUEST if getattr(record, name, "")}
    return told if kinds else told | {"message": f"An error in {event.get('logger')}"}


def _kind(kind: dict[str, Any]) -> dict[str, Any]:
    frames = (kind.get("stacktrace") or {}).get("frames", [])
    lines = [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]
    return {"type": kind.get("type"), "module": kind.get("module"), "stacktrace": {"frames": lines}}
