"""A briefing is a draft that those who lead the work edit; it is sent once, and then nothing changes it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from briefings.events import BriefingEvent
from briefings.models import Briefing
from notices.kinds import NoticeKind
from notices.models import Notice
from people.models import Act
from tests.cast import World
from tests.factories.briefings import TEXT, make_briefing, make_sent_briefing
from tests.factories.feedback import make_shared

SignIn = Callable[..., Client]


def post(client: Client, route: str, briefing: Briefing | None = None, **data: Any) -> tuple[int, str]:
    """Send a form and follow where it leads: the status of its own answer, and the page one ends up on."""
    address = reverse(f"briefings:{route}", args=[briefing.pk] if briefing else [])
    response = client.post(address, data)
    page = client.get(response["Location"]) if response.status_code == 302 else response
    return response.status_code, page.content.decode()


def typed(**more: Any) -> dict[str, Any]:
    return {"title": "Nytt i november", "text": "Kön blev längre.", "version": "0"} | more


# Beginning


def test_form_of_the_next_one_is_drafted_from_what_is_new_and_saved_as_a_draft(
    world: World, signed_in: SignIn
) -> None:
    make_shared(world.convener, world.coordinator, group=world.group, title="Kön blev längre")
    client = signed_in(world.communicator)

    assert "[Kön blev längre.]" in client.get(reverse("briefings:new")).content.decode()
    assert post(client, "new", **typed())[0] == 302

    (briefing,) = Briefing.objects.all()
    assert (briefing.text, briefing.made_by, briefing.sent_at) == (
        "Kön blev längre.",
        world.communicator,
        None,
    )
    assert Act.objects.get(verb=BriefingEvent.BEGUN).target == briefing
    assert not Notice.objects.filter(kind=NoticeKind.BRIEFING).exists()


def test_second_draft_is_refused_by_name_and_keeps_what_was_typed(world: World, signed_in: SignIn) -> None:
    draft = make_briefing(world.coordinator)

    status, page = post(signed_in(world.communicator), "new", **typed(text="Mina egna ord."))

    assert status == 422
    assert world.coordinator.name in page
    assert "Mina egna ord." in page
    assert draft.get_absolute_url() in page
    assert Briefing.objects.count() == 1


def test_whoever_comes_to_begin_a_second_is_led_to_the_draft(world: World, signed_in: SignIn) -> None:
    draft = make_briefing(world.coordinator)

    response = signed_in(world.communicator).get(reverse("briefings:new"), follow=True)

    assert response.redirect_chain[-1][0] == draft.get_absolute_url()
    assert world.coordinator.name in response.content.decode()


def test_database_holds_one_draft_at_a_time_and_any_number_of_sent_ones(world: World) -> None:
    make_sent_briefing(world.coordinator)
    make_sent_briefing(world.coordinator)
    make_briefing(world.coordinator)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_briefing(world.communicator)


# A look before it is saved


@pytest.mark.parametrize("htmx", [True, False], ids=["script", "no script"])
def test_preview_of_the_next_one_saves_nothing_and_keeps_when_it_was_gathered(
    world: World, signed_in: SignIn, htmx: bool
) -> None:
    client, address = signed_in(world.communicator), reverse("briefings:new")
    gathered = client.get(address).context["briefing"].made_at
    sent = typed(text="## Mat\n\n**Kön** blev längre.", made_at=gathered.isoformat(), preview="1")

    response = client.post(address, sent, headers={"HX-Request": "true"} if htmx else {})

    page = response.content.decode()
    assert response.status_code == 200
    assert "<h2>Mat</h2>" in page
    assert "<strong>Kön</strong> blev längre." in page
    assert page.strip().startswith("<div") == htmx
    assert response.context["briefing"].made_at == gathered
    assert not Briefing.objects.exists()


def test_preview_keeps_the_version_that_is_being_changed(world: World, signed_in: SignIn) -> None:
    draft = make_briefing(world.coordinator)
    draft.write(title="Ny rubrik", text="Andra ord.", seen=1, by=world.coordinator)
    sent = typed(version="1", preview="1")

    status, page = post(signed_in(world.communicator), "edit", draft, **sent)

    assert status == 200
    assert '<input type="hidden" name="version" value="1"' in page
    draft.refresh_from_db()
    assert draft.text == "Andra ord."


# Editing


def test_second_of_two_writers_keeps_every_word_and_sees_the_difference(
    world: World, signed_in: SignIn
) -> None:
    draft = make_briefing(world.coordinator, text="Kön blev lång i går.")
    draft.write(title="Ny rubrik", text="Kön blev kort i går.", seen=1, by=world.coordinator)

    client = signed_in(world.communicator)
    status, page = post(client, "edit", draft, **typed(text="Kön blev lång i morse.", version="1"))

    assert status == 422
    assert "Kön blev lång i morse.</textarea>" in page
    assert "Nytt i november" in page
    assert "Ny rubrik" in page
    assert "<ins>" in page
    assert "<del>" in page
    assert '<input type="hidden" name="version" value="2"' in page
    draft.refresh_from_db()
    assert draft.text == "Kön blev kort i går."
    assert post(client, "edit", draft, **typed(text="Bådas ord.", version="2"))[0] == 302


def test_draft_saved_by_a_double_click_is_saved_once_and_is_no_conflict(
    world: World, signed_in: SignIn
) -> None:
    draft = make_briefing(world.coordinator)
    client = signed_in(world.communicator)
    address = reverse("briefings:edit", args=[draft.pk])
    assert 'name="form_key"' in client.get(address).content.decode()
    sent = typed(text="Mina ord.", version="1", form_key="0b7c3f8e-6f0f-4f7e-9a53-2d3f5f4f8f11")

    assert [client.post(address, sent).status_code for _click in range(2)] == [302, 302]
    draft.refresh_from_db()
    assert (draft.text, draft.version) == ("Mina ord.", 2)


def test_sent_one_is_not_changed_and_typed_words_are_kept(world: World, signed_in: SignIn) -> None:
    sent = make_sent_briefing(world.coordinator)

    status, page = post(signed_in(world.communicator), "edit", sent, **typed(version="1"))

    assert status == 422
    assert "Kön blev längre." in page
    assert world.coordinator.name in page
    sent.refresh_from_db()
    assert sent.text == TEXT.strip()


def test_whoever_comes_to_change_a_sent_one_is_told_why_not(world: World, signed_in: SignIn) -> None:
    sent = make_sent_briefing(world.coordinator)

    response = signed_in(world.communicator).get(reverse("briefings:edit", args=[sent.pk]), follow=True)

    assert response.redirect_chain[-1][0] == sent.get_absolute_url()
    assert world.coordinator.name in response.content.decode()


def test_enormous_text_gets_a_sentence_and_is_kept(world: World, signed_in: SignIn) -> None:
    draft = make_briefing(world.coordinator)

    status, page = post(signed_in(world.communicator), "edit", draft, **typed(text="ö" * 20_001, version="1"))

    assert status == 422
    assert 'id="id_text_error"' in page
    assert "ö" * 20_001 in page


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_nonsense_version_changes_and_sends_nothing(world: World, signed_in: SignIn, version: str) -> None:
    draft = make_briefing(world.coordinator)
    client = signed_in(world.communicator)

    assert post(client, "edit", draft, **typed(version=version))[0] == 422
    assert post(client, "send", draft, version=version)[0] == 302
    draft.refresh_from_db()
    assert (draft.version, draft.sent_at) == (1, None)


def test_draft_is_thrown_away_and_a_sent_one_is_not(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.coordinator)
    sent, draft = make_sent_briefing(world.coordinator), make_briefing(world.coordinator)

    assert post(client, "discard", draft)[0] == 302
    assert post(client, "discard", sent)[0] == 302
    assert list(Briefing.objects.all()) == [sent]
