"""The link to the admin in the menus: to whom, where it leads, and what it is called in both languages."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.desk import desk_of
from tests.cast import World
from tests.factories.feedback import make_post
from tests.feedback.reviewing import review_page


@pytest.mark.parametrize("who", ["coordinator", "communicator"])
def test_whoever_reads_the_queue_is_led_to_it(world: World, who: str) -> None:
    for language, label in (("sv", "Granska"), ("en", "Review")):
        with override(language):
            desk = desk_of(getattr(world, who))
            assert desk is not None
            assert (desk.label, desk.address) == (label, reverse("admin:feedback_feedback_changelist"))


def test_administrator_is_led_to_the_directory(world: World) -> None:
    for language, label in (("sv", "Katalog"), ("en", "Directory")):
        with override(language):
            desk = desk_of(world.administrator)
            assert desk is not None
            assert (desk.label, desk.address) == (label, reverse("admin:index"))


def test_others_have_no_desk(world: World) -> None:
    for person in (world.employee, world.convener, world.director, world.suspended, AnonymousUser()):
        assert desk_of(person) is None


MARKED = re.compile(r'<a class="masthead__link" href="([^"]+)" aria-current="(\w+)"')


def test_desk_is_marked_in_the_bar_where_one_is_at_it(world: World, client: Client) -> None:
    post = make_post(world.convener, group=world.group)
    queue = reverse("admin:feedback_feedback_changelist")
    review, pages = review_page(post), reverse("admin:portal_page_changelist")
    client.force_login(world.coordinator)
    marked = {
        address: MARKED.findall(client.get(address).content.decode()) for address in (queue, review, pages)
    }

    assert marked == {queue: [(queue, "page")], review: [(queue, "true")], pages: []}


def test_directory_is_marked_all_over_the_admin(world: World, client: Client) -> None:
    directory, people = reverse("admin:index"), reverse("admin:people_person_changelist")
    client.force_login(world.administrator)
    marked = {
        address: MARKED.findall(client.get(address).content.decode()) for address in (directory, people)
    }

    assert marked == {directory: [(directory, "page")], people: [(directory, "true")]}
