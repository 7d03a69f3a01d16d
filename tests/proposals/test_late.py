"""What should have been done by now: told in words, and marked in every list."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from people.models import Person
from proposals import deciding
from proposals.models import Outcome, Proposal
from proposals.sentences import carried_out, is_late, standing, tag, tag_mark
from tests.cast import World
from tests.factories.proposals import afresh
from tests.proposals.test_sentences import with_outcome
from ui.dates import in_words, today


def late(world: World) -> Proposal:
    proposal = with_outcome(Outcome.APPROVED)(world)
    carrying_out: Any = proposal.carrying_out
    carrying_out.due_on = today() - timedelta(days=1)
    carrying_out.save()
    return afresh(proposal)


@pytest.mark.parametrize("page", ["proposals:list", "proposals:decisions", "group", "direction", "proposal"])
def test_what_is_late_is_marked_late_in_every_list(
    world: World, signed_in: Callable[[Person], Client], page: str
) -> None:
    proposal = late(world)
    pages = {"group": world.group, "direction": world.direction, "proposal": proposal}
    address = pages[page].get_absolute_url() if page in pages else reverse(page)
    text = signed_in(world.employee).get(address, {"state": "approved"}).content.decode()

    marks = ["dagen har passerat", "skulle ha varit klart", "Dagen har passerat"]
    assert any(mark in text for mark in marks)
    assert 'class="tag tag--now"' in text or "late" in text


def test_late_is_told_in_words_until_it_is_done(world: World) -> None:
    proposal = late(world)
    day = in_words(today() - timedelta(days=1))
    with override("sv"):
        assert standing(proposal).endswith(f"Driften skulle ha genomfört det senast {day}")
        assert (tag(proposal), tag_mark(proposal)) == ("Godkänt, dagen har passerat", "tag--now")
        assert carried_out(proposal) == f"Driften, skulle ha varit klart {day}"

    deciding.follow_up(proposal, "Klart.", is_done=True, by=world.coordinator)
    assert not is_late(afresh(proposal))


def test_director_is_told_at_home_of_what_was_not_carried_out_in_time(
    world: World, signed_in: Callable[[Person], Client]
) -> None:
    proposal = late(world)
    told = f"”{proposal}” skulle ha genomförts senast"

    home = signed_in(world.director).get(reverse("home")).content.decode()
    others = signed_in(world.steering_member).get(reverse("home")).content.decode()

    assert told in " ".join(home.replace('<span lang="sv">', "").replace("</span>", "").split())
    assert proposal.get_absolute_url() in home
    assert told not in others


def test_overview_names_what_was_not_carried_out_in_time(
    world: World, signed_in: Callable[[Person], Client]
) -> None:
    client, overview = signed_in(world.storgrupp_member), reverse("groups:overview")
    assert 'href="#undone"' not in client.get(overview).content.decode()

    proposal = late(world)

    page = client.get(overview).content.decode()
    assert "1 beslut har inte genomförts i tid" in page
    assert page.index('href="#undone"') < page.index('id="undone"') < page.index(proposal.get_absolute_url())


def test_page_of_what_is_late_does_not_say_that_it_will_be_done_by_then(
    world: World, signed_in: Callable[[Person], Client]
) -> None:
    proposal = late(world)
    day = in_words(today() - timedelta(days=1))

    page = " ".join(signed_in(world.employee).get(proposal.get_absolute_url()).content.decode().split())

    assert f"skulle ha genomfört det senast {day}." in page
    assert f"genomför det senast {day}" not in page
