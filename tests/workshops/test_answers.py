"""Notes: taken in while the workshop is open, once for each sent form, and anonymous."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from people.models import Act
from tests.cast import World
from tests.factories.workshops import make_note, make_participant, make_workshop
from workshops.models import Answer, Participant, State
from workshops.models.workshop import WHY_NOT


def test_note_is_taken_in_and_counted(world: World) -> None:
    participant = make_participant(make_workshop(), world.employee)

    Answer.objects.give(participant, "Sluta svara alla.", key=uuid4())

    note = Answer.objects.get()
    assert (note.participant, note.text, note.signature) == (participant, "Sluta svara alla.", "")
    participant.workshop.refresh_from_db()
    assert (participant.workshop.version, participant.workshop.outline) == (1, 0)


def test_same_form_sent_twice_is_one_note(world: World) -> None:
    participant, key = make_participant(make_workshop()), uuid4()

    for _ in range(2):
        Answer.objects.give(participant, "Sluta svara alla.", key=key)

    assert Answer.objects.count() == 1


@pytest.mark.parametrize("state", [State.PLANNED, State.MARKING, State.CLOSED])
def test_no_note_is_taken_in_before_or_after(world: World, state: State) -> None:
    participant = make_participant(make_workshop(state=state))

    with pytest.raises(ValidationError):
        Answer.objects.give(participant, "För sent.", key=uuid4())

    assert not Answer.objects.exists()


def test_who_wrote_a_note_stands_in_no_trail(world: World) -> None:
    Answer.objects.give(make_participant(make_workshop(), world.employee), "Hemligt.", key=uuid4())

    assert not Act.objects.exists()


def test_author_may_sign_and_a_guest_has_nothing_to_sign_with(world: World) -> None:
    workshop = make_workshop()
    for person in (world.employee, None):
        Answer.objects.give(make_participant(workshop, person), "Mitt.", key=uuid4(), signed=True)

    assert [note.signature for note in Answer.objects.with_signatures()] == [world.employee.name, ""]


def test_note_is_taken_back_until_the_answers_close(world: World) -> None:
    workshop = make_workshop()
    note, other = make_note(workshop), make_note(workshop)

    note.withdraw()
    workshop.go_to(State.CLOSED, by=world.coordinator)
    with pytest.raises(ValidationError):
        other.withdraw()

    assert list(Answer.objects.all()) == [other]


def test_person_comes_in_once_and_each_guest_anew(world: World) -> None:
    workshop = make_workshop()
    for person in (world.employee, world.employee, None, None):
        Participant.objects.come_in(workshop, person)

    assert Participant.objects.count() == 3


def test_nobody_comes_into_a_closed_workshop(world: World) -> None:
    with pytest.raises(ValidationError, match=str(WHY_NOT[State.CLOSED])):
        Participant.objects.come_in(make_workshop(state=State.CLOSED), world.employee)
