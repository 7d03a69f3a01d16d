"""What became of what somebody said: for their own eyes, and in few queries however much they said."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directions.models import Direction
from proposals.models import Outcome
from river.contributions import contributions_of
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.feedback import make_draft, make_post
from tests.factories.proposals import make_decided, make_handed_in, make_proposal
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from workshops.models import State

SignIn = Callable[..., Client]
NOTE = "Sluta svara alla, tack."


def note_in(world: World, state: State = State.CLOSED, *, placed: bool = True) -> Direction:
    """A note of the member's, in a theme that a direction grew out of."""
    workshop = make_workshop(state=state)
    theme = make_theme(workshop, "Lugnare dagar")
    theirs = make_participant(workshop, world.member)
    make_note(workshop, NOTE, participant=theirs, theme=theme if placed else None)
    return make_direction("Tid att tänka", theme=theme)


def test_note_is_followed_to_what_grew_out_of_its_theme(world: World) -> None:
    note_in(world)

    (note,) = contributions_of(world.member, 5).notes

    assert (str(note.answer), str(note.theme)) == (NOTE, "Lugnare dagar")
    assert [step.name for step in note.became] == ["Tid att tänka"]


@pytest.mark.parametrize(
    ("state", "placed", "told"),
    [
        (State.MARKING, True, "Workshoppen är inte avslutad än."),
        (State.CLOSED, False, "Den hamnade inte under något tema"),
    ],
)
def test_note_that_led_to_nothing_yet_says_why(
    world: World, signed_in: SignIn, state: State, placed: bool, told: str
) -> None:
    note_in(world, state, placed=placed)

    page = signed_in(world.member).get(reverse("river:contributions")).content.decode()

    assert NOTE in page
    assert told in page
    assert "Tid att tänka" not in page


def test_ones_own_feedback_and_proposals_and_nobody_elses(world: World) -> None:
    mine = make_post(world.member, group=world.group)
    make_draft(world.member, group=world.group)
    make_post(world.convener, group=world.group)
    proposal = make_handed_in(world.member, world.group, feedback=mine)
    make_proposal(world.member, world.group, feedback=mine)
    make_handed_in(world.convener, world.group)

    contributions = contributions_of(world.member, 5)

    assert contributions.posts == [mine]
    assert list(contributions.posts[0].proposals.all()) == contributions.proposals == [proposal]


def test_drafts_that_one_may_go_on_with_stand_first_on_both_pages(world: World, signed_in: SignIn) -> None:
    own = make_draft(world.member, direction=world.direction)
    begun = make_draft(world.member, group=world.group)
    make_draft(world.convener, group=world.group)
    make_draft(world.member, group=world.foreign_group)  # begun there, and left since
    make_post(world.member, group=world.group)

    assert contributions_of(world.member, 1).drafts == [begun, own]
    for name in ("me", "river:contributions"):
        page = signed_in(world.member).get(reverse(name)).content.decode()
        addresses = [reverse("feedback:edit", args=[draft.pk]) for draft in (begun, own)]
        assert all(address in page for address in addresses)
        assert page.count("/edit/") == 2


def test_proposal_of_others_that_grew_out_of_it_shows_once_its_author_may_read_it(world: World) -> None:
    mine = make_post(world.employee, direction=world.direction)
    others = (world.storgrupp_member, world.storgrupp)
    make_handed_in(*others, feedback=mine)
    who = (*others, world.coordinator, world.director, Outcome.APPROVED)
    decided = make_decided(*who, feedback=mine)

    (post,) = contributions_of(world.employee, 5).posts

    assert list(post.proposals.all()) == [decided]


def test_ones_own_page_shows_the_latest_and_leads_to_all_of_it(world: World, signed_in: SignIn) -> None:
    posts = [make_post(world.member, group=world.group, title=f"Nummer {n}") for n in range(4)]

    client = signed_in(world.member)
    lately, whole = (client.get(reverse(page)).content.decode() for page in ("me", "river:contributions"))

    assert [post.title in lately for post in posts] == [False, False, True, True]
    assert all(post.title in whole for post in posts)
    assert reverse("river:contributions") in lately


def test_whose_an_unsigned_note_is_shows_to_nobody_else(world: World, signed_in: SignIn) -> None:
    note_in(world)

    for person in (world.convener, world.manager, world.coordinator, world.administrator):
        for page in ("me", "river:contributions"):
            assert NOTE not in signed_in(person).get(reverse(page)).content.decode()


def test_queries_are_few_however_much_was_said(world: World, signed_in: SignIn) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert signed_in(world.member).get(reverse("river:contributions")).status_code == 200
        return len(queries)

    def say() -> None:
        note_in(world)
        post = make_post(world.member, group=world.group)
        make_decided(
            *(world.member, world.group, world.coordinator, world.director, Outcome.APPROVED), feedback=post
        )

    say()
    cost()
    few = cost()
    for _ in range(4):
        say()

    assert cost() == few


@pytest.mark.parametrize(
    ("who", "where"),
    [("member", "group"), ("storgrupp_member", "storgrupp"), ("outsider", None), ("employee", None)],
)
def test_feedback_leads_to_a_proposal_for_those_who_may_propose(
    world: World, signed_in: SignIn, who: str, where: str | None
) -> None:
    post = make_post(world.member, group=world.group)
    if where is None:
        post = make_post(getattr(world, who), direction=world.direction)

    page = signed_in(getattr(world, who)).get(post.get_absolute_url()).content.decode()

    addresses = {
        group: f"{reverse('proposals:new', args=[getattr(world, group).slug])}?feedback={post.pk}"
        for group in ("group", "storgrupp")
    }
    assert [group for group, address in addresses.items() if address in page] == ([where] if where else [])
