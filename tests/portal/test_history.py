"""What has been done to a thing, wherever it was done, stands in its history in the admin."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Act
from people.templatetags.people import ACTS_TO_A_PAGE
from portal.events import PageEvent
from portal.models import Page
from tests.cast import World
from tests.factories.feedback import make_shared
from tests.factories.notices import make_notice

pytestmark = pytest.mark.one_database
SignIn = Callable[..., Client]


@pytest.fixture
def page(world: World) -> Page:
    page = Page(title="Så arbetar vi", slug="sa-arbetar-vi", text="Kort.")
    page.revise(by=world.coordinator, seen=0)
    return page


@pytest.mark.parametrize(("language", "done"), [("sv", "ändrade sidan"), ("en", "revised the page")])
def test_history_tells_what_was_done_by_whom_in_the_language_of_who_reads(
    world: World, signed_in: SignIn, page: Page, language: str, done: str
) -> None:
    world.communicator.language = language
    world.communicator.save()
    client = signed_in(world.communicator)

    history = client.get(reverse("admin:portal_page_history", args=[page.pk])).content.decode()

    assert history.count(f'<th scope="row">{done}</th>') == 1
    assert f"<td>{world.coordinator.name}</td>" in history


def test_history_of_feedback_tells_what_was_done_in_the_portal(world: World, signed_in: SignIn) -> None:
    post = make_shared(world.member, world.coordinator, group=world.group)
    client = signed_in(world.coordinator)

    address = reverse("admin:feedback_feedback_history", args=[post.pk])
    review = client.get(reverse("admin:feedback_feedback_change", args=[post.pk])).content.decode()
    history = client.get(address).content.decode()

    assert f'href="{address}"' in review
    assert history.count('<th scope="row">') == Act.objects.about(post).count() > 0
    assert f"<td>{world.coordinator.name}</td>" in history


def test_what_time_did_is_said_to_be_so(world: World, signed_in: SignIn, page: Page) -> None:
    act = Act.objects.record(PageEvent.REVISED, page, by=None)
    client = signed_in(world.coordinator)

    history = client.get(reverse("admin:portal_page_history", args=[page.pk])).content.decode()

    assert f"<td>{act.get_source_display()}</td>" in history


def test_long_history_has_pages(world: World, signed_in: SignIn, page: Page) -> None:
    Act.objects.record_all(
        Act.of(PageEvent.REVISED, page, by=world.coordinator) for _ in range(ACTS_TO_A_PAGE)
    )
    client = signed_in(world.coordinator)
    address = reverse("admin:portal_page_history", args=[page.pk])

    leaves = [client.get(address, {"page": number}).content.decode() for number in (1, 2)]

    assert [leaf.count('<th scope="row">') for leaf in leaves] == [ACTS_TO_A_PAGE, 1]


def test_link_to_a_history_stands_where_there_is_one(world: World, signed_in: SignIn, page: Page) -> None:
    notice = make_notice(world.outsider)

    for person, thing, has_one in ((world.coordinator, page, True), (world.administrator, notice, False)):
        kind = f"admin:{thing._meta.app_label}_{thing._meta.model_name}"
        shown = signed_in(person).get(reverse(f"{kind}_change", args=[thing.pk])).content.decode()

        assert (reverse(f"{kind}_history", args=[thing.pk]) in shown) == has_one
