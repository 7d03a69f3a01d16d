"""Hostile text in the forms of feedback whose texts are no piece of it: the briefing, and a saved view."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from briefings import gathering as flow
from briefings.forms.briefing import BriefingForm
from briefings.models import Briefing
from feedback.admin.forms import SavedFilterForm
from feedback.models import SavedFilter
from notices.models import Notice
from tests.cast import World
from tests.factories.briefings import make_briefing
from tests.hostile.corpus import FAMILIES, some_of
from tests.hostile.reading import Reading
from tests.hostile.surfaces import page_of
from tests.hostile.ways_in import cleaned, filled_in

pytestmark = pytest.mark.hostile

SignIn = Callable[..., Client]
CLEAN = "Ord"
QUEUE = reverse("admin:feedback_feedback_changelist")


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_briefing_is_kept_and_shown_as_it_is(world: World, signed_in: SignIn, family: str) -> None:
    lena, karin = signed_in(world.communicator), signed_in(world.manager)
    clean = _life_of_a_briefing(world, lena, karin, CLEAN)
    wrong: list[str] = []

    for text in some_of(FAMILIES[family], 3):
        for surface, page in _life_of_a_briefing(world, lena, karin, text).items():
            wrong += [f"{surface}, {text[:60]!r}: {one}" for one in page.unlike(clean[surface])]

    assert wrong == []


def _life_of_a_briefing(world: World, lena: Client, karin: Client, text: str) -> dict[str, Reading]:
    """The pages of one that is written, sent, told of and read, each of which shows its headline."""
    with transaction.atomic():
        briefing = _written(world, text)
        own = {name: reverse(f"briefings:{name}", args=[briefing.pk]) for name in ("detail", "edit")}
        pages = {name: _shows(lena, address, briefing) for name, address in own.items()}
        if briefing.text:
            flow.send(briefing, seen=briefing.version, by=world.communicator)
            assert Notice.objects.filter(person=world.manager, words__contains=briefing.title).exists()
            pages["sent"] = _shows(karin, own["detail"], briefing)
            others = ("briefings:list", "home", "notices:list")
            pages |= {route: _shows(karin, reverse(route), briefing) for route in others}
        transaction.set_rollback(True)
    return pages


def _written(world: World, text: str) -> Briefing:
    briefing = make_briefing(world.communicator)
    typed = filled_in(BriefingForm, text) | {"version": str(briefing.version)}
    form = BriefingForm(typed, instance=briefing)
    assert form.is_valid(), form.errors
    form.write(by=world.communicator)
    kept = Briefing.objects.get()
    assert kept.title in cleaned(text)
    assert kept.text in cleaned(text)
    return kept


def _shows(client: Client, address: str, briefing: Briefing) -> Reading:
    page = Reading(page_of(client, address))
    assert briefing.title in "\n".join([*page.texts, *page.values]), f"{address} does not show the headline"
    return page


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_view_is_kept_and_shown_as_it_is(world: World, signed_in: SignIn, family: str) -> None:
    goran = signed_in(world.coordinator)
    clean = _queue_with_view(world, goran, CLEAN)
    wrong: list[str] = []

    for text in some_of(FAMILIES[family], 3):
        page = _queue_with_view(world, goran, text)
        wrong += [f"{text[:60]!r}: {one}" for one in page.unlike(clean)]

    assert wrong == []


def _queue_with_view(world: World, goran: Client, text: str) -> Reading:
    """The queue above which the view stands, looked at through it."""
    with transaction.atomic():
        query = f"kind=idea&q={text}&{text}=1"[:10_000]
        form = SavedFilterForm(filled_in(SavedFilterForm, text) | {"query": query})
        assert form.is_valid(), form.errors
        saved = form.keep(by=world.coordinator)
        assert saved == SavedFilter.objects.get()
        assert saved.name in cleaned(text)
        page = Reading(page_of(goran, saved.get_absolute_url()))
        assert saved.name in "\n".join(page.texts)
        transaction.set_rollback(True)
    return page
