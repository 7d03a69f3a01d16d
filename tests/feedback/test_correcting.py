"""Corrections are versions: what was sent stands, and everybody who reads it can compare."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback import answering, correcting
from feedback.models import Correction, Feedback
from notices.models import Notice
from tests.cast import World
from tests.factories.feedback import make_corrected, make_draft, make_post

SignIn = Callable[..., Client]
TYPED = {"title": "Nio av 54", "text": "Nio vill inte.", "why": "Det stod tio.", "version": "1"}


def page(post: Feedback) -> str:
    return reverse("feedback:correct", args=[post.pk])


def test_correction_shows_first_and_what_was_sent_stands(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group, title="Tio av 54", text="Tio vill inte.")
    client = signed_in(world.convener)
    assert client.post(page(post), TYPED).url == post.get_absolute_url()

    kept = Feedback.objects.get(pk=post.pk)
    assert (kept.title, kept.text, kept.headline, kept.words) == (
        "Tio av 54",
        "Tio vill inte.",
        "Nio av 54",
        "Nio vill inte.",
    )
    shown = client.get(post.get_absolute_url()).content.decode()
    assert "Nio vill inte." in shown
    assert "Tio vill inte." not in shown
    assert "Nio av 54" in client.get(reverse("feedback:list")).content.decode()


def test_versions_tell_what_changed_why_and_by_whom(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group, title="Tio av 54", text="Tio vill inte.")
    correcting.correct(post, "Tio av 54", "Nio vill inte.", "Vi räknade om.", seen=1, by=world.convener)
    shown = signed_in(world.member).get(reverse("feedback:versions", args=[post.pk])).content.decode()

    for words in ("Vi räknade om.", "<del>", "Tio", "<ins>", "Nio", world.convener.name):
        assert words in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("why", ""),
        ("text", ""),
        ("text", "t" * 20_001),
        ("title", ""),
        ("title", "R" * 121),
        ("version", "x"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_is_kept(
    world: World, signed_in: SignIn, field: str, value: str
) -> None:
    post = make_post(world.convener, group=world.group)
    response = signed_in(world.convener).post(page(post), {**TYPED, field: value})

    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["text"].value() == {**TYPED, field: value}["text"]
    assert not Correction.objects.exists()


def test_correction_without_a_difference_is_refused(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group, title="Lika", text="Ett\nTvå")
    same = {**TYPED, "title": "Lika", "text": "Ett\r\nTvå"}
    response = signed_in(world.convener).post(page(post), same)

    assert response.status_code == 422
    assert not Correction.objects.exists()


def test_who_corrects_after_somebody_else_is_told_and_keeps_their_words(
    world: World, signed_in: SignIn
) -> None:
    post = make_corrected(world.convener, group=world.group)
    client = signed_in(world.convener)
    response = client.post(page(post), TYPED)
    assert response.status_code == 422
    form = response.context["form"]
    assert (form["text"].value(), form["version"].value()) == ("Nio vill inte.", "2")

    assert client.post(page(post), {**TYPED, "version": "2"}).status_code == 302
    assert list(post.corrections.values_list("number", flat=True)) == [2, 3]


def test_draft_is_changed_and_not_corrected(world: World, signed_in: SignIn) -> None:
    post = make_draft(world.convener, group=world.group)

    assert signed_in(world.convener).post(page(post), TYPED).status_code == 403
    assert not Correction.objects.exists()


def test_bodies_are_told_if_they_had_read_it(world: World) -> None:
    post = make_post(world.convener, group=world.group)
    answering.acknowledge(post.receipts.get(body=world.storgrupp), by=world.storgrupp_member)
    Notice.objects.all().delete()
    correcting.correct(post, "Ny rubrik", "Ny text.", "Fel siffra.", seen=1, by=world.convener)

    assert [notice.person for notice in Notice.objects.filter(kind="body")] == [world.storgrupp_member]


def test_same_form_sent_twice_corrects_once(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group)
    client = signed_in(world.convener)
    typed = {**TYPED, "form_key": "0b7c3f8e-6f0f-4f7e-9a53-2d3f5f4f8f12"}

    assert {client.post(page(post), typed).status_code for _ in range(2)} == {302}
    assert Correction.objects.count() == 1
