"""A look at the text before it is saved: made by the server, with script and without."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback.models import Answer, Correction, Feedback
from files.models import Attachment
from tests.cast import World
from tests.factories.attachments import chosen
from tests.factories.briefings import make_briefing
from tests.factories.feedback import make_post, make_receipt

SignIn = Callable[..., Client]
TYPED = {"kind": "idea", "title": "En rubrik", "text": "Vi **vill** prova.", "why": "Fel.", "version": "1"}
PREVIEWED = {**TYPED, "save_as": "draft", "preview": "1"}


@pytest.fixture
def addresses(world: World) -> dict[str, str]:
    receipt = make_receipt(world.member, world.storgrupp, group=world.group)
    return {
        "write": reverse("feedback:new_for_group", args=[world.group.slug]),
        "correct": reverse("feedback:correct", args=[make_post(world.convener, group=world.group).pk]),
        "answer": reverse("feedback:answer", args=[receipt.pk]),
        "briefing": reverse("briefings:edit", args=[make_briefing(world.coordinator).pk]),
    }


WHO = {"write": "convener", "correct": "convener", "answer": "storgrupp_member", "briefing": "communicator"}


@pytest.mark.parametrize("form", WHO)
def test_preview_shows_the_text_keeps_what_was_typed_and_saves_nothing(
    world: World, signed_in: SignIn, addresses: dict[str, str], form: str
) -> None:
    before = Feedback.objects.count()
    response = signed_in(getattr(world, WHO[form])).post(addresses[form], PREVIEWED)

    assert response.status_code == 200
    assert "Vi <strong>vill</strong> prova." in response.content.decode()
    shown = response.context["form"]
    assert not shown.errors
    assert all(shown[name].value() == PREVIEWED[name] for name in shown.fields if name in PREVIEWED)
    assert (Feedback.objects.count(), Answer.objects.count(), Correction.objects.count()) == (before, 0, 0)


@pytest.mark.parametrize("chosen_too", [True, False])
def test_preview_without_script_asks_for_the_files_once_more(
    world: World, signed_in: SignIn, addresses: dict[str, str], chosen_too: bool
) -> None:
    files = {"attachments": [chosen()]} if chosen_too else {}
    response = signed_in(world.convener).post(addresses["write"], PREVIEWED | files)

    assert ("Välj filerna en gång till" in response.content.decode()) == chosen_too
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("form", WHO)
def test_preview_for_htmx_is_its_part_alone(
    world: World, signed_in: SignIn, addresses: dict[str, str], form: str
) -> None:
    client = signed_in(getattr(world, WHO[form]))
    response = client.post(addresses[form], PREVIEWED, headers={"HX-Request": "true"})

    assert response.content.decode().strip().startswith('<div id="preview"')
    assert "Vi <strong>vill</strong> prova." in response.content.decode()


def test_preview_shows_headline_and_kind_too(
    world: World, signed_in: SignIn, addresses: dict[str, str]
) -> None:
    client = signed_in(world.convener)
    htmx = {"HX-Request": "true"}
    shown = client.post(addresses["write"], PREVIEWED, headers=htmx).content.decode()
    without = client.post(
        addresses["write"], {"title": "<b>", "text": "x", "preview": "1"}, headers=htmx
    ).content.decode()

    assert "En rubrik" in shown
    assert "Idé" in shown
    assert "<b>" not in without
    assert 'class="tag"' not in without


@pytest.mark.parametrize("text", ["", "   ", "t" * 50_000, "<script>alert(1)</script>", "\x00"])
def test_preview_of_anything_is_harmless(
    world: World, signed_in: SignIn, addresses: dict[str, str], text: str
) -> None:
    response = signed_in(world.convener).post(addresses["write"], {**PREVIEWED, "text": text})

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
