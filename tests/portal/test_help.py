"""Help by role: in both languages, true to what the pages say, and for a city to change."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse
from django.utils.html import escape
from django.utils.translation import override

from people.models import Person
from portal.helping import PICTURES, HelpTopic, roles_of, shipped
from portal.models import Page
from tests.cast import World
from tests.repository.glossary import words_of_pages, wrong_words

SignIn = Callable[..., Client]
LANGUAGES = ["sv", "en"]

each_page = pytest.mark.parametrize("role", list(HelpTopic))


def links(text: str) -> list[str]:
    return re.findall(r"\((/[^)]*)\)", text)


@each_page
def test_help_leads_to_the_same_places_in_both_languages(role: HelpTopic) -> None:
    swedish, english = (shipped(role, language) for language in LANGUAGES)

    assert links(swedish.text)
    assert links(swedish.text) == links(english.text)
    for address in links(swedish.text):
        resolve(urlsplit(address).path)


@each_page
@pytest.mark.parametrize("language", LANGUAGES)
def test_button_that_help_names_is_called_so(role: HelpTopic, language: str) -> None:
    named = re.findall(r"\*\*(.+?)\*\*", shipped(role, language).text)

    assert [button for button in named if button not in words_of_pages(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", list(PICTURES))
def test_help_shows_what_it_tells_of(world: World, signed_in: SignIn, role: HelpTopic, language: str) -> None:
    picture = shipped(role, language).picture
    assert (settings.BASE_DIR / "static" / picture).read_bytes().startswith(b"\x89PNG")

    page = signed_in(world.employee).get(reverse("help_page", args=[role])).content.decode()
    assert f'alt="{escape(shipped(role, "sv").picture_in_words)}"' in page


@each_page
def test_help_uses_the_words_of_the_glossary(role: HelpTopic) -> None:
    read = re.sub(r"\(/[^)]*\)", "", shipped(role, "sv").text)

    assert wrong_words(read.splitlines()) == []


def test_everybody_has_help_for_what_they_are(world: World) -> None:
    assert roles_of(world.employee) == [HelpTopic.EMPLOYEE]
    assert roles_of(world.convener) == [HelpTopic.MANAGER, HelpTopic.CONVENER]
    assert HelpTopic.STORGRUPP in roles_of(world.storgrupp_member)
    assert HelpTopic.COORDINATOR in roles_of(world.coordinator)
    assert HelpTopic.COORDINATOR in roles_of(world.communicator)
    assert HelpTopic.DIRECTOR in roles_of(world.director)
    assert HelpTopic.ADMINISTRATOR in roles_of(world.administrator)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_that_a_city_writes_takes_the_place_of_ours(
    world: World, signed_in: SignIn, language: str
) -> None:
    Person.objects.filter(pk=world.communicator.pk).update(language=language)
    client = signed_in(Person.objects.get(pk=world.communicator.pk))
    address = reverse("help_page", args=["manager"])
    begin = client.get(address).context["help"].edit_address
    form = client.get(begin).context["adminform"].form
    with override(language):
        ours = shipped(HelpTopic.MANAGER, language)
    assert form["text"].value() == ours.text

    kept = {"slug": form["slug"].value(), "order": 0, "versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}
    client.post(begin, kept | {"title": "Hos oss", "text": "Fråga Linh."})

    page = client.get(address)
    assert "Fråga Linh." in page.content.decode()
    own = Page.objects.get(slug=f"help-manager-{language}")
    assert page.context["help"].edit_address == reverse("admin:portal_page_change", args=[own.pk])
    assert not own.in_menu


def test_only_those_who_edit_pages_are_offered_to(world: World, signed_in: SignIn) -> None:
    address = reverse("help_page", args=["manager"])

    assert "?help=manager" in signed_in(world.coordinator).get(address).content.decode()
    assert "?help=manager" not in signed_in(world.employee).get(address).content.decode()


def test_there_is_no_help_for_a_role_that_nobody_has(world: World, signed_in: SignIn) -> None:
    assert signed_in(world.employee).get(reverse("help_page", args=["king"])).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_foot_leads_somewhere_before_anybody_has_written_a_page(
    world: World, signed_in: SignIn, language: str
) -> None:
    Person.objects.filter(pk=world.employee.pk).update(language=language)
    client = signed_in(world.employee)
    page = client.get(reverse("home")).content.decode()
    foot = page.partition('<footer class="foot')[2].partition("</footer>")[0]

    assert not Page.objects.exists()
    assert {client.get(address).status_code for address in re.findall(r'href="([^"]+)"', foot)} == {200}


def test_help_for_others_leads_to_no_desk_of_theirs(world: World, signed_in: SignIn) -> None:
    address = reverse("help_page", args=[HelpTopic.MANAGER])
    theirs = f'href="{reverse("groups:my_people")}"'
    about = '<div class="prose prose--page">'

    own, read = (
        signed_in(person).get(address).content.decode().partition(about)[2]
        for person in (world.manager, world.employee)
    )
    assert theirs in own
    assert theirs not in read
    assert "Mina medarbetare" in read
