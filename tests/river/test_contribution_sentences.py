"""Why nothing has become of a note: a sentence for each reason, in both languages."""

import pytest
from django.utils.translation import override

from river.contributions import Note
from workshops.models import Answer, Participant, State, Theme, Workshop


@pytest.mark.parametrize(
    ("state", "theme", "swedish", "english"),
    [
        (
            State.CLOSED,
            Theme(),
            "Det har inte vuxit fram något ur det temat än.",
            "Nothing has grown out of that theme yet.",
        ),
        (
            State.CLOSED,
            None,
            "Den hamnade inte under något tema, och står i resultatet som den är.",
            "It was not placed under any theme, and is in the result as it is.",
        ),
        (
            State.OPEN,
            None,
            "Workshoppen är inte avslutad än. När den är det ser du här vart din lapp tog vägen.",
            "The workshop is not closed yet. When it is, you will see here where your note went.",
        ),
    ],
)
def test_a_note_says_why_nothing_has_become_of_it(
    state: State, theme: Theme | None, swedish: str, english: str
) -> None:
    note = Note(Answer(participant=Participant(workshop=Workshop(state=state))), theme, [])
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert note.why_nothing == words
