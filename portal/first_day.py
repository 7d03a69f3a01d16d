"""What to do in an empty installation, step by step, in the order it has to be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from accessibility.models import Statement
from directions.models import Direction
from groups import backgrounds, editing
from groups.composition import vacancies
from groups.kinds import GOVERNING, KINDS, KindCode
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
    permission: str = ""  # of whoever is led there,
    about: Group | None = None  # and what it is about


def steps() -> list[Step]:
    """Eight steps, each done when the data say so: nothing is ticked by hand."""
    bodies = {group.kind: group for group in Group.objects.current() if group.rule.governing}
    return [*_setting_up(bodies), *_appointing_all(bodies), *_telling(), *_starting()]


def _setting_up(bodies: Mapping[str, Group]) -> list[Step]:
    administrator = gettext("the technical administrator")
    return [
        Step(
            gettext("Add the organisation's people and units to the directory"),
            administrator,
            Person.objects.managers().exists(),
            reverse("admin:people_person_changelist"),
            gettext("To the directory"),
            permission="people.view_person",
        ),
        Step(
            gettext("Start the four bodies"),
            administrator,
            len(bodies) == len(GOVERNING),
            reverse("start_bodies"),
            gettext("Start them"),
            posts=True,
            permission="portal.start_bodies",
        ),
    ]


def _appointing_all(bodies: Mapping[str, Group]) -> list[Step]:
    return [
        _appointing(
            bodies.get(KindCode.STEERING_GROUP),
            gettext("Appoint the steering group and its chair, the director"),
            gettext("the technical administrator"),
        ),
        _appointing(
            bodies.get(KindCode.COORDINATION_GROUP),
            gettext("Appoint three coordinators and a communicator"),
            gettext("the director"),
        ),
    ]


def _telling() -> list[Step]:
    coordinators = gettext("the coordinators")
    return [
        Step(
            gettext("Write the first page: how you work with the directions"),
            coordinators,
            Page.objects.exists(),
            reverse("admin:portal_page_add"),
            gettext("Write a page"),
            permission="portal.add_page",
        ),
        Step(
            gettext("Say how accessible the portal is, as the law asks"),
            coordinators,
            Statement.objects.exists(),
            reverse("admin:accessibility_statement_changelist"),
            gettext("To the statement"),
            permission="accessibility.change_statement",
        ),
    ]


def _starting() -> list[Step]:
    coordinators = gettext("the coordinators")
    return [
        Step(
            gettext("Start the first direction"),
            coordinators,
            Direction.objects.exists(),
            reverse("directions:new"),
            gettext("Start a direction"),
            permission="directions.start_direction",
        ),
        Step(
            gettext("Start the first group, and say who convenes it"),
            coordinators,
            Group.objects.exclude(direction=None).exists(),
            reverse("groups:new"),
            gettext("Start a group"),
            permission="groups.start_group",
        ),
    ]


def _appointing(body: Group | None, what: str, who: str) -> Step:
    if body is None:
        return Step(what, who, is_done=False)
    is_whole = not vacancies(body, list(body.memberships.current()))
    address = reverse("groups:appoint", args=[body.slug])
    asked: dict[str, Any] = {"permission": "groups.appoint", "about": body}
    return Step(what, who, is_whole, address, gettext("Appoint"), **asked)


@transaction.atomic
def start_bodies(*, by: Person) -> list[Group]:
    """The governing bodies that are missing, with the names that the table of kinds gives them.

    With them the first words of the list that coordinators are appointed from.
    """
    missing = [
        kind
        for kind in KINDS.values()
        if kind.governing and not Group.objects.current().filter(kind=kind.code).exists()
    ]
    with override(settings.LANGUAGE_CODE):  # named for everybody, not for whoever presses the button
        made: Any = [
            Group(kind=kind.code, name=str(kind.code.label), summary=str(kind.does)[:160]) for kind in missing
        ]
        words = [str(word) for word in backgrounds.FIRST]
    backgrounds.add(words if missing else [], by=by)
    return [editing.start(group, by=by) for group in made]
