"""What the river says in words of a group that ended: that something was learned when it was written down."""

import pytest
from django.utils.translation import override

from groups.outcomes import ChosenOutcome, Outcome
from groups.reconsidering import end_group
from river.picture.data import river
from river.picture.words import entries
from tests.cast import World


@pytest.mark.parametrize(
    ("learned", "swedish", "english"),
    [
        (
            "Att fråga först.",
            "slutade, det vi lärde oss står på gruppens sida",
            "ended, what we learned is on the group's page",
        ),
        ("", "slutade", "ended"),
    ],
)
def test_group_that_ended_leads_to_what_was_learned_when_there_is_something(
    world: World, learned: str, swedish: str, english: str
) -> None:
    end_group(world.group, ChosenOutcome(Outcome.END, "Klart.", learned), by=world.coordinator)

    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            told = {
                group.lifeline.pk: group.story
                for entry in entries(river(), river())
                for group in entry.groups
            }
        assert told[world.group.pk] == words
