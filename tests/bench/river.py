"""What the river costs with the demo organisation, and with five times its groups: `make bench-river`.

No test of the suite: figures depend on the machine. They are printed: the processor's time for the page drawn
afresh and drawn before (medians of 40, signed in, with the whole stack of middleware), its size, and its size
compressed.
"""

import gzip
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from groups.models import Group, GroupLink
from people.models import Person
from river.views import river
from ui.dates import today

ROUNDS, TIMES = 40, 5
SHIFT = 300  # days that a copy of a group begins and ends earlier or later, at most


def test_what_the_river_costs(db: None, signed_in: Callable[[Person], Client]) -> None:
    call_command("demo", verbosity=0)
    client = signed_in(Person.objects.managers()[0])
    _report(client, "the demo")
    multiply()
    _report(client, f"the demo, its groups × {TIMES}")


def multiply() -> None:
    """Every group four times more, off by some months, and some of each round leading on to the next."""
    chance = random.Random(5)
    originals = list(Group.objects.exclude(direction=None).select_related("direction"))
    for number in range(2, TIMES + 1):
        copies = [_copy(group, number, chance) for group in originals]
        _lead_on(Group.objects.bulk_create(copies))


def _copy(group: Group, number: int, chance: random.Random) -> Group:
    assert group.direction
    last = group.direction.ended_on or today()
    start = min(max(_shifted(group.started_on, chance), group.direction.started_on), last)
    end = min(max(_shifted(group.ended_on, chance), start), last) if group.ended_on else None
    return Group(
        kind=group.kind,
        name=f"{' '.join(chance.sample(words := group.name.split(), len(words)))} {number}",
        slug=f"{group.slug}-copy-{number}",
        direction=group.direction,
        started_on=start,
        ended_on=end,
        ending=chance.choice(["ended", "ended", "handed_over", "replaced"]) if end else "",
    )


def _shifted(day: date, chance: random.Random) -> date:
    return day + timedelta(days=chance.randint(-SHIFT, SHIFT))


def _lead_on(groups: list[Group]) -> None:
    """Link each group that was replaced to one of its direction that began soon after."""
    ordered = sorted(groups, key=lambda group: (group.direction_id or 0, group.ended_on or date.max))
    GroupLink.objects.bulk_create(
        GroupLink(earlier=one, later=other, kind="continues", on=one.ended_on)
        for one, other in pairwise(ordered)
        if one.ending == "replaced" and one.ended_on and one.ended_on < other.started_on
    )


def _report(client: Client, what: str) -> None:
    print(f"\n{what}: {Group.objects.count()} groups")
    for query in ("", "?year=2019", "?direction=arbetsliv-som-haller"):
        address = reverse("river:river") + query
        page = client.get(address).content
        afresh = statistics.median(
            _deeper(depth, _timed, client, address, afresh=True) for depth in range(ROUNDS)
        )
        again = statistics.median(_deeper(depth, _timed, client, address) for depth in range(ROUNDS))
        sizes = f"{len(page) / 1000:.0f} KB, {len(gzip.compress(page)) / 1000:.1f} KB compressed"
        print(f"  {address:<42} {afresh * 1000:4.0f} ms afresh, {again * 1000:4.0f} ms again  {sizes}")


def _deeper(
    depth: int, timed: Callable[..., float], client: Client, address: str, *, afresh: bool = False
) -> float:
    """Timed so many calls further down.

    CPython keeps its frames in pieces of 16 KB, and takes a piece and gives it back at every call that
    crosses from one to the next: a loop that lies there costs three times as much. Where it lies is chance,
    so each round begins one call further down than the one before.
    """
    if depth:
        return _deeper(depth - 1, timed, client, address, afresh=afresh)
    return timed(client, address, afresh=afresh)


def _timed(client: Client, address: str, *, afresh: bool = False) -> float:
    if afresh:
        river._parts.cache_clear()
    begun = time.process_time()
    assert client.get(address).status_code == 200
    return time.process_time() - begun
