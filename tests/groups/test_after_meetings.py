"""A meeting that has been held: its notes, and where it leads on to."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from groups.models import Meeting
from people.models import Person
from tests.cast import World
from tests.factories.meetings import make_held_meeting, make_meeting
from ui.dates import now

SignIn = Callable[..., Client]


def test_held_meeting_leads_its_group_on_to_write_feedback(world: World, signed_in: SignIn) -> None:
    address = reverse("feedback:new_for_group", args=[world.group.slug])
    held, coming = make_held_meeting(world.group, by=world.convener), make_meeting(world.group)

    def leads(who: Person, meeting: Meeting) -> bool:
        return address in signed_in(who).get(meeting.get_absolute_url()).content.decode()

    assert leads(world.member, held)
    assert not leads(world.member, coming)
    assert not leads(world.employee, held)


def test_group_is_told_of_notes_that_are_still_a_draft(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group, starts_at=now() - timedelta(days=2), notes="Halvt skrivet")
    said = "Anteckningarna är ännu ett utkast"

    def told(who: Person) -> bool:
        return said in signed_in(who).get(meeting.group.get_absolute_url()).content.decode()

    assert told(world.member)
    assert not told(world.employee)


def test_completing_the_notes_says_more_than_that_they_are_saved(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group, starts_at=now() - timedelta(days=2))
    convener = signed_in(world.convener)
    address = reverse("groups:write_notes", args=[meeting.pk])

    def told(**typed: str) -> str:
        fields = convener.get(address).context["form"]
        hidden = {field.html_name: field.value() for field in fields.hidden_fields()}
        return convener.post(address, hidden | typed, follow=True).content.decode()

    assert "Anteckningarna är färdigställda" not in told(notes="Vi åt.", save_as="draft")
    assert "Anteckningarna är färdigställda" in told(notes="Vi åt.", save_as="completed")


def test_change_beside_the_agenda_leads_to_the_agenda(world: World, signed_in: SignIn) -> None:
    meeting = make_meeting(world.group)
    edit = reverse("groups:edit_meeting", args=[meeting.pk])
    convener = signed_in(world.convener)

    page = convener.get(meeting.get_absolute_url()).content.decode()

    assert f'href="{edit}#id_agenda"' in page
    assert f'href="{edit}"' in page, "when and where, too"
    assert 'id="id_agenda"' in convener.get(edit).content.decode()
    assert edit not in signed_in(world.member).get(meeting.get_absolute_url()).content.decode()
