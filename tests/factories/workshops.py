from itertools import count
from typing import Any

from people.models import Person
from ui.dates import today
from workshops.models import Answer, Mark, Participant, State, Theme, Workshop

number = count(1)


def make_workshop(**fields: Any) -> Workshop:
    """A workshop for everybody, today, that takes answers."""
    fields = {
        "question": "Vad ska vi sluta göra?",
        "commissioned_by": "förvaltningschefen",
        "held_on": today(),
        "state": State.OPEN,
        "code": f"{next(number):06}",
    } | fields
    return Workshop.objects.create(**fields)


def make_participant(workshop: Workshop, person: Person | None = None) -> Participant:
    """A guest, unless a person is given."""
    return Participant.objects.create(workshop=workshop, person=person)


def make_note(workshop: Workshop, text: str = "Sluta svara alla.", **fields: Any) -> Answer:
    """A note; by a guest of its own unless a participant is given."""
    fields.setdefault("participant", None)
    participant = fields.pop("participant") or make_participant(workshop)
    return Answer.objects.create(participant=participant, text=text, **fields)


def make_theme(workshop: Workshop, title: str = "", *, marks: int = 0) -> Theme:
    """A theme with one answer in it, and as many marks, each by a guest of its own."""
    n = next(number)
    theme = Theme.objects.create(workshop=workshop, title=title or f"Tema {n}", order=n)
    make_note(workshop, f"Svar {n}", theme=theme)
    for _ in range(marks):
        Mark.objects.create(participant=make_participant(workshop), theme=theme, slot=1)
    return theme
