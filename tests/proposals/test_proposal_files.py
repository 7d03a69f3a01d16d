"""Files attached to a proposal: its writers' own until they are handed in, from then on part of a round."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from files.attaching import take_away
from files.models import Attachment
from people.models import Person
from proposals import deciding
from proposals.models import Outcome, Proposal
from tests.cast import World, make_world
from tests.factories.attachments import attach, chosen, kept_files
from tests.factories.proposals import afresh, make_decided, make_handed_in, make_proposal

SignIn = Callable[..., Client]
WORDS = {"title": "Prova", "text": "Text.", "why": "Därför.", "version": "0", "save_as": "draft"}


def form_address(proposal: Proposal) -> str:
    return reverse("proposals:edit", args=[proposal.pk])


def names(files: Any) -> list[str]:
    return [file.name for file in files]


def readers(file: Attachment, *people: Person) -> set[str]:
    """Who of them gets the file."""
    found = set()
    for person in people:
        client = Client()
        client.force_login(person)
        response = client.get(file.get_absolute_url())
        assert response.status_code in {200, 404}
        if response.status_code == 200:
            response.getvalue()  # read to its end, which closes the file
            found.add(person.name)
    return found


def test_file_is_attached_in_the_form_and_stands_on_the_page(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.member)
    new = reverse("proposals:new", args=[world.group.slug])
    page = client.post(new, WORDS | {"attachments": [chosen(), chosen("bild.png")]}, follow=True)

    proposal = Proposal.objects.get()
    assert names(proposal.files) == ["protokoll.pdf", "bild.png"]
    html = page.content.decode()
    assert all(file.get_absolute_url() in html for file in proposal.files)
    assert reverse("files:remove", args=[proposal.files[0].pk]) in html


def test_wrong_file_keeps_every_word_and_saves_nothing(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.member)
    new = reverse("proposals:new", args=[world.group.slug])
    page = client.post(new, WORDS | {"attachments": [chosen("kod.exe", b"MZ" + bytes(99))]})

    assert page.status_code == 422
    assert 'id="id_attachments_error"' in page.content.decode()
    assert "Därför." in page.content.decode()
    assert (Proposal.objects.count(), Attachment.objects.count()) == (0, 0)


def test_one_file_too_many_keeps_every_word_and_saves_nothing(world: World, signed_in: SignIn) -> None:
    proposal = make_proposal(world.convener, world.group)
    for _ in range(5):
        attach(proposal, world.convener)
    page = signed_in(world.convener).post(form_address(proposal), WORDS | {"attachments": [chosen()]})

    assert page.status_code == 422
    assert afresh(proposal).title != "Prova"
    assert proposal.attachments.count() == 5


def test_drafts_file_is_read_by_those_who_write_it(world: World) -> None:
    file = attach(make_proposal(world.convener, world.group), world.convener)
    others = (world.employee, world.outsider, world.storgrupp_member, world.coordinator, world.director)

    assert readers(file, world.convener, world.member, *others) == {world.convener.name, world.member.name}


def test_file_that_is_handed_in_is_read_with_the_proposal_and_stays(world: World) -> None:
    proposal = make_proposal(world.convener, world.group)
    file = attach(proposal, world.convener)
    deciding.hand_in(proposal, by=world.convener)
    file.refresh_from_db()

    assert file.target == afresh(proposal).latest
    readable = (world.member, world.storgrupp_member, world.coordinator, world.director)
    everybody = (*readable, world.employee, world.outsider)
    assert readers(file, *everybody) == {person.name for person in readable}
    assert not take_away(file, by=world.convener)
    client = Client()
    client.force_login(world.convener)
    assert client.post(reverse("files:remove", args=[file.pk])).status_code == 403


def test_file_of_what_is_decided_is_read_by_everybody(world: World) -> None:
    decided = make_decided(
        world.convener, world.group, world.storgrupp_member, world.director, Outcome.APPROVED
    )
    file = attach(decided.current_round, world.convener)

    assert readers(file, world.employee, world.outsider) == {world.employee.name, world.outsider.name}


def test_reworked_proposal_keeps_its_files_and_shows_new_ones_when_handed_in(
    world: World, signed_in: SignIn
) -> None:
    sent_back = make_decided(
        world.convener, world.group, world.storgrupp_member, world.director, Outcome.SENT_BACK
    )
    old = attach(sent_back.current_round, world.convener, "gammal.txt", content=b"Hej")
    new = attach(sent_back, world.convener, "ny.txt", content=b"Hej")
    who = (world.convener, world.storgrupp_member)
    assert readers(old, *who) == {person.name for person in who}
    assert readers(new, *who) == {world.convener.name}
    page = signed_in(world.storgrupp_member).get(sent_back.get_absolute_url()).content.decode()
    assert "gammal.txt" in page
    assert "ny.txt" not in page
    assert "ny.txt" in signed_in(world.convener).get(sent_back.get_absolute_url()).content.decode()

    deciding.hand_in(sent_back, by=world.convener)

    proposal = afresh(sent_back)
    assert names(proposal.current_round.files) == ["gammal.txt", "ny.txt"]
    assert names(proposal.rounds.get(number=1).files) == ["gammal.txt"]
    assert not proposal.files
    for number, expected in ((1, False), (2, True)):
        address = reverse("proposals:round", args=[proposal.pk, number])
        page = signed_in(world.storgrupp_member).get(address).content.decode()
        assert ("ny.txt" in page) == expected
        assert "gammal.txt" in page


@pytest.mark.parametrize("save_as", ["draft", "completed"])
def test_nothing_is_attached_to_what_has_been_handed_in(
    world: World, signed_in: SignIn, save_as: str
) -> None:
    proposal = make_handed_in(world.convener, world.group)
    typed = WORDS | {"save_as": save_as, "attachments": [chosen()]}
    page = signed_in(world.convener).post(form_address(proposal), typed)

    assert page.status_code == 422
    assert not Attachment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_draft_that_is_thrown_away_takes_its_files_with_it() -> None:
    world = make_world()
    proposal = make_proposal(world.convener, world.group)
    attach(proposal, world.convener)
    before = kept_files()

    assert proposal.discard(by=world.convener)

    assert len(kept_files()) == len(before) - 1
    assert not Attachment.objects.exists()
