"""Editorial pages: written in the admin, kept in versions, and told where they went."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from portal.models import Page
from tests.cast import World
from ui.forms import CHANGED_MEANWHILE

SignIn = Callable[..., Client]


def typed(**fields: str) -> dict[str, str]:
    inline = {f"versions-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"title": "Arbetssätt", "slug": "arbetssatt", "text": "## Hej", "order": "1"} | inline | fields


@pytest.mark.parametrize("who", ["coordinator", "communicator"])
def test_coordination_group_writes_a_page_and_every_version_is_kept(
    world: World, signed_in: SignIn, who: str
) -> None:
    client = signed_in(getattr(world, who))
    client.post(reverse("admin:portal_page_add"), typed())
    page = Page.objects.get()
    client.post(reverse("admin:portal_page_change", args=[page.pk]), typed(text="## Hej igen", version="1"))

    assert [version.text for version in page.versions.all()] == ["## Hej igen", "## Hej"]
    assert {version.by for version in page.versions.all()} == {getattr(world, who)}
    shown = signed_in(world.employee).get(page.get_absolute_url()).content.decode()
    assert "<h2>Hej igen</h2>" in shown


def test_page_that_another_has_changed_meanwhile_keeps_both(world: World, signed_in: SignIn) -> None:
    first, second = signed_in(world.coordinator), signed_in(world.communicator)
    first.post(reverse("admin:portal_page_add"), typed())
    page = Page.objects.get()
    address = reverse("admin:portal_page_change", args=[page.pk])
    assert first.post(address, typed(text="Den enas ord", version="1")).status_code == 302

    told = second.post(address, typed(text="Den andras ord", version="1"))

    form = told.context["adminform"].form
    assert list(form.errors) == ["text"]
    assert str(CHANGED_MEANWHILE) in form.errors["text"][0]
    assert page.get_absolute_url() in form.errors["text"][0]  # where one reads what it says now
    assert "Den andras ord" in told.content.decode()
    assert Page.objects.get().text == "Den enas ord"
    seen = form["version"].value()
    assert second.post(address, typed(text="Bådas ord", version=seen)).status_code == 302
    assert Page.objects.get().text == "Bådas ord"


def test_moved_page_says_where_it_went(world: World, signed_in: SignIn) -> None:
    page = Page.objects.create(title="Gamla", slug="gamla", moved_to="https://intranat.service.example/ny")
    shown = signed_in(world.employee).get(page.get_absolute_url()).content.decode()
    assert '<a href="https://intranat.service.example/ny">' in shown


def test_page_redirects_when_told_to(world: World, signed_in: SignIn) -> None:
    page = Page.objects.create(title="Gamla", slug="gamla", moved_to="/pages/nya/", redirects=True)
    response = signed_in(world.employee).get(page.get_absolute_url())
    assert (response.status_code, response.url) == (302, "/pages/nya/")


def test_redirecting_nowhere_is_refused_with_a_sentence(world: World, signed_in: SignIn) -> None:
    address = reverse("admin:portal_page_add")
    response = signed_in(world.coordinator).post(address, typed(redirects="on"))
    assert response.status_code == 200
    assert not Page.objects.exists()
    assert "errornote" in response.content.decode()


@pytest.mark.parametrize("moved_to", ["javascript:alert(1)", "//evil.example", "intranät", "ftp://x.example"])
def test_page_moves_only_to_a_web_address_or_a_page_here(
    world: World, signed_in: SignIn, moved_to: str
) -> None:
    address = reverse("admin:portal_page_add")
    response = signed_in(world.coordinator).post(address, typed(moved_to=moved_to))
    assert "moved_to" in response.context["adminform"].form.errors
    assert not Page.objects.exists()


def test_who_reads_in_english_is_told_that_the_pages_are_in_swedish_and_where_help_is_not(
    world: World, signed_in: SignIn
) -> None:
    page = Page.objects.create(title="Så arbetar vi", slug="sa-arbetar-vi", text="I korta etapper.")
    addresses = (reverse("pages"), page.get_absolute_url())
    note = "The coordination group writes these pages in Swedish."

    client = signed_in(world.employee)
    assert all(note not in client.get(address).content.decode() for address in addresses)

    client.post(reverse("language"), {"language": "en"})
    for address in addresses:
        answer = client.get(address).content.decode()
        assert note in answer
        assert f'<a href="{reverse("help")}">What you can do here' in answer
