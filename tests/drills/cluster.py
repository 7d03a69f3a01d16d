"""Several machines, as `docs/several-machines.md` has them, and what happens when one goes: `make cluster`.

No test of the suite: two databases, PgBouncer, a cache, two web servers, two workers and nginx are started as
processes, used, and killed. PostgreSQL keeps to what it has said yes to (fsync and synchronous replication
are on), and the replica shows it five seconds late. Each test prints its figures.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.client import HTTPException
from itertools import count
from threading import Lock
from typing import Any
from uuid import uuid4

import pytest

from tests.drills.machines import BEHIND, WEBS, Cluster, Database, cluster, until
from tests.drills.visitors import Visitor, coming_all_the_time, is_served, post_feedback
from tests.factories.feedback import typed_feedback
from tests.mail_server import MailServer, mail_server

ROUNDS = 1000
CLIENTS = 4
EXPORT = "/admin/feedback/feedback/export.csv"
LOAD = 12  # seconds before and after something is killed
PEOPLE = """
import json, django
django.setup()
from people.models import Person
from tests.signing_in import sessions_of
from groups.models import Group
staff = list(Person.objects.active().order_by("pk")[:40])
coordinator = next(one for one in Person.objects.active() if one.has_perm("feedback.review_feedback"))
people = [coordinator, *staff]
groups = list(Group.objects.current().values_list("slug", flat=True))
emails = [one.email for one in people]
print(json.dumps({"sessions": sessions_of(people), "emails": emails, "groups": groups}))
"""


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    with mail_server() as found:
        yield found


@pytest.fixture(scope="module")
def several(mail: MailServer) -> Iterator[Cluster]:
    with cluster(mail.url) as found:
        until(lambda: is_served(found.port), "the portal answers through the proxy")
        yield found


@pytest.fixture(scope="module")
def people(several: Cluster) -> Any:
    return json.loads(several.manage("-c", PEOPLE))


def test_people_sign_in_write_attach_and_read_whichever_machine_answers(
    several: Cluster, people: Any, mail: MailServer
) -> None:
    group = people["groups"][0]
    visitor = Visitor(several.port)
    visitor.sign_in(people["emails"][1], mail.letters)
    typed = typed_feedback(title="Med en fil", text="Se filen.")
    address = f"/feedback/about/group/{group}/new/"
    written = visitor.send_file(address, typed, "attachments", "matsedel.txt", "Ärtsoppa".encode())
    assert (written.status, "/feedback/" in written.leads_to) == (302, True), written.text[:500]
    ((number,),) = several.primary.asked("SELECT max(id) FROM files_attachment")
    for _turn in range(2 * len(WEBS)):  # nginx asks them in turn
        assert "Med en fil" in visitor.get(written.leads_to).text
        assert visitor.get(f"/attachments/{number}/").text == "Ärtsoppa"
        assert Visitor(several.port).get(f"/attachments/{number}/").status == 302  # to sign in first
    asked_for = [Visitor(several.port).post("/sign-in/", email=people["emails"][2]).status for _ in range(4)]
    assert asked_for == [302, 302, 302, 200]  # counted once, in the cache, whichever machine was asked
    identities = [letter["Message-ID"] for letter in mail.letters]
    assert len(identities) == len(set(identities))  # by two workers
    print(
        f"\nSigned in, wrote, attached, read through {len(WEBS)} machines; {len(identities)} mails, each once"
    )


def test_replica_that_is_behind_hides_nothing_from_whoever_wrote_it(several: Cluster, people: Any) -> None:
    missed: Counter[str] = Counter()
    turns, lock = count(), Lock()

    def follow(visitor: Visitor, address: str) -> None:
        with lock:
            if next(turns) >= ROUNDS:
                return
        for verb, then in (("follow", "unfollow"), ("unfollow", "follow")):
            assert visitor.post(f"{address}{verb}/").status == 302
            page = visitor.get(address)
            missed[f"{verb} {page.status}"] += f'action="{address}{then}/"' not in page.text

    began = time.monotonic()
    visits = []
    for number in range(CLIENTS):
        visitor = Visitor(several.port, people["sessions"][5 + number])
        address = f"/groups/{people['groups'][number]}/"
        visits.append(lambda visitor=visitor, address=address: follow(visitor, address))
    with coming_all_the_time(visits):
        until(lambda: next(turns) > ROUNDS + CLIENTS, "all rounds", 600)
    print(
        f"\nReplica {BEHIND} s behind: own writes missed {sum(missed.values())} of {2 * ROUNDS}", dict(missed)
    )
    print(f"({time.monotonic() - began:.0f} s)")
    assert sum(missed.values()) == 0


def test_export_is_read_from_the_replica_and_pages_are_not(several: Cluster, people: Any) -> None:
    coordinator = Visitor(several.port, people["sessions"][0])
    writer, title = Visitor(several.port, people["sessions"][1]), "Syns i en export först om en stund"
    written = post_feedback(writer, people["groups"][0], title=title)
    assert title in writer.get(written.leads_to).text

    at_once = coordinator.get(EXPORT)
    time.sleep(BEHIND + 1)
    later = coordinator.get(EXPORT)

    assert (at_once.status, later.status) == (200, 200)
    lines = [len(answer.text.splitlines()) for answer in (at_once, later)]
    print(f"\nExport from the replica: {lines[0]} lines at once, {lines[1]} lines {BEHIND + 1} s later")
    assert (title in at_once.text, title in later.text) == (False, True)


def test_cache_that_is_away_keeps_nobody_from_working_who_has_signed_in(
    several: Cluster, people: Any
) -> None:
    visitor = Visitor(several.port, people["sessions"][3])
    several.cache.kill()  # type: ignore[union-attr]
    worked = [visitor.get(page).status for page in ("/", "/groups/", "/feedback/", "/notices/")]
    written = post_feedback(visitor, people["groups"][0], title="Utan cache").status
    asked_for = Visitor(several.port).post("/sign-in/", email=people["emails"][6]).status
    several.start_cache()
    until(
        lambda: Visitor(several.port).post("/sign-in/", email=people["emails"][6]).status == 302, "the cache"
    )
    print(f"\nCache away: pages {worked}, a write {written}, a code to sign in {asked_for}; then 302 again")
    assert {*worked, written} == {200, 302}
    assert asked_for == 503


class Writers:
    """People who read and write all the time; what was answered, when, and which writes were said yes to."""

    def __init__(self, several: Cluster, people: Any) -> None:
        self.several, self.people, self.number = several, people, count(1)
        self.mark = uuid4().hex[:6]
        self.answers: list[tuple[float, str]] = []  # when, and the status or what broke
        self.said_yes: list[tuple[float, str]] = []

    def visits(self) -> list[Any]:
        return [
            partial(self._visit, Visitor(self.several.port, key)) for key in self.people["sessions"][10:14]
        ]

    def _visit(self, visitor: Visitor) -> None:
        title = f"{self.mark} {next(self.number)}"
        group = self.people["groups"][0]
        for act in (
            partial(visitor.get, "/"),
            partial(post_feedback, visitor, group, title=title),
            partial(visitor.get, f"/groups/{group}/"),
        ):
            try:
                answer = act()
            except (OSError, HTTPException) as problem:
                self.answers.append((time.monotonic(), type(problem).__name__))
                continue
            self.answers.append((time.monotonic(), str(answer.status)))
            if "/feedback/" in answer.leads_to:
                self.said_yes.append((time.monotonic(), title))

    @property
    def counted(self) -> dict[str, int]:
        return dict(Counter(said for _when, said in self.answers))

    def stored(self, where: Database) -> Counter[str]:
        asked = f"SELECT title FROM feedback_feedback WHERE title LIKE '{self.mark} %'"
        return Counter(title for (title,) in where.asked(asked))


def test_web_machine_that_is_killed_under_load_fails_nobody(several: Cluster, people: Any) -> None:
    writers = Writers(several, people)
    with coming_all_the_time(writers.visits()):
        for address in WEBS:
            time.sleep(LOAD)
            several.webs[address].kill()
            time.sleep(LOAD)
            several.start_web(address)
        time.sleep(LOAD)
    stored = writers.stored(several.primary)
    print(
        f"\nBoth web machines killed in turn: {writers.counted}; {len(writers.said_yes)} writes said yes to"
    )
    assert set(writers.counted) == {"200", "302"}
    assert stored == Counter(title for _when, title in writers.said_yes)  # each there, and once


def test_primary_that_is_killed_is_followed_by_its_replica_and_nothing_is_lost(
    several: Cluster, people: Any
) -> None:
    ((state,),) = several.primary.asked("SELECT sync_state FROM pg_stat_replication")
    writers = Writers(several, people)
    with coming_all_the_time(writers.visits()):
        time.sleep(LOAD)
        several.primary.kill()
        killed = time.monotonic()
        notice_and_promote(several)
        promoted = time.monotonic()
        until(lambda: writers.said_yes[-1][0] > promoted, "somebody writes again")
        time.sleep(LOAD)
    again = next(when for when, _title in writers.said_yes if when > killed + 0.5) - killed
    stored = writers.stored(several.replica)
    lost = {title for _when, title in writers.said_yes} - stored.keys()
    print(f"\nPrimary killed, replica ({state}, {BEHIND} s behind) promoted after {promoted - killed:.1f} s,")
    print(f"writing again after {again:.1f} s; {len(writers.said_yes)} writes said yes to, {len(lost)} lost,")
    print(f"{sum(stored.values()) - len(stored)} twice; answers {writers.counted}")
    assert (state, lost) == ("sync", set())
    assert max(stored.values()) == 1
    assert again < 30
    title = "Efter bytet"
    post_feedback(Visitor(several.port, people["sessions"][1]), people["groups"][0], title=title)
    assert title in Visitor(several.port, people["sessions"][0]).get(EXPORT).text  # there is one database now


def notice_and_promote(several: Cluster) -> None:
    """What somebody on call does, or Patroni: three questions a second apart without an answer."""
    silent = 0
    while silent < 3:
        time.sleep(1)
        silent = 0 if several.primary.answers() else silent + 1
    several.replica.promote()
