"""No page of the demo offers what the next one refuses, in any state, to those who are offered the most.

What each role is offered is asked with the matrix (`tests/access/dead_ends.py`); here it is the content.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urldefrag, urlsplit

import pytest
from django.db.models import F, Q, QuerySet
from django.test import Client
from django.urls import resolve, reverse

from briefings.models import Briefing
from directions.models import Direction, Stage
from feedback.models import Feedback
from groups.models import Group, Meeting
from people.models import Person
from portal.helping import HelpTopic
from proposals.models import Proposal
from workshops.models import State, Workshop

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db]

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
EACH = 1  # of every kind and state
OF_A_ROUTE = 2  # links to one route from pages of one other
LEFT_OUT = {"account_logout", "files:show", "admin:feedback_export_xlsx"}  # the last two are files
HOMES = [
    "home", "me", "pages", "admin:index", "notices:list", "notices:settings",
    "groups:list", "groups:organisation", "groups:overview", "groups:requests", "groups:my_people",
    "directions:list", "directions:plan", "workshops:list", "river:river", "river:learned",
    "feedback:list", "feedback:new", "proposals:list", "proposals:decisions", "briefings:list",
    "river:contributions",
]  # fmt: skip


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("key", ["goran-petrovic", "ingrid-vestergaard", "karin-holmqvist", "amir-haddad"])
def test_no_link_leads_to_a_page_that_is_refused(signed_in: Callable[[Person], Client], key: str) -> None:
    person = Person.objects.get(directory_id=key)
    client = signed_in(person)
    asked = {address: client.get(address) for address in begun_at(person)}
    pages = {address: page for address, page in asked.items() if page.status_code == 200}

    links = {link: address for address, page in pages.items() for link in links_on(page, address)}
    answers = {link: client.get(link, follow=True).status_code for link in few(links) if link not in asked}

    assert len(links) > 60
    assert {link: (status, links[link]) for link, status in answers.items() if status >= 400} == {}


def begun_at(person: Person) -> Iterator[str]:
    """The pages that lead to others: of each kind of thing, some in every state that it can be in."""
    yield from (reverse(route) for route in HOMES)
    for things in every_state(person):
        yield from (thing.get_absolute_url() for thing in things[:EACH])
    yield from (reverse("help_page", args=[topic]) for topic in HelpTopic)
    for workshop in Workshop.objects.all():
        yield reverse("workshops:run", args=[workshop.code])
    if person.is_staff:
        for page in ("feedback_feedback", "portal_page", "notices_notice", "people_person", "people_act"):
            yield reverse(f"admin:{page}_changelist")
        yield reverse("admin:portal_page_change", args=[1])


def every_state(person: Person) -> Iterator[QuerySet]:
    for kind in Group.objects.order_by().values_list("kind", flat=True).distinct():
        for ended in (True, False):
            yield Group.objects.filter(kind=kind, ended_on__isnull=not ended).order_by("-pk")
    yield from (Direction.objects.filter(ended_on__isnull=ended).order_by("pk") for ended in (True, False))
    for reconsidered in (True, False):
        for ended in (True, False):
            yield Stage.objects.filter(
                reconsideration__isnull=not reconsidered, direction__ended_on__isnull=not ended
            ).order_by("-ends_on")
    yield Stage.objects.filter(reconsideration=None, direction__stages__number__gt=F("number")).distinct()
    yield from (Workshop.objects.filter(state=state) for state in State)
    yield from (
        Meeting.objects.filter(Q(completed_at__isnull=held)).order_by("-pk") for held in (True, False)
    )
    yield Meeting.objects.filter(cancelled_at__isnull=False)
    readable = Proposal.objects.visible_to(person)
    yield from (readable.filter(pk=proposal.pk) for proposal in readable)
    told = Feedback.objects.visible_to(person)
    yield from (told.filter(completed_at__isnull=draft).order_by("pk") for draft in (True, False))
    yield from (Briefing.objects.filter(sent_at__isnull=draft) for draft in (True, False))


def links_on(page: object, address: str) -> set[str]:
    """The addresses of ours that a page leads to."""
    text = page.content.decode()  # type: ignore[attr-defined]
    found = {urldefrag(unescape(link))[0] for link in LINK.findall(text)}
    asked = {f"{urlsplit(address).path}{link}" if link.startswith("?") else link for link in found}
    return {link for link in asked if link.startswith("/") and not link.startswith("//")}


def few(links: dict[str, str]) -> Iterator[str]:
    """Of the links from one kind of page to one route some: they are drawn by the same line of a template."""
    drawn: dict[tuple[str, str], int] = {}
    for link, address in links.items():
        way = (route_of(address), route_of(link))
        drawn[way] = drawn.get(way, 0) + 1
        if drawn[way] <= OF_A_ROUTE and way[1] not in LEFT_OUT:
            yield link


def route_of(link: str) -> str:
    return resolve(urlsplit(link).path).view_name
