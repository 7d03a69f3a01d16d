"""The link to the admin in the menus: to whom, where it leads, and what it is called in both languages."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from portal.desk import desk_of
from tests.cast import World


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
