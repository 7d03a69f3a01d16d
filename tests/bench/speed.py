"""Our pages beside the least that Django needs for the same work, in one run: `make bench`.

No test of the suite. Two processes each of the portal and of `benchmarks.limit` share one core with the
database; eight connections knock from another. Each page is asked for in turn, round after round, and each
round gives its ratio to the limit's own page in that round: seconds mean nothing where others work too.
With RIKTNING_BENCH=full the table goes into docs/performance.md.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.models import Feedback
from groups.models import Group, Membership
from people.models import Person
from tests.races import server as servers

FULL = os.environ.get("RIKTNING_BENCH") == "full"
ROUNDS, SECONDS = (5, 1.5) if FULL else (2, 0.6)
CONNECTIONS = 8
TABLE = Path(__file__).parents[2] / "docs" / "performance.md"
LIST, DETAIL = "list", "detail"


@dataclass
class Asked:
    """A page, and how often it was answered in each round."""

    name: str
    host: str
    address: str
    cookie: str
    limit: str  # which of the limit's pages does the same work
    target: float
    is_asked_again: bool = False  # with the tag of what it was
    headers: dict[str, str] = field(default_factory=dict)
    queries: int = 0
    size: int = 0
    rates: list[float] = field(default_factory=list)


@pytest.mark.django_db(transaction=True)
def test_how_close_to_the_limit_our_pages_are(tmp_path: Path) -> None:
    call_command("demo", verbosity=0)
    with (
        _on_one_core() as client_core,
        _limit(tmp_path) as limit,
        servers.portal(2, RIKTNING_DATABASE_POOL="1") as host,
    ):
        os.sched_setaffinity(0, client_core)
        limits = {page.limit: page for page in limit}
        pages = list(_pages(host))
        for page in (*limit, *pages):
            _as_a_browser(page)
            page.size = _warm(page)
        for _round in range(ROUNDS):
            for page in (*limit, *pages):
                page.rates.append(_rate(page))
    told = _table(pages, limits)
    print(f"\n{told}")
    if FULL:
        _write(told)
    assert all(page.rates for page in pages)


@contextmanager
def _on_one_core() -> Iterator[set[int]]:
    """What is started inside shares one core, the database too; yields the core that is left for knocking."""
    before = os.sched_getaffinity(0)
    first, *rest = sorted(before)
    os.sched_setaffinity(0, {first})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('data_directory')")
            folder = Path(cursor.fetchone()[0])
        with suppress(OSError):  # whose server it is may not be ours to move
            os.sched_setaffinity(int((folder / "postmaster.pid").read_text().split()[0]), {first})
    try:
        yield set(rest) or {first}
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def _limit(folder: Path) -> Iterator[list[Asked]]:
    url = f"sqlite:///{folder}/limit.sqlite3"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS bench_limit")
            cursor.execute("CREATE DATABASE bench_limit")
        url = f"{servers.test_database_url().rpartition('/')[0]}/bench_limit"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "benchmarks.limit.settings",
        "LIMIT_DATABASE_URL": url,
    }
    filled = [sys.executable, "-m", "benchmarks.limit.fill"]
    said = subprocess.run(filled, env=environment, capture_output=True, text=True, check=True).stdout
    session, number = said.split()
    host, cookie = servers.free_host(), f"sessionid={session}"
    options = ["--bind", host, "--workers", "2", "--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "benchmarks.limit.wsgi", *options], env=environment
    )
    try:
        servers.wait_for(host, "/", (200, 302))
        yield [
            Asked("limit, list", host, "/", cookie, LIST, 1),
            Asked("limit, detail", host, f"/{number}/", cookie, DETAIL, 1),
        ]
    finally:
        server.terminate()
        server.wait(timeout=30)


def _pages(host: str) -> Iterator[Asked]:
    coordinator = Membership.objects.coordinating().get(seat=1).person
    employee = Person.objects.filter(is_manager=False, memberships=None, is_active=True).order_by("pk")[0]
    told = Feedback.objects.completed().exclude(group=None).exclude(direction=None).order_by("-pk")
    group = max(
        Group.objects.current().exclude(direction=None), key=lambda one: told.filter(group=one).count()
    )
    pages: list[tuple[str, Person, str, str, float]] = [
        ("groups, 20 rows", employee, reverse("groups:list"), LIST, 0.6),
        ("directions", employee, reverse("directions:list"), LIST, 0.6),
        ("feedback, 20 rows", employee, reverse("feedback:list"), LIST, 0.6),
        ("group", employee, group.get_absolute_url(), DETAIL, 0.6),
        ("direction", employee, group.direction.get_absolute_url(), DETAIL, 0.6),
        ("home", coordinator, reverse("home"), LIST, 0.5),
        ("review queue, 20 rows", coordinator, reverse("admin:feedback_feedback_changelist"), LIST, 0.5),
        ("river", employee, reverse("river:river"), LIST, 0.5),
    ]
    for name, person, address, limit, target in pages:
        client = Client()
        client.force_login(person)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        yield Asked(name, host, address, cookie, limit, target, queries=len(queries))
        if name == "groups, 20 rows":
            tag = {"If-None-Match": client.get(address).headers["ETag"]}
            client.get(address, headers=tag)
            with CaptureQueriesContext(connection) as queries:
                client.get(address, headers=tag)
            yield Asked(f"{name}, unchanged", host, address, cookie, limit, 2, True, queries=len(queries))


def _ask(page: Asked) -> tuple[int, int]:
    line = HTTPConnection(page.host, timeout=30)
    try:
        line.request("GET", page.address, headers={"Cookie": page.cookie, **page.headers})
        answer = line.getresponse()
        return answer.status, len(answer.read())
    finally:
        line.close()


def _warm(page: Asked) -> int:
    """Each process has its templates and its connection; says how large the page is."""
    answers = {_ask(page) for _ in range(8)}
    assert {status for status, _size in answers} <= {200, 304}, (page, answers)
    return max(size for _status, size in answers)


def _as_a_browser(page: Asked) -> None:
    """Keep the cookies that a first visit is given, and the tag of a page that is asked for again."""
    for _visit in range(2):
        line = HTTPConnection(page.host, timeout=30)
        line.request("GET", page.address, headers={"Cookie": page.cookie})
        answer = line.getresponse()
        answer.read()
        line.close()
        given = [cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie", [])]
        page.cookie = "; ".join([page.cookie, *given])
    if page.is_asked_again:
        page.headers["If-None-Match"] = answer.headers["ETag"]


def _rate(page: Asked) -> float:
    """Answers a second to so many connections at once."""
    began = time.monotonic()

    def knock(_number: int) -> int:
        count = 0
        while time.monotonic() - began < SECONDS:
            _ask(page)
            count += 1
        return count

    with ThreadPoolExecutor(CONNECTIONS) as threads:
        count = sum(threads.map(knock, range(CONNECTIONS)))
    return count / (time.monotonic() - began)


def _table(pages: list[Asked], limits: dict[str, Asked]) -> str:
    rows = []
    for page in pages:
        against = limits[page.limit]
        ratios = [ours / theirs for ours, theirs in zip(page.rates, against.rates, strict=True)]
        figures = (f"{median(ratios):.2f}", f"{min(ratios):.2f}–{max(ratios):.2f}", f"{page.target:.1f}")
        rows.append([page.name, page.limit, *figures, str(page.queries), f"{page.size / 1000:.0f}"])
    head = ["page", "beside the limit's", "ratio", "lowest–highest", "target", "queries", "kB of HTML"]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _write(told: str) -> None:
    """Into its place between the two marks of this database."""
    begin, end = f"<!-- {connection.vendor} -->\n", f"<!-- end of {connection.vendor} -->"
    text = TABLE.read_text()
    before, _begin, rest = text.partition(begin)
    _old, _end, after = rest.partition(end)
    TABLE.write_text(f"{before}{begin}{told}\n{end}{after}")
