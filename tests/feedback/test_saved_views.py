"""Views of the queue that a coordinator saves for themselves."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from feedback.models import SavedFilter
from feedback.models.saved_filter import MOST
from tests.cast import World
from tests.factories.feedback import make_post
from tests.feedback.reviewing import QUEUE

SignIn = Callable[..., Client]
KEEP = reverse("admin:feedback_view_keep")


def test_view_is_saved_and_stands_above_the_queue(world: World, signed_in: SignIn) -> None:
    question = make_post(world.employee, direction=world.direction, kind="question")
    make_post(world.employee, direction=world.direction)
    goran = signed_in(world.coordinator)

    response = goran.post(KEEP, {"name": "Frågor", "query": "kind=question&age="}, follow=True)
    assert list(response.context["cl"].result_list) == [question.pk]
    link = f'<a href="{QUEUE}?kind=question" aria-current="page" lang="sv">Frågor</a>'
    assert link in response.content.decode()
    assert "Frågor" in goran.get(QUEUE).content.decode()


def test_nobody_sees_anothers_views(world: World, signed_in: SignIn) -> None:
    saved = SavedFilter.objects.keep("Gorans egen", "kind=idea", by=world.coordinator)
    lena = signed_in(world.communicator)

    assert "Gorans egen" not in lena.get(QUEUE).content.decode()
    assert lena.post(reverse("admin:feedback_view_remove", args=[saved.pk])).status_code == 404
    assert SavedFilter.objects.exists()


def test_view_is_removed(world: World, signed_in: SignIn) -> None:
    saved = SavedFilter.objects.keep("Idéer", "kind=idea", by=world.coordinator)
    goran = signed_in(world.coordinator)
    address = reverse("admin:feedback_view_remove", args=[saved.pk])

    assert goran.get(address).status_code == 405
    assert goran.post(address).url == QUEUE
    assert goran.post(address).status_code == 404
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Idéer", "\0"])
def test_name_that_will_not_do_is_refused_beside_it(world: World, signed_in: SignIn, name: str) -> None:
    SavedFilter.objects.keep("Idéer", "kind=idea", by=world.coordinator)
    response = signed_in(world.coordinator).post(KEEP, {"name": name, "query": "kind=question"})

    assert response.status_code == 422
    page = response.content.decode()
    assert 'id="id_name_error"' in page
    assert 'value="kind=question"' in page
    assert SavedFilter.objects.count() == 1


def test_there_is_an_end_to_how_many(world: World, signed_in: SignIn) -> None:
    for number in range(MOST):
        SavedFilter.objects.keep(f"Vy {number}", "", by=world.coordinator)
    response = signed_in(world.coordinator).post(KEEP, {"name": "En till", "query": ""})

    assert response.status_code == 422
    assert SavedFilter.objects.count() == MOST


def test_only_what_the_queue_knows_is_kept_of_an_address(world: World, signed_in: SignIn) -> None:
    query = "kind=idea&next=https://elsewhere.example&p=3&_popup=1&q=" + "å" * 500
    signed_in(world.coordinator).post(KEEP, {"name": "Lång", "query": query})

    saved = SavedFilter.objects.get()
    assert saved.query == "kind=idea&q=" + "%C3%A5" * 100
    assert saved.get_absolute_url().startswith(QUEUE)
    page = signed_in(world.coordinator).get(saved.get_absolute_url()).content.decode()
    assert 'aria-current="page" lang="sv">Lång</a>' in page


def test_form_offers_what_can_be_kept_however_long_the_address(world: World, signed_in: SignIn) -> None:
    goran = signed_in(world.coordinator)
    page = goran.get(KEEP, {"q": "å" * 5_000, "next": "https://elsewhere.example"})
    query = page.context["form"].initial["query"]

    assert query == "q=" + "%C3%A5" * 100
    assert goran.post(KEEP, {"name": "Lång", "query": query}).status_code == 302
