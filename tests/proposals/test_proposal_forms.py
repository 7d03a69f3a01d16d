"""Bad input about proposals: a clear sentence beside the field, nothing changed, nothing typed lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from proposals.models import Decision, FollowUp, Outcome, Preparation, Proposal
from tests.cast import World
from tests.factories.proposals import (
    afresh,
    decide,
    make_decided,
    make_handed_in,
    make_proposal,
    make_recommended,
)
from ui.dates import today

SignIn = Callable[..., Client]
TOMORROW, YESTERDAY = str(today() + timedelta(days=1)), str(today() - timedelta(days=1))
LONG = "x" * 20_001
PROPOSED = {"title": "Låna verktygen", "text": "Ingen köper.", "why": "Vi räknade.", "version": "0"}
DECIDED = {"outcome": "approved", "reason": "Ja.", "responsible": "Driften", "due_on": TOMORROW}
PREPARED = {"recommendation": "approve", "reasons": "Ja.", "version": "0", "save_as": "completed"}


def is_told_beside(response: Any, field: str, typed: dict[str, str]) -> None:
    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) == {field}
    page = response.content.decode()
    assert f'id="id_{field}_error"' in page
    assert all(str(form[name].value()) == words for name, words in typed.items())


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", ""),
        ("title", "R" * 121),
        ("text", "  "),
        ("text", LONG),
        ("why", ""),
        ("why", LONG),
        ("effects", LONG),
        ("text", "noll\x00"),
        ("samverkan_on", TOMORROW),
        ("samverkan_on", "i går"),
        ("save_as", "burnt"),
        ("version", "-1"),
    ],
)
def test_proposal_is_written_properly(world: World, signed_in: SignIn, field: str, words: str) -> None:
    typed = PROPOSED | {"save_as": "draft", field: words}
    address = reverse("proposals:new", args=[world.group.slug])
    response = signed_in(world.convener).post(address, typed)

    if field == "version":
        assert response.status_code == 422
    else:
        is_told_beside(response, field, typed)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("recommendation", ""),
        ("recommendation", "perhaps"),
        ("reasons", ""),
        ("reasons", LONG),
        ("samverkan_on", TOMORROW),
    ],
)
def test_recommendation_says_what_and_why(world: World, signed_in: SignIn, field: str, words: str) -> None:
    proposal = make_handed_in(world.convener, world.group)
    typed = PREPARED | {field: words}
    address = reverse("proposals:prepare", args=[proposal.pk])

    is_told_beside(signed_in(world.storgrupp_member).post(address, typed), field, typed)
    assert not Preparation.objects.exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("outcome", ""),
        ("outcome", "maybe"),
        ("reason", ""),
        ("reason", "   "),
        ("reason", LONG),
        ("responsible", ""),
        ("due_on", ""),
        ("due_on", YESTERDAY),
        ("samverkan_on", ""),
        ("samverkan_on", TOMORROW),
    ],
)
def test_decision_says_what_is_missing(world: World, signed_in: SignIn, field: str, words: str) -> None:
    who = (world.convener, world.group, world.storgrupp_member)
    proposal = make_recommended(*who, changes_how_people_work=True)
    typed = DECIDED | {"samverkan_on": YESTERDAY, field: words}
    address = reverse("proposals:decide", args=[proposal.pk])

    is_told_beside(signed_in(world.director).post(address, typed), field, typed)
    assert not Decision.objects.exists()


def test_director_names_the_samverkan_that_is_missing(world: World, signed_in: SignIn) -> None:
    who = (world.convener, world.group, world.storgrupp_member)
    proposal = make_recommended(*who, changes_how_people_work=True)
    address = reverse("proposals:decide", args=[proposal.pk])
    signed_in(world.director).post(address, DECIDED | {"samverkan_on": YESTERDAY})

    assert str(Decision.objects.get().samverkan_on) == YESTERDAY


def test_decision_without_a_recommendation_is_told(world: World, signed_in: SignIn) -> None:
    proposal = make_handed_in(world.convener, world.group)
    client = signed_in(world.director)
    address = reverse("proposals:decide", args=[proposal.pk])

    response = client.post(address, DECIDED)
    assert response.status_code == 422
    assert "som inte har lämnat någon rekommendation" in response.content.decode()
    assert response.context["form"]["reason"].value() == "Ja."
    assert client.get(address).status_code == 302


def test_second_decision_is_told_and_keeps_its_words(world: World, signed_in: SignIn) -> None:
    proposal = make_recommended(world.convener, world.group, world.storgrupp_member)
    client = signed_in(world.director)
    address = reverse("proposals:decide", args=[proposal.pk])
    decide(proposal, world.director, Outcome.DECLINED)

    response = client.post(address, DECIDED | {"reason": "Mina ord."})
    assert response.status_code == 422
    assert "Mina ord." in response.content.decode()
    assert Decision.objects.get().outcome == Outcome.DECLINED


def test_withdrawn_proposal_is_not_prepared(world: World, signed_in: SignIn) -> None:
    proposal = make_handed_in(world.convener, world.group)
    signed_in(world.convener).post(reverse("proposals:withdraw", args=[proposal.pk]), {"why": "Nej."})
    response = signed_in(world.coordinator).post(reverse("proposals:prepare", args=[proposal.pk]), PREPARED)

    assert response.status_code == 422
    assert not Preparation.objects.exists()
    assert afresh(proposal).withdrawn_why == "Nej."


@pytest.mark.parametrize(
    ("route", "field", "typed"),
    [
        ("note_dialogue", "text", {"on": YESTERDAY, "text": ""}),
        ("note_dialogue", "on", {"on": TOMORROW, "text": "Vi pratade."}),
        ("record_dissent", "text", {"text": ""}),
        ("record_dissent", "text", {"text": LONG}),
    ],
)
def test_talks_and_dissent_are_written_properly(
    world: World, signed_in: SignIn, route: str, field: str, typed: dict[str, str]
) -> None:
    proposal = make_handed_in(world.convener, world.group)
    if route == "record_dissent":
        typed = typed | {"person": str(world.storgrupp_member.pk)}
    address = reverse(f"proposals:{route}", args=[proposal.pk])

    is_told_beside(signed_in(world.coordinator).post(address, typed), field, typed)
    assert not Preparation.objects.exists()


def test_only_somebody_in_the_storgrupp_thinks_otherwise_in_it(world: World, signed_in: SignIn) -> None:
    proposal = make_handed_in(world.convener, world.group)
    typed = {"person": str(world.employee.pk), "text": "Nej."}
    address = reverse("proposals:record_dissent", args=[proposal.pk])

    is_told_beside(signed_in(world.coordinator).post(address, typed), "person", typed)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("text", {"text": ""}), ("text", {"text": LONG}), ("moved_to", {"text": "Ja.", "moved_to": YESTERDAY})],
)
def test_follow_up_is_written_properly(
    world: World, signed_in: SignIn, field: str, typed: dict[str, str]
) -> None:
    who = (world.convener, world.group, world.storgrupp_member, world.director)
    proposal = make_decided(*who, Outcome.APPROVED)
    address = reverse("proposals:follow_up", args=[proposal.pk])

    is_told_beside(signed_in(world.convener).post(address, typed), field, typed)
    assert not FollowUp.objects.exists()


def test_form_that_is_sent_twice_makes_one_proposal(world: World, signed_in: SignIn) -> None:
    client, address = signed_in(world.member), reverse("proposals:new", args=[world.group.slug])
    typed = PROPOSED | {"form_key": "6f0f2c3a-8d0b-4a0e-9a53-3d6f5f1a2b3c"}
    assert client.post(address, typed).url == client.post(address, typed).url
    assert Proposal.objects.count() == 1


def test_nothing_is_begun_when_handing_in_fails(world: World, signed_in: SignIn) -> None:
    """The form was opened as a draft, and somebody else has handed it in meanwhile."""
    proposal = make_proposal(world.convener, world.group)
    address = reverse("proposals:edit", args=[proposal.pk])
    client = signed_in(world.convener)
    client.post(reverse("proposals:hand_in", args=[proposal.pk]), {"version": "0"})

    response = client.post(address, PROPOSED | {"text": "Mina ord", "save_as": "draft"})
    assert response.status_code == 422
    assert "Mina ord" in response.content.decode()
    assert afresh(proposal).text != "Mina ord"
