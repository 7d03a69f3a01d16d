"""The agenda of the storgrupp drafts itself from what is to be presented and reconsidered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from groups.agenda import draft_agenda
from groups.models import Meeting
from people.models import Person
from tests.cast import World
from tests.factories.directions import make_direction, make_past_stage, make_stage
from ui.dates import today

SignIn = Callable[..., Client]


def test_agenda_takes_up_what_is_to_be_presented_and_reconsidered(world: World) -> None:
    overdue = make_past_stage(make_direction("Trygga platser"))
    soon = make_stage(make_direction("Snart"), ends_on=today() + timedelta(days=20))
    make_stage(make_direction("Längre fram"), ends_on=today() + timedelta(days=60))
    make_past_stage(make_direction("Klar"), reconsidered_by=world.coordinator)
    heard = {"planned_by": world.coordinator, "body": world.storgrupp}
    soon.presentations.create(on=today() + timedelta(days=3), **heard)  # type: ignore[attr-defined]
    overdue.presentations.create(on=today(), said="Bra.", **heard)  # type: ignore[attr-defined]

    agenda = draft_agenda(world.storgrupp, today())

    presented, reconsidered = agenda.split("\n\n## ")
    assert "Snart" in presented
    assert "Trygga platser" not in presented
    assert reconsidered.index("Trygga platser") < reconsidered.index("Snart")
    assert overdue.get_absolute_url() in reconsidered
    assert reconsidered.index("slutade") < reconsidered.index("Snart") < reconsidered.rindex("slutar")
    assert reconsidered.count("slutade") == 1
    assert "Längre fram" not in agenda
    assert "Klar" not in agenda


def test_form_of_the_storgrupps_next_meeting_has_it_and_a_working_groups_has_not(
    world: World, signed_in: SignIn
) -> None:
    make_past_stage(make_direction("Trygga platser"))
    client = signed_in(world.coordinator)

    def page(slug: str) -> str:
        return client.get(reverse("groups:plan_meeting", args=[slug])).content.decode()

    assert "[Etapp 1, Trygga platser]" in page(world.storgrupp.slug)
    assert "Trygga platser" not in page(world.group.slug)


def plan(client: Client, world: World, agenda: str | None = None) -> Meeting:
    """A meeting of the storgrupp with the agenda that its form offers, or another."""
    address = reverse("groups:plan_meeting", args=[world.storgrupp.slug])
    offered = client.get(address).context["form"]["agenda"].value()
    day = (today() + timedelta(days=7)).isoformat()
    typed = {"day": day, "begins": "13:00", "ends": "15:00", "agenda": agenda or offered}
    client.post(address, typed)
    return Meeting.objects.get(group=world.storgrupp)


def reads(world: World, signed_in: SignIn, language: str, meeting: Meeting) -> str:
    Person.objects.filter(pk=world.employee.pk).update(language=language)
    return (
        signed_in(Person.objects.get(pk=world.employee.pk)).get(meeting.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("planner_speaks", ["sv", "en"])
def test_drafted_agenda_is_read_in_each_readers_language(
    world: World, signed_in: SignIn, planner_speaks: str
) -> None:
    make_past_stage(make_direction("Trygga platser"))
    Person.objects.filter(pk=world.coordinator.pk).update(language=planner_speaks)

    meeting = plan(signed_in(Person.objects.get(pk=world.coordinator.pk)), world)

    assert "Att ompröva" in reads(world, signed_in, "sv", meeting)
    assert "To be reconsidered" in reads(world, signed_in, "en", meeting)


def test_agenda_that_somebody_has_edited_is_read_as_they_wrote_it(world: World, signed_in: SignIn) -> None:
    make_past_stage(make_direction("Trygga platser"))
    meeting = plan(signed_in(world.coordinator), world, agenda="## Bara kaffe")

    for language in ("sv", "en"):
        assert "Bara kaffe" in reads(world, signed_in, language, meeting)


def test_drafted_agenda_stays_in_each_language_when_only_the_place_is_changed(
    world: World, signed_in: SignIn
) -> None:
    make_past_stage(make_direction("Trygga platser"))
    client = signed_in(world.coordinator)
    meeting = plan(client, world)
    address = reverse("groups:edit_meeting", args=[meeting.pk])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() for name in ("day", "begins", "ends", "agenda")}

    client.post(address, typed | {"place": "Köket"})

    assert Meeting.objects.get(pk=meeting.pk).place == "Köket"
    assert "To be reconsidered" in reads(world, signed_in, "en", meeting)
