"""300 phones in one workshop, against two server processes on this machine: `make bench-workshop`.

No test of the suite: figures depend on the machine, and on what else it does. Half of the phones are signed
in, half are guests; beside them the screen and the facilitator's page follow. Printed: notes sent and notes
stored, what was answered, and the time a note and a question took (p50, p95, the worst).
"""

import asyncio
import os
import statistics

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.bench.phones import Phone, Tally, room
from tests.races.server import CSRF, portal
from workshops import guests
from workshops.models import Answer, Participant, Workshop

PHONES = int(os.environ.get("RIKTNING_PHONES", "300"))
SECONDS = int(os.environ.get("RIKTNING_SECONDS", "90"))
WORKERS = 2


@pytest.mark.django_db(transaction=True)
def test_what_a_full_room_costs() -> None:
    call_command("demo", verbosity=0)
    workshop = Workshop.objects.get(code="482913")
    before = set(Answer.objects.of(workshop).values_list("pk", flat=True))
    tally, followed = Tally(), Tally()
    with portal(WORKERS, RIKTNING_DATABASE_POOL="1") as host:  # as in production
        phones = [*_phones(host, workshop, tally), *_followers(host, workshop, followed)]
        asyncio.run(room(phones, SECONDS))

    stored = set(Answer.objects.of(workshop).exclude(pk__in=before).values_list("text", flat=True))
    _report(tally, followed, stored)
    assert tally.taken_in <= stored
    assert not [status for _what, status in (*tally.statuses, *followed.statuses) if status >= 500]


def _phones(host: str, workshop: Workshop, tally: Tally) -> list[Phone]:
    address = reverse("workshops:take_part", args=[workshop.code])
    people = list(Person.objects.active().filter(workshop_visits=None)[: PHONES // 2])
    keys = [_signed_in(person) for person in people]
    for person in people:
        Participant.objects.create(workshop=workshop, person=person)
    words = [
        {guests.COOKIE: guests.word_for(Participant.objects.create(workshop=workshop))}
        for _ in range(PHONES - len(people))
    ]
    return [Phone(host, address, {"csrftoken": CSRF} | known, CSRF, tally) for known in (*keys, *words)]


def _followers(host: str, workshop: Workshop, tally: Tally) -> list[Phone]:
    """The projector and the facilitator, who see every note."""
    coordinator = next(one for one in Person.objects.all() if one.has_perm("workshops.run_workshop"))
    known = _signed_in(coordinator)
    addresses = [reverse(f"workshops:{name}", args=[workshop.code]) for name in ("screen", "run")]
    return [Phone(host, address, known, CSRF, tally, writes=False) for address in addresses]


def _signed_in(person: Person) -> dict[str, str]:
    client = Client()
    client.force_login(person)
    return {"sessionid": client.cookies["sessionid"].value}


def _report(tally: Tally, followed: Tally, stored: set[str]) -> None:
    load = "/".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"\n{connection.vendor}: {PHONES} phones for {SECONDS} s, {WORKERS} processes, load {load} at the end"
    )
    lost = len(tally.taken_in - stored)
    print(
        f"  notes sent {len(tally.notes)}, taken in {len(tally.taken_in)}, stored {len(stored)}, lost {lost}"
    )
    for what, times in (
        ("note", tally.notes),
        ("page after it", tally.pages),
        ("question", tally.questions),
        ("screen and facilitator", followed.questions),
    ):
        low, high, worst = statistics.median(times), statistics.quantiles(times, n=20)[-1], max(times)
        told = f"p50 {low * 1000:5.0f} ms, p95 {high * 1000:5.0f} ms, worst {worst * 1000:5.0f} ms"
        print(f"  {what:<24} {len(times):>6} × {told}")
    for (what, status), count in sorted(tally.statuses.items()):
        print(f"  {what} answered {status or 'not at all'}: {count}")
    wrong = sum(
        n for (_what, status), n in (*tally.statuses.items(), *followed.statuses.items()) if status >= 500
    )
    print(f"  answered with an error of the server's: {wrong}")
