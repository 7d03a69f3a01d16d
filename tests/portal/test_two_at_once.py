"""Two people open the same page to change something. The second one to send it is told, over HTTP too."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from groups.models import Presentation
from people.models import Person
from portal.models import Page
from tests.cast import World
from tests.factories.meetings import make_meeting
from tests.factories.workshops import make_theme, make_workshop
from ui.admin import EditForm
from ui.dates import today
from ui.forms import SeenForm

SignIn = Callable[[Person], Client]
MARK = re.compile(r'name="(?:seen|version)" value="(\w+)"')


def _addresses(world: World) -> list[tuple[Person, str]]:
    shown = Presentation.objects.create(
        stage=world.stage, body=world.storgrupp, on=today(), planned_by=world.coordinator
    )
    theme = make_theme(make_workshop())
    page = Page.objects.create(title="Om oss", slug="om-oss")
    mine: dict[str, list[Any]] = {
        "groups:edit": [world.group.slug],
        "directions:edit": [world.direction.slug],
        "directions:edit_stage": [world.direction.slug, world.stage.number],
        "groups:edit_meeting": [make_meeting(world.group, world.convener).pk],
        "groups:edit_presentation": [shown.pk],
        "workshops:edit": [theme.workshop.code],
        "workshops:theme": [theme.workshop.code, theme.pk],
        "admin:portal_page_change": [page.pk],
    }
    admins = {"admin:people_person_change": world.employee.pk, "admin:people_unit_change": world.unit.pk}
    return [
        *((world.coordinator, reverse(name, args=words)) for name, words in mine.items()),
        *((world.administrator, reverse(name, args=[pk])) for name, pk in admins.items()),
    ]


def test_every_page_on_which_something_is_changed_carries_its_mark(world: World, signed_in: SignIn) -> None:
    pages = {address: signed_in(person).get(address) for person, address in _addresses(world)}
    without = [address for address, page in pages.items() if not MARK.search(page.content.decode())]

    assert without == []
    ours = {type(page.context["form"]) for page in pages.values() if "adminform" not in page.context}
    assert ours == {form for form in SeenForm.__subclasses__() if form is not EditForm}


def test_stale_page_of_the_directory_lets_nobody_work_here_again(world: World, signed_in: SignIn) -> None:
    """Two technical administrators; one of them has had the page open for a while."""
    client, address = (
        signed_in(world.administrator),
        reverse("admin:people_person_change", args=[world.employee.pk]),
    )
    form = client.get(address).context["adminform"].form
    typed = {field.html_name: field.value() or "" for field in form}
    client.post(address, {name: value for name, value in typed.items() if name != "is_active"})

    late = client.post(address, typed | {"title": "Kock"})

    assert late.status_code == 200
    assert "Någon ändrade" in late.content.decode()
    assert not Person.objects.get(pk=world.employee.pk).is_active


def test_words_are_kept_beside_what_another_has_written(world: World, signed_in: SignIn) -> None:
    address = reverse("directions:edit", args=[world.direction.slug])
    client = signed_in(world.coordinator)
    form = client.get(address).context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    client.post(address, typed | {"purpose": "Den förstas ord."})

    late = client.post(address, typed | {"text": "Den andras ord."})

    page = late.content.decode()
    assert late.status_code == 422
    assert "Den andras ord." in page
    assert "Det som står där nu: Den förstas ord." in page
    again = {field.html_name: field.value() or "" for field in late.context["form"]}
    assert client.post(address, again).status_code == 302
