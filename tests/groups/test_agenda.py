"""The agenda of the storgrupp drafts itself from what is to be presented and reconsidered."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from groups.agenda import draft_agenda
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
