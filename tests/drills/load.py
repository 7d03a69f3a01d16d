"""The morning after a mail to all staff, at its true rate, against one machine: `make drill-load`.

What is assumed: 1,500 staff get a mail at the same moment. 60 % of them open the portal that morning, fewer
and fewer from minute to minute, so that 40 % have done so after 15 minutes. Everybody is signed out (it is
morning) and comes with an empty browser: the page to sign in, a code by mail, every file of the look, then
five pages with 15 seconds between two, and every tenth writes a piece of feedback. The first minutes, which
are the worst, are played as long as RIKTNING_MINUTES says (5); RIKTNING_STAFF says how many staff.

PostgreSQL, gunicorn with its ordinary number of processes, the worker and nginx are those of
`docs/operations.md`, all on this machine, as is whoever asks. So seconds depend on what else runs here; the
processor's time does not, and `docs/capacity.md` reckons with that.
"""

import json
import math
import os
import random
import re
import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPException

from tests.drills.machines import KEPT, PRIMARY, Cluster, Database, folder_for, until
from tests.drills.processors import used_by
from tests.drills.visitors import Answer, Visitor, is_served, post_feedback, wait_for_code
from tests.mail_server import MailServer, mail_server
from tests.missing import missing
from tests.postgres import INSTALL, Server, find_binaries, free_port

STAFF = int(os.environ.get("RIKTNING_STAFF", "1500"))
MINUTES = float(os.environ.get("RIKTNING_MINUTES", "5"))
EVER, WITHIN_15 = 0.6, 0.4  # of the staff: that morning, and in the first quarter
WANES = -15 / math.log(1 - WITHIN_15 / EVER)  # minutes
BETWEEN_PAGES = 15.0  # seconds, on average
NO_PAGES = ("code in the mail", "file of the look")
FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
STAFF_AND_GROUPS = """
import json, django
django.setup()
from directions.models import Direction
from groups.models import Group
from people.models import Person
emails = list(Person.objects.active().exclude(email=None).order_by("pk").values_list("email", flat=True))
groups = list(Group.objects.current().values_list("slug", flat=True))
directions = list(Direction.objects.current().values_list("slug", flat=True))
print(json.dumps({"emails": emails, "groups": groups, "directions": directions}))
"""


@contextmanager
def one_machine(mail: str) -> Iterator[Cluster]:
    """As `docs/operations.md` has it: one web server with its ordinary number of processes, one worker."""
    binaries = find_binaries() or missing("PostgreSQL", INSTALL)
    with ExitStack() as stack:
        options = KEPT | {"listen_addresses": PRIMARY}
        server = Server(binaries, folder_for(stack), free_port(), options)
        database = Database(server, PRIMARY, 0, folder_for(stack))
        server.prepare()
        server.start()
        stack.callback(database.stop)
        database.make()
        found = OneMachine(database, database, folder_for(stack), mail, stack)
        stack.callback(found.stop)
        found.manage("manage.py", "migrate", "--no-input", "--verbosity", "0")
        found.manage("manage.py", "demo", RIKTNING_DEMO="1")
        found.start_web("127.0.0.21")
        found.start_worker()
        found.start_proxy(["127.0.0.21"])
        yield found


class OneMachine(Cluster):
    @property
    def settings(self) -> dict[str, str]:
        told = super().settings
        for name in ("REPLICA_URL", "PGBOUNCER", "CACHE_URL", "WORKERS"):
            del told[f"RIKTNING_{name}"]
        return told | {"RIKTNING_DATABASE_URL": self.primary.url.replace("postgresql:", "postgres:")}


class Tally:
    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)
        self.wrong: Counter[str] = Counter()
        self.late: list[float] = []
        self.lock = threading.Lock()

    def time(self, what: str, act: Callable[[], Answer]) -> Answer | None:
        began = time.perf_counter()
        try:
            answer = act()
        except (OSError, HTTPException) as problem:
            with self.lock:
                self.wrong[f"{what}: {type(problem).__name__}"] += 1
            return None
        with self.lock:
            self.took[what].append(time.perf_counter() - began)
            if answer.status not in (200, 302):
                self.wrong[f"{what}: {answer.status}"] += 1
        return answer


