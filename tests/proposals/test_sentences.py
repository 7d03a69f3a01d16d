"""What is said of a proposal: a sentence for each case, in both languages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.translation import override

from groups.models import Group
from people.models import Person
from proposals import deciding
from proposals.models import Outcome, Proposal
from proposals.sentences import carried_out, decided, samverkan, standing, step_words, tag_mark, tag_says_more
from proposals.timeline import timeline
from tests.cast import World
from tests.factories.proposals import (
    afresh,
    make_decided,
    make_handed_in,
    make_prepared,
    make_proposal,
    make_recommended,
)
from ui.dates import in_words, today

Make = Callable[[World], Proposal]


def by(world: World) -> tuple[Person, Group, Person]:
    return world.convener, world.group, world.storgrupp_member


def with_outcome(outcome: Outcome) -> Make:
    return lambda world: make_decided(*by(world), world.director, outcome)


def done(world: World) -> Proposal:
    proposal = with_outcome(Outcome.APPROVED)(world)
    deciding.follow_up(proposal, "Klart.", is_done=True, by=world.coordinator)
    return afresh(proposal)


def withdrawn(world: World) -> Proposal:
    proposal = make_handed_in(world.convener, world.group)
    deciding.withdraw(proposal, "Löst ändå.", by=world.convener)
    return afresh(proposal)


def reworked(world: World) -> Proposal:
    """Sent back, and handed in again."""
    proposal = with_outcome(Outcome.SENT_BACK)(world)
    deciding.hand_in(proposal, by=world.convener)
    return afresh(proposal)


def handed_in_days_ago(days: int) -> Make:
    def make(world: World) -> Proposal:
        proposal = make_handed_in(world.convener, world.group)
        proposal.current_round.handed_in_at -= timedelta(days=days)
        proposal.current_round.save()
        return afresh(proposal)

    return make


def draft(world: World) -> Proposal:
    return make_proposal(world.convener, world.group)


def handed_in(world: World) -> Proposal:
    return make_handed_in(world.convener, world.group)


def being_prepared(world: World) -> Proposal:
    return make_prepared(*by(world))


def recommended(world: World) -> Proposal:
    return make_recommended(*by(world))


approved, declined, sent_back = (
    with_outcome(outcome) for outcome in (Outcome.APPROVED, Outcome.DECLINED, Outcome.SENT_BACK)
)


def in_both(say: Callable[[], str]) -> list[str]:
    said = []
    for language in ("sv", "en"):
        with override(language):
            said.append(say())
    return said


def with_days(swedish: str, english: str) -> list[str]:
    """The two sentences with the day of today in them, and the day by which a decision is carried out."""
    told = []
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            due = in_words(today() + timedelta(days=60))
            told.append(words.format(today=in_words(today()), due=due))
    return told


@pytest.mark.parametrize(
    ("make", "swedish", "english"),
    [
        (draft, "Hos Lunch med eleverna från och med i dag", "With Lunch med eleverna as of today"),
        (handed_in_days_ago(1), "Hos storgruppen sedan 1 dag", "With the storgrupp for 1 day"),
        (handed_in_days_ago(9), "Hos storgruppen sedan 9 dagar", "With the storgrupp for 9 days"),
        (recommended, "Hos förvaltningschefen från och med i dag", "With the director as of today"),
        (
            approved,
            "Godkänt {today}. Driften genomför det senast {due}",
            "Approved {today}. Driften will carry it out by {due}",
        ),
        (done, "Godkänt, och genomfört {today}", "Approved, and carried out {today}"),
        (declined, "Avslaget {today}", "Declined {today}"),
        (withdrawn, "Tillbakadraget {today}", "Withdrawn {today}"),
    ],
)
def test_a_proposal_says_where_it_is(world: World, make: Make, swedish: str, english: str) -> None:
    proposal = make(world)
    assert in_both(lambda: standing(proposal)) == with_days(swedish, english)


@pytest.mark.parametrize(("make", "more"), [(recommended, True), (approved, True), (declined, False)])
def test_a_tag_that_only_repeats_the_sentence_beside_it_is_left_out(
    world: World, make: Make, more: bool
) -> None:
    proposal = make(world)
    assert in_both(lambda: str(tag_says_more(proposal))) == [str(more)] * 2


@pytest.mark.parametrize(
    ("make", "swedish", "english"),
    [
        (approved, "Förvaltningschefen godkände det", "The director approved it"),
        (declined, "Förvaltningschefen avslog det", "The director declined it"),
        (sent_back, "Förvaltningschefen skickade tillbaka det", "The director sent it back"),
    ],
)
def test_a_decision_says_what_the_director_did(world: World, make: Make, swedish: str, english: str) -> None:
    decision = make(world).decision
    assert decision
    assert in_both(lambda: decided(decision)) == [swedish, english]


@pytest.mark.parametrize(
    ("make", "swedish", "english"),
    [
        (declined, "–", "–"),
        (approved, "Driften, senast {due}", "Driften, by {due}"),
        (done, "Klart {today}", "Done {today}"),
    ],
)
def test_the_table_says_what_became_of_a_decision(
    world: World, make: Make, swedish: str, english: str
) -> None:
    proposal = make(world)
    assert in_both(lambda: carried_out(proposal)) == with_days(swedish, english)


@pytest.mark.parametrize(
    ("changes", "is_taken_up", "swedish", "english"),
    [
        (False, False, "Ändrar inte hur vi arbetar", "Does not change how people work"),
        (
            True,
            False,
            "Ändrar hur vi arbetar: inte uppe i samverkan än",
            "Changes how people work: not yet taken up in samverkan",
        ),
        (True, True, "Togs upp {today}", "Taken up {today}"),
    ],
)
def test_a_proposal_says_whether_it_was_taken_up_in_samverkan(
    changes: bool, is_taken_up: bool, swedish: str, english: str
) -> None:
    proposal = Proposal(changes_how_people_work=changes, samverkan_on=today() if is_taken_up else None)
    assert in_both(lambda: samverkan(proposal)) == with_days(swedish, english)


@pytest.mark.parametrize(
    ("make", "mark"),
    [
        (draft, "tag--full"),
        (sent_back, "tag--full"),
        (handed_in, ""),
        (recommended, "tag--now"),
        (approved, "tag--open"),
        (done, "tag--open"),
        (declined, ""),
    ],
)
def test_the_tag_of_a_proposal_is_coloured_by_where_it_is(world: World, make: Make, mark: str) -> None:
    assert tag_mark(make(world)) == mark


AHEAD = {
    "sv": ["Förvaltningschefen beslutar", "Det genomförs och följs upp"],
    "en": ["The director decides", "It is carried out and followed up"],
}
# The last steps of the way, as far as this place on it has words of its own.
STEPS: list[tuple[Make, list[str], list[str]]] = [
    (
        draft,
        [
            "Skrevs",
            "Lämnas in till storgruppen",
            "Storgruppen prövar det och rekommenderar",
            "Förvaltningschefen beslutar",
            "Det genomförs och följs upp",
        ],
        [
            "Drafted",
            "Is handed in to the storgrupp",
            "The storgrupp tests it and recommends",
            "The director decides",
            "It is carried out and followed up",
        ],
    ),
    (
        being_prepared,
        ["Lämnades in till storgruppen", "Storgruppen bereder det", *AHEAD["sv"]],
        ["Handed in to the storgrupp", "The storgrupp prepares it", *AHEAD["en"]],
    ),
    (
        recommended,
        ["Storgruppen rekommenderade: godkänn", *AHEAD["sv"]],
        ["The storgrupp recommended: approve", *AHEAD["en"]],
    ),
    (
        sent_back,
        [
            "Förvaltningschefen skickade tillbaka det",
            "Arbetas om och lämnas in på nytt",
            "Storgruppen prövar det och rekommenderar",
            *AHEAD["sv"],
        ],
        [
            "The director sent it back",
            "Is reworked and handed in again",
            "The storgrupp tests it and recommends",
            *AHEAD["en"],
        ],
    ),
    (
        reworked,
        ["Lämnades in på nytt (omgång 2)", "Storgruppen prövar det och rekommenderar", *AHEAD["sv"]],
        ["Handed in again (round 2)", "The storgrupp tests it and recommends", *AHEAD["en"]],
    ),
    (
        approved,
        ["Förvaltningschefen godkände det", "Driften genomför det"],
        ["The director approved it", "Driften carries it out"],
    ),
    (
        done,
        ["Förvaltningschefen godkände det", "Det är genomfört"],
        ["The director approved it", "It is carried out"],
    ),
    (declined, ["Förvaltningschefen avslog det"], ["The director declined it"]),
    (withdrawn, ["Drogs tillbaka av dem som föreslog det"], ["Withdrawn by those who proposed it"]),
]


def steps_of(proposal: Proposal) -> list[str]:
    rounds = list(proposal.rounds.order_by("number"))
    return [step_words(step, proposal) for step in timeline(proposal, rounds)]


@pytest.mark.parametrize(("make", "swedish", "english"), STEPS)
def test_each_step_of_its_way_has_its_words(
    world: World, make: Make, swedish: list[str], english: list[str]
) -> None:
    proposal = make(world)
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert steps_of(proposal)[-len(words) :] == words
