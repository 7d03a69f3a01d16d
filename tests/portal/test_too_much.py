"""More than a form can hold is told in the portal's own words, and what was written is given back."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from people.models import Person
from tests.cast import World

SignIn = Callable[[Person], Client]
FORM = "application/x-www-form-urlencoded"
TOO_MUCH = "Det var för mycket på en gång"
GIVEN_BACK = "Vi lagade &lt;b&gt;mat&lt;/b&gt;.</textarea>"


@pytest.fixture
def address(world: World) -> str:
    return reverse("groups:plan_meeting", args=[world.group.slug])


@pytest.mark.parametrize(
    "more",
    [[("text", "ö" * 2_000_000)], [("x", "")] * 1_500],
    ids=["too-large", "too-many-fields"],
)
def test_words_are_given_back(
    world: World, signed_in: SignIn, address: str, more: list[tuple[str, str]]
) -> None:
    body = urlencode([("agenda", "Vi lagade <b>mat</b>."), *more])

    answer = signed_in(world.convener).post(address, body, content_type=FORM)

    assert answer.status_code == 413
    page = answer.content.decode()
    assert TOO_MUCH in page
    assert GIVEN_BACK in page
    assert world.convener.name in page  # it stands in the frame


def test_form_with_files_is_told_to_go_back(world: World, signed_in: SignIn) -> None:
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(60)]
    for typed in ({"files": many}, {"text": "ö" * 2_000_000}, {str(number): "x" for number in range(1_500)}):
        answer = signed_in(world.member).post(address, typed)

        assert answer.status_code == 413
        assert TOO_MUCH in answer.content.decode()


def test_what_is_given_back_has_bounds(world: World, signed_in: SignIn, address: str) -> None:
    body = urlencode([("agenda", "ord " * 1_000_000)])

    assert len(signed_in(world.convener).post(address, body, content_type=FORM).content) < 150_000


def test_other_host_is_refused_in_words(db: None) -> None:
    answer = Client().get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "Portalen svarar inte" in answer.content.decode()