class Employee(threading.Thread):
    """Who opens the mail, and what they do then."""

    def __init__(
        self,
        due: float,
        email: str,
        there: dict[str, list[str]],
        machine: Cluster,
        mail: MailServer,
        tally: Tally,
    ):
        super().__init__(daemon=True)
        self.due, self.email, self.mail, self.tally = due, email, mail, tally
        self.visitor = Visitor(machine.port)
        chance = random.Random(email)
        self.thinks = [min(chance.expovariate(1 / BETWEEN_PAGES), 60) for _ in range(6)]
        self.group, self.direction = chance.choice(there["groups"]), chance.choice(there["directions"])
        self.writes = chance.random() < 0.1

    def run(self) -> None:
        time.sleep(max(self.due - time.monotonic(), 0))
        self.tally.late.append(time.monotonic() - self.due)
        if self._signs_in():
            for page, thinks in zip(self._pages(), self.thinks, strict=False):
                page()
                time.sleep(thinks)

    def _signs_in(self) -> bool:
        page = self.tally.time("page to sign in", lambda: self.visitor.get("/sign-in/"))
        for file in set(FILE.findall(page.text)) if page else ():
            self.tally.time("file of the look", lambda file=file: self.visitor.get(file))
        self.tally.time("asking for a code", lambda: self.visitor.post("/sign-in/", email=self.email))
        began = time.perf_counter()
        try:
            code = wait_for_code(self.email, self.mail.letters, 120)
        except TimeoutError:
            self.tally.wrong["no code came"] += 1
            return False
        self.tally.took["code in the mail"].append(time.perf_counter() - began)
        answer = self.tally.time("sending the code", lambda: self.visitor.post("/sign-in/code/", code=code))
        return answer is not None and answer.status == 302

    def _pages(self) -> list[Callable[[], object]]:
        group, direction = f"/groups/{self.group}/", f"/directions/{self.direction}/"
        pages = [self._get("home", "/"), self._get("direction", direction), self._get("groups", "/groups/")]
        pages += [self._get("group", group), self._get("feedback", "/feedback/")]
        return [*pages, self._write] if self.writes else pages

    def _get(self, what: str, address: str) -> Callable[[], object]:
        return lambda: self.tally.time(what, lambda: self.visitor.get(address))

    def _write(self) -> None:
        address = f"/feedback/about/group/{self.group}/new/"
        self.tally.time("form", lambda: self.visitor.get(address))
        self.tally.time("writing", lambda: post_feedback(self.visitor, self.group))


def arrivals(staff: int, minutes: float) -> list[float]:
    """When each comes, in seconds after the mail: the first minutes of a stream that wanes."""
    chance = random.Random(1)
    coming = [-WANES * math.log(1 - chance.random()) * 60 for _ in range(round(staff * EVER))]
    return sorted(when for when in coming if when < minutes * 60)


def test_morning_after_a_mail_to_everybody() -> None:
    with mail_server() as mail, one_machine(mail.url) as machine:
        until(lambda: is_served(machine.port), "the portal answers through the proxy")
        there = json.loads(machine.manage("-c", STAFF_AND_GROUPS))
        due = arrivals(STAFF, MINUTES)
        tally, began = Tally(), time.monotonic() + 1
        who = [there["emails"][number % len(there["emails"])] for number in range(len(due))]
        staff = [
            Employee(began + when, email, there, machine, mail, tally)
            for when, email in zip(due, who, strict=True)
        ]
        before, load = used_by(machine), os.getloadavg()[0]
        for one in staff:
            one.start()
        time.sleep(max(began + MINUTES * 60 - time.monotonic(), 0))
        seconds, meanwhile = time.monotonic() - began, before.until(used_by(machine))
        for one in staff:
            one.join(timeout=300)
        whole = before.until(used_by(machine))
        report(tally, len(due), seconds, load)
        print(f"  processor meanwhile: {meanwhile.told()}; {meanwhile.total / seconds:.0%} of a core")
        print(f"  and until all had left: {whole.told()}; {whole.total / len(due):.2f} s for each who came")
    assert not any(one.is_alive() for one in staff)
    assert tally.wrong == {}


def report(tally: Tally, came: int, seconds: float, load: float) -> None:
    print(f"\n{STAFF} staff, the first {seconds / 60:.1f} minutes after the mail: {came} came")
    for what, times in tally.took.items():
        print(f"  {what:<18} {len(times):>5} × {described(times)}")
    asked = [took for what, times in tally.took.items() if what not in NO_PAGES for took in times]
    print(f"  pages and forms    {len(asked):>5} × {described(asked)}; wrong: {dict(tally.wrong)}")
    print(f"  latest start {max(tally.late) * 1000:.0f} ms after its moment, load {load:.1f} before", end="")
    print(f" and {os.getloadavg()[0]:.1f} after")


def described(times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    in_ms = [round(one * 1000) for one in (statistics.median(times), p95, max(times))]
    return "p50 {:5} ms, p95 {:5} ms, worst {:5} ms".format(*in_ms)
