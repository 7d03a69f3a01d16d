"""What a browser says about how many rows it sends is no reason to make as many."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.test import Client, RequestFactory
from django.urls import reverse

from people.models import Person
from portal.models import Page
from tests.cast import World
from ui.admin import ModelAdmin

pytestmark = pytest.mark.authz

SignIn = Callable[[Person], Client]
ADMINS = list(admin.site._registry.values())
INLINES = [
    pytest.param(ours, inline, id=f"{ours.opts.model_name}-{inline.__name__}")
    for ours in ADMINS
    for inline in ours.inlines
]
HUGE = "999999999"


def told(prefix: str, rows: str) -> dict[str, str]:
    return {
        f"{prefix}-{name}_FORMS": rows if name in ("TOTAL", "INITIAL") else "0"
        for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
    }


@pytest.fixture
def page(world: World) -> Page:
    page = Page(title="Så arbetar vi", slug="sa-arbetar-vi", text="Kort.")
    page.revise(by=world.coordinator, seen=0)
    return page


def test_there_is_one() -> None:
    assert len(INLINES) == 1


@pytest.mark.parametrize(("ours", "inline"), INLINES)
def test_inline_makes_no_more_rows_than_there_are(
    world: World, page: Page, ours: ModelAdmin, inline: type[InlineModelAdmin]
) -> None:
    request = RequestFactory().get("/")
    request.user = world.coordinator
    for row in (*ours.model._default_manager.all(), None):
        for kind, _inline in ours.get_formsets_with_inlines(request, row):
            there = kind.model._default_manager.filter(**{kind.fk.name: row}).count() if row else 0
            formset: Any = kind(told(kind.get_default_prefix(), HUGE), instance=row or ours.model())

            assert len(formset.forms) == there + kind.max_num
            assert kind.max_num <= 20
            assert not formset.is_valid()


def test_page_says_so_and_is_saved_as_before(world: World, signed_in: SignIn, page: Page) -> None:
    client = signed_in(world.coordinator)
    address = reverse("admin:portal_page_change", args=[page.pk])
    typed = {"title": "Så gör vi", "slug": page.slug, "text": "Kort.", "order": "1", "version": page.version}

    refused = client.post(address, typed | told("versions", HUGE))
    saved = client.post(address, typed | told("versions", "1") | {"versions-0-id": page.versions.get().pk})

    assert (refused.status_code, len(refused.context["inline_admin_formsets"][0].formset.forms)) == (200, 1)
    assert saved.status_code == 302
    assert page.versions.count() == 2


def test_no_list_is_a_form() -> None:
    """It would be one of as many rows as a browser says, too."""
    assert {ours.opts.model_name for ours in ADMINS if ours.list_editable} == set()
