"""How tall the pages are that people open most, with the demo in them.

A page that grows past these figures no longer answers at a glance: docs/pages.md.
"""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from django.urls import reverse

from demo.content import cast
from directions.models import Direction, Plan
from groups.models import Group, Meeting
from people.models import Person
from proposals.models import Proposal
from tests import kept_rows
from tests.browser.screenshots import sights
from tests.browser.visitor import Visitor

PHONE, DESKTOP = 390, 1280
LONGEST = 3
EMPTY = 400  # pixels, of a column that has ended beside one that goes on
BARE = Path(__file__).with_name("bare_columns.js").read_text()

# On a phone. Of a list, that of one page of it.
HIGHEST = {
    "home": 2_400,
    "group": 3_200,
    "direction": 3_200,
    "stage": 3_200,
    "groups": 4_300,
    "feedback": 4_300,
    "sent": 3_900,
    "learned": 3_600,
    "river": 4_200,
    "organisation": 2_400,
}


def pages() -> list[tuple[str, str]]:
    """Of groups and directions those with the longest words."""
    directions = sorted(Direction.objects.current(), key=lambda direction: -len(direction.text))
    groups = sorted(Group.objects.current(), key=lambda group: -len(group.charter))
    return [
        *(("direction", direction.get_absolute_url()) for direction in directions[:LONGEST]),
        *(("group", group.get_absolute_url()) for group in groups[:LONGEST]),
        *((route, reverse(route)) for route in ("directions:plan", "me")),
        ("groups", reverse("groups:list")),
        ("feedback", reverse("feedback:list")),
        ("sent", reverse("feedback:sent_to", args=["storgruppen"])),
        ("learned", reverse("river:learned")),
        ("river", reverse("river:river")),
        ("organisation", reverse("groups:organisation")),
        ("stage", Direction.objects.get(slug="mat-for-framtiden").stage_now.get_absolute_url()),  # type: ignore[union-attr]
    ]


def shown() -> list[Person]:
    keys = [member["key"] for member in cast() if member["show"]]
    return list(Person.objects.filter(directory_id__in=keys))


@pytest.mark.one_database
@pytest.mark.browser
def test_pages_answer_at_a_glance(transactional_db: None, visitor: Callable[..., Visitor]) -> None:
    kept_rows.demo()
    karin = Person.objects.get(directory_id="karin-holmqvist")
    homes = [("home", reverse("home"), person) for person in shown()]
    others = [(kind, address, karin) for kind, address in pages()]

    faults = []
    for width, person in product((PHONE, DESKTOP), {person for *_, person in [*homes, *others]}):
        page = visitor(person, width=width).page
        for kind, address, _reader in [row for row in [*homes, *others] if row[2] == person]:
            page.goto(address)
            where = f"{address} at {width}, {person.given_name}"
            height = page.evaluate("document.documentElement.scrollHeight")
            if width == PHONE and height > HIGHEST.get(kind, height):
                faults.append(f"{where}: {height} px tall")
            if width == DESKTOP:
                faults += [f"{where}: {bare}" for bare in page.evaluate(BARE, EMPTY)]
        page.close()

    assert faults == []


@pytest.mark.one_database
@pytest.mark.browser
def test_nothing_on_a_groups_page_is_torn_from_its_heading(
    transactional_db: None, visitor: Callable[..., Visitor]
) -> None:
    kept_rows.demo()
    page = visitor(Person.objects.get(directory_id="amir-haddad"), width=DESKTOP).page
    faults = []
    for group in Group.objects.current():
        page.goto(group.get_absolute_url(), wait_until="domcontentloaded")
        faults += [f"{group}: {fault}" for fault in page.evaluate(BARE, EMPTY)]
    assert faults == []


@pytest.mark.one_database
@pytest.mark.browser
def test_nothing_of_a_proposal_a_meeting_or_the_plan_is_torn_from_its_heading(
    transactional_db: None, visitor: Callable[..., Visitor]
) -> None:
    kept_rows.demo()
    page = visitor(Person.objects.get(directory_id="karin-holmqvist"), width=DESKTOP).page
    told = Meeting.objects.exclude(notes="").order_by("pk")
    things = [*Proposal.objects.exclude(latest=None), *told, Plan.objects.current()]
    faults = []
    for address in [thing.get_absolute_url() for thing in things if thing]:
        page.goto(address, wait_until="domcontentloaded")
        faults += [f"{address}: {fault}" for fault in page.evaluate(BARE, EMPTY)]
    assert faults == []


@pytest.mark.one_database
@pytest.mark.browser
def test_no_column_ends_long_before_the_one_beside_it(
    transactional_db: None, visitor: Callable[..., Visitor]
) -> None:
    """On every kind of page, as everybody who is shown one."""
    kept_rows.demo()
    faults, people = [], dict[str, Visitor]()
    for sight in sights():
        if sight.who not in people:
            people[sight.who] = visitor(Person.objects.get(directory_id=sight.who), width=DESKTOP)
        page = people[sight.who].page
        page.goto(sight.address, wait_until="domcontentloaded")
        faults += [f"{sight.address}: {fault}" for fault in page.evaluate(BARE, EMPTY)]
    assert faults == []
