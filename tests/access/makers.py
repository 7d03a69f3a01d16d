"""What the tables of access name and no factory makes alone: a few rows in a certain state."""

from datetime import timedelta
from typing import Any

from django.db.models import Model

from demo.content import cast
from directions.models import Plan
from feedback.models import Feedback
from groups import joining
from groups.models import Group, JoinRequest, Presentation
from groups.models.join_request import STUCK_AFTER
from people.models import Person
from portal.models import Page
from proposals.models import Outcome, Proposal
from tests.cast import World
from tests.factories.directions import make_plan
from tests.factories.feedback import make_post
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person
from tests.factories.proposals import (
    afresh,
    make_decided,
    make_handed_in,
)
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from ui.dates import today
from workshops.models import State, Theme, Workshop


def full_group(world: World) -> Group:
    group = make_group(seats=1)
    seat(world.outsider, group)
    return group


def ended_group(world: World) -> Group:
    """One in which the member sits to this day."""
    group = make_group()
    seat(world.member, group)
    group.ended_on, group.ending = group.started_on, "ended"
    group.save()
    return group


def page(world: World) -> Page:
    return Page.objects.create(title="Arbetssätt", slug="arbetssatt", text="Dialog.")


def moved_page(world: World) -> Page:
    return Page.objects.create(title="Flyttad", slug="flyttad", moved_to="/pages/", redirects=True)


def shown_in_the_demo(world: World) -> Person:
    person = make_person()
    person.directory_id = next(one["key"] for one in cast() if one["show"])
    person.save()
    return person


def own_groups_post(world: World, person: Person) -> Feedback:
    """What a group in which whoever asks sits has sent, written by somebody else there."""
    group = make_group()
    seat(person, group)
    return make_post(world.outsider, group=group)


def stuck_wish(world: World) -> JoinRequest:
    request = joining.wish(world.foreign_group, world.employee)
    request.since -= timedelta(days=STUCK_AFTER + 1)
    request.save()
    return request


def foreign_wish(world: World) -> JoinRequest:
    """Somebody who has nothing to do with the cast, to a group where none of it sits."""
    stranger = make_person(manager=make_manager(manager=make_manager()))
    return joining.wish(make_group(), stranger)


def offer(world: World) -> JoinRequest:
    """A seat held for the employee, in a group that was full."""
    group = full_group(world)
    request = joining.put_forward(group, world.employee, by=world.manager)
    joining.welcome(request, by=world.coordinator)
    joining.leave(group, world.outsider)
    return request


def manager_in_line(world: World) -> JoinRequest:
    """A stranger, so that nobody of the cast asks for themselves."""
    return joining.queue_up(full_group(world), make_manager())


def no_director_yet(world: World) -> Group:
    """The steering group of an installation in which nobody has been made director."""
    world.director.memberships.all().delete()
    world.director.forget_memberships()
    return world.steering_group


def presentation(world: World, **said: Any) -> Presentation:
    """To the storgrupp, today, and nobody has written down what was said."""
    shown = {"on": today(), "material": "Se här.", "planned_by": world.coordinator}
    return Presentation.objects.create(stage=world.stage, body=world.storgrupp, **shown | said)


def heard_presentation(world: World) -> Presentation:
    yesterday = today() - timedelta(days=1)
    return presentation(world, on=yesterday, said="Fortsätt så.", said_by=world.coordinator)


def revised_plan(world: World) -> Plan:
    """A second revision, so that there is one to compare it with."""
    make_plan(world.coordinator, text="Vi möts varje månad i köket.")
    return make_plan(world.coordinator, text="Vi möts varje vecka i köket.")


def decided_proposal(world: World, outcome: Outcome, **fields: Any) -> Proposal:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    return make_decided(*who, outcome, **fields)


def orphaned_proposal(world: World) -> Proposal:
    """Handed in by a group that has ended since."""
    group = make_group()
    proposal = make_handed_in(make_manager(), group)
    group.ended_on, group.ending = today(), "ended"
    group.save()
    return afresh(proposal)


def closed_workshop(world: World) -> Workshop:
    """With a theme that became the cast's direction, and with guests."""
    workshop = make_workshop(state=State.CLOSED, lets_guests_in=True, question="Vad äter vi?")
    world.direction.theme = make_theme(workshop, "Vad äter vi?", marks=2)
    world.direction.save()
    make_note(workshop, "Bättre kaffe.")
    return workshop


def theme_of(workshop: Workshop) -> Theme:
    make_theme(workshop)
    return make_theme(workshop, "Möten", marks=1)


def own_note(person: Person) -> Model:
    workshop = make_workshop()
    return make_note(workshop, participant=make_participant(workshop, person))


def own_theme(person: Person) -> Model:
    """Of a workshop in which that person takes part."""
    theme = theme_of(make_workshop(state=State.MARKING))
    make_participant(theme.workshop, person)
    return theme
