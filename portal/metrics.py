"""Figures for Prometheus: what has been asked of this portal, and what waits in it.

`/metrics` is answered as `/readyz` is, to monitors from inside alone (`portal.health`). What happens in a
process is counted there, and put together from all of them where gunicorn runs with `portal/gunicorn.py`;
what waits is counted in the database when it is asked for. A page is named by its route; nobody is named.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily, Metric

from feedback.models import Feedback
from groups.models import JoinRequest
from notices.queue_status import queue_status
from portal.logs import route_of
from ui.dates import now

SECONDS = Histogram(
    "riktning_request_seconds",
    "How long a page took to be made",
    ["route", "method"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
ANSWERS = Counter("riktning_answers", "What was answered", ["route", "method", "status"])
QUERIES = Histogram(
    "riktning_request_queries",
    "How often a page asked the database",
    ["route"],
    buckets=(0, 2, 4, 8, 12, 16, 24, 32, 64),
)
METHODS = {
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
}  # others are nobody's to count one by one


def measure_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    def answer(request: HttpRequest) -> HttpResponse:
        asked = 0

        def count(execute: Callable[..., Any], *statement: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(*statement)

        began = time.perf_counter()
        with connection.execute_wrapper(count):
            response = get_response(request)
        route = route_of(request)
        method = str(request.method) if request.method in METHODS else "other"
        SECONDS.labels(route, method).observe(time.perf_counter() - began)
        ANSWERS.labels(route, method, str(response.status_code)).inc()
        QUERIES.labels(route).observe(asked)
        return response

    return answer


class Waiting:
    """What stands in the database at this moment."""

    def collect(self) -> Iterator[Metric]:
        mail = queue_status()
        states = {
            "due": mail.due,
            "later": mail.later,
            "in_hand": mail.in_hand,
            "uncertain": mail.uncertain,
            "refused": mail.refused,
        }
        yield _gauges("riktning_mail", "Notices by the state of their mail", "state", states.items())
        if mail.seen_at:
            silence = (now() - mail.seen_at).total_seconds()
            yield GaugeMetricFamily("riktning_worker_silence_seconds", "Since a worker was seen", silence)
        waits = {
            "feedback": Feedback.objects.waiting().count(),
            "join_requests": JoinRequest.objects.open().count(),
        }
        yield _gauges("riktning_waiting", "What waits for somebody's answer", "what", waits.items())


def metrics() -> HttpResponse:
    of_this_moment = CollectorRegistry()
    of_this_moment.register(Waiting())
    counted = generate_latest(_of_all_processes()) + generate_latest(of_this_moment)
    return HttpResponse(counted, content_type=CONTENT_TYPE_LATEST)


def _of_all_processes() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return registry


def _gauges(name: str, text: str, label: str, values: Iterable[tuple[str, int]]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=[label])
    for value, number in values:
        family.add_metric([value], number)
    return family
