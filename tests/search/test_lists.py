"""A word or two in the lists of feedback and of proposals: found as search finds, in the list's own order."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from search import finding
from tests.cast import World
from tests.factories.feedback import make_post, make_receipt
from tests.factories.groups import make_group
from tests.factories.proposals import make_handed_in
from tests.search.making import index_all
from tests.search.test_hostile_questions import ENDLESS, SIGNS
from ui.dates import now

SignIn = Callable[..., Client]
FEEDBACK, PROPOSALS, DECISIONS = map(reverse, ("feedback:list", "proposals:list", "proposals:decisions"))


def shown(client: Client, asked: str, address: str = FEEDBACK, **more: object) -> list[str]:
    page = client.get(address, {"q": asked} | more).context["page"]
    return [str(getattr(row, "headline", row)) for row in page]


@pytest.mark.parametrize(
    "asked", ["lampa", "LAMPORNA", "skolgård", "lampor skolgård", "lamp", "skoglård", '"lamporna lyser"']
)
def test_feedback_is_found_whatever_form_the_words_stand_in(
    world: World, signed_in: SignIn, asked: str
) -> None:
    words = {"title": "Ljus ute", "text": "Lamporna lyser inte vid skolgården."}
    make_post(world.convener, group=world.group, **words)
    make_post(world.convener, group=world.group, title="Soppa", text="Den var kall.")
    index_all()

    assert shown(signed_in(world.coordinator), asked) == ["Ljus ute"]


def test_all_of_it_is_listed_page_by_page_however_much_is_found(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as search itself puts in order are not all there are."""
    monkeypatch.setattr(finding, "MOST", 3)
    for number in range(25):
        at = now() - timedelta(days=number)
        make_post(world.convener, group=world.group, title=f"Soppa {number}", completed_at=at)
    index_all()
    client = signed_in(world.coordinator)

    first = client.get(FEEDBACK, {"q": "soppor"})
    then = client.get(FEEDBACK, {"q": "soppor", "before": first.context["page"][-1].pk})

    listed = [brief.headline for page in (first, then) for brief in page.context["page"]]
    assert listed == [f"Soppa {number}" for number in range(25)]


def test_list_finds_nothing_that_is_not_in_it(world: World, signed_in: SignIn) -> None:
    make_post(world.outsider, direction=world.direction, title="Kvicksilver", text="Hemligt.")
    make_post(world.convener, group=world.group, title="Kvicksand", text="Vårt.")
    index_all()

    assert shown(signed_in(world.member), "kvicksilver") == []
    assert shown(signed_in(world.coordinator), "kvicksilver") == ["Kvicksilver"]


def test_what_was_sent_to_a_body_is_found_by_a_correction(world: World, signed_in: SignIn) -> None:
    receipt = make_receipt(world.convener, world.storgrupp, group=world.group, title="Varför köar vi?")
    make_receipt(world.convener, world.storgrupp, group=world.group, title="Vem städar?")
    index_all()
    client = signed_in(world.storgrupp_member)

    page = client.get(reverse("feedback:sent_to", args=[world.storgrupp.slug]), {"q": "kö"}).context["page"]

    assert [row.feedback_id for row in page] == [receipt.feedback_id]


def test_proposal_is_found_by_its_words_and_by_the_name_of_its_group(world: World, signed_in: SignIn) -> None:
    greenhouse = make_handed_in(world.convener, world.group, title="Växthus", text="Ett på varje skolgård.")
    bees = make_handed_in(world.outsider, make_group("Bisamhället"), title="Kupor", text="På taken.")
    index_all()
    client = signed_in(world.coordinator)

    assert shown(client, "växthusen", PROPOSALS) == [str(greenhouse)]
    assert shown(client, "skolgårdar", PROPOSALS) == [str(greenhouse)]
    assert shown(client, "bisamhälle", PROPOSALS) == [str(bees)]
    assert shown(client, "växthus", DECISIONS) == []
    assert {*shown(client, "förslag", PROPOSALS)} == {str(bees), str(greenhouse)}


@pytest.mark.hostile
def test_whatever_is_asked_of_a_list_it_is_only_a_question(world: World, signed_in: SignIn) -> None:
    make_post(world.convener, group=world.group, title="Soppa")
    make_handed_in(world.convener, world.group, title="Växthus")
    index_all()
    client = signed_in(world.coordinator)
    sent_to = reverse("feedback:sent_to", args=[world.storgrupp.slug])

    for asked in [*SIGNS, *(words[:100] for words in ENDLESS)]:
        for address in (FEEDBACK, sent_to, PROPOSALS, DECISIONS):
            q = asked.encode("utf-8", "surrogatepass")
            assert client.get(address, {"q": q}).status_code == 200, (address, asked)
