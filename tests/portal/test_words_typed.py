"""A page that cannot take what was written gives it back, to copy."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback import writing
from feedback.models import Feedback
from tests.cast import World
from tests.factories.feedback import make_draft

SignIn = Callable[..., Client]
WORDS = {"kind": "did", "title": "Tre dagar", "text": "<b>Vi</b> lagade </textarea>\nallt.", "version": "0"}
SHOWN = "&lt;b&gt;Vi&lt;/b&gt; lagade &lt;/textarea&gt;\nallt.</textarea>"


@pytest.fixture
def address(world: World) -> str:
    return reverse("feedback:new_about_group", args=[world.group.slug])


def test_who_has_been_signed_out_gets_their_words_back(world: World, address: str) -> None:
    came_from = f"http://testserver{address}"
    page = Client().post(address, WORDS, headers={"Referer": came_from})

    assert page.status_code == 401
    html = page.content.decode()
    assert SHOWN in html
    assert "Tre dagar" in html
    assert "next=http%3A//testserver/feedback/about" in html
    assert not Feedback.objects.exists()


def test_sign_in_leads_nowhere_else(address: str, world: World) -> None:
    page = Client().post(address, WORDS, headers={"Referer": "https://elsewhere.example/"})

    assert "elsewhere" not in page.content.decode()


def test_who_wrote_nothing_is_led_to_sign_in(world: World, address: str) -> None:
    for response in (Client().get(address), Client().post(address, {"kind": "did"})):
        assert (response.status_code, "next=" in response["Location"]) == (302, True)


def test_expired_form_gives_the_words_back(world: World, signed_in: SignIn, address: str) -> None:
    page = signed_in(world.employee, enforce_csrf_checks=True).post(address, WORDS)

    assert page.status_code == 403
    assert SHOWN in page.content.decode()


def test_draft_that_was_completed_or_thrown_away_meanwhile_gives_the_words_back(
    world: World, signed_in: SignIn
) -> None:
    hanna, gone = signed_in(world.member), make_draft(world.member, group=world.group)
    sent = make_draft(world.member, group=world.group)
    writing.complete(sent, by=world.convener)
    gone_address, sent_address = (reverse("feedback:edit", args=[one.pk]) for one in (gone, sent))
    writing.discard(gone, by=world.convener)

    for address, status in ((gone_address, 404), (sent_address, 403)):
        page = hanna.post(address, WORDS)
        assert page.status_code == status
        assert SHOWN in page.content.decode()


def test_page_that_nobody_sent_a_form_to_shows_nothing_of_it(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.employee).get("/finns-inte/?text=Hej+du+där")

    assert page.status_code == 404
    assert "<textarea" not in page.content.decode()
