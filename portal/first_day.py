"""What to do in an empty installation, step by step, in the order it has to be done."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from directions.models import Direction
from groups.composition import all_vacancies
from groups.kinds import KINDS, KindCode
from groups.models import Group
from people.models import Person
from portal.models import Page


@dataclass(frozen=True)
class Step:
    what: str
    who: str
    is_done: bool
    address: str = ""
    action: str = ""
    posts: bool = False  # the action changes something, so it is a button and not a link


def steps() -> list[Step]:
    """Seven steps, each done when the data say so: nothing is ticked by hand."""
    bodies = {group.kind: group for group in Group.objects.current() if group.rule.governing}
    vacant = {vacancy.group.kind for vacancy in all_vacancies()}
    administrator, director, coordinators = (
        gettext("the technical administrator"),
        gettext("the director"),
        gettext("the coordinators"),
    )
    return [
        Step(
            gettext("Get the organisation's people and units into the directory"),
            administrator,
            Person.objects.managers().exists(),
            reverse("admin:people_person_changelist"),
            gettext("To the directory"),
        ),
        Step(
            gettext("Start the four bodies"),
            administrator,
            len(bodies) == len([kind for kind in KINDS.values() if kind.governing]),
            reverse("start_bodies"),
            gettext("Start them"),
            posts=True,
        ),
        _appointing(
            bodies,
            vacant,
            KindCode.STEERING_GROUP,
            gettext("Appoint the steering group and its chair, the director"),
            administrator,
        ),
        _appointing(
            bodies,
            vacant,
            KindCode.COORDINATION_GROUP,
            gettext("Appoint three coordinators and a communicator"),
            director,
        ),
        Step(
            gettext("Write the pages: how you work, who can see what, accessibility"),
            coordinators,
            Page.objects.count() >= 3,
            reverse("admin:portal_page_add"),
            gettext("Write a page"),
        ),
        Step(
            gettext("Start the first direction"),
            coordinators,
            Direction.objects.exists(),
            reverse("directions:new"),
            gettext("Start a direction"),
        ),
        Step(
            gettext("Start the first group, and say who convenes it"),
            coordinators,
            Group.objects.exclude(direction=None).exists(),
            reverse("groups:new"),
            gettext("Start a group"),
        ),
    ]


def _appointing(bodies: dict[str, Group], vacant: set[str], kind: KindCode, what: str, who: str) -> Step:
    body = bodies.get(kind)
    address = reverse("groups:appoint", args=[body.slug]) if body else ""
    return Step(what, who, body is not None and kind not in vacant, address, gettext("Appoint"))


@transaction.atomic
def start_bodies(*, by: Person) -> list[Group]:
    """The governing bodies that are missing, with the names that the table of kinds gives them."""
    missing = [
        kind
        for kind in KINDS.values()
        if kind.governing and not Group.objects.current().filter(kind=kind.code).exists()
    ]
    made: Any = [
        Group(kind=kind.code, name=str(kind.code.label), summary=str(kind.does)[:160]) for kind in missing
    ]
    return [Group.objects.start(group, by=by) for group in made]
