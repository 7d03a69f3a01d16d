"""What is said of a workshop's steps to whoever runs it and on the screen, in both languages."""

import pytest
from django.utils.translation import override

from workshops.models import State
from workshops.steps import nothing_yet, steps, ways_on

WRITE = (
    "Skriv vad du tänker. Lapparna samlas i teman här.",
    "Write what you think. The notes are gathered into themes here.",
)


@pytest.mark.parametrize(
    ("state", "done", "now"),
    [
        (State.PLANNED, [], "Planned"),
        (State.OPEN, ["Planned"], "Open for notes"),
        (State.MARKING, ["Planned", "Open for notes"], "Placing marks"),
        (State.CLOSED, ["Planned", "Open for notes", "Placing marks"], "Closed"),
    ],
)
def test_steps_before_the_one_it_is_at_are_done(state: State, done: list[str], now: str) -> None:
    with override("en"):
        found = steps(state)
    assert [step.label for step in found if step.is_done] == done
    assert [step.label for step in found if step.is_now] == [now]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("state", "swedish", "english"),
    [
        (State.PLANNED, ["Öppna för lappar"], ["Open it for notes"]),
        (
            State.OPEN,
            ["Låt alla sätta markeringar", "Avsluta utan markeringar"],
            ["Start placing marks", "Close without marks"],
        ),
        (
            State.MARKING,
            ["Avsluta workshoppen", "Öppna för lappar igen"],
            ["Close the workshop", "Open it for notes again"],
        ),
        (State.CLOSED, [], []),
    ],
)
def test_ways_on_follow_from_the_step(state: State, swedish: list[str], english: list[str]) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert [str(way.words) for way in ways_on(state)] == words
    assert [way.is_aside for way in ways_on(state)] == [False, True][: len(english)]


@pytest.mark.parametrize(
    ("state", "swedish", "english"),
    [
        (State.PLANNED, "Vi börjar snart.", "We begin soon."),
        (State.OPEN, *WRITE),
        (State.MARKING, *WRITE),
        (State.CLOSED, "Workshoppen är avslutad.", "The workshop is closed."),
    ],
)
def test_screen_without_themes_says_what_happens_now(state: State, swedish: str, english: str) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert nothing_yet(state) == words
