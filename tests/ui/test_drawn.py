"""What is drawn once and kept: the same for the same values, and never another's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import override
from pytest_django import Settings

from people.models import Person
from tests.cast import World
from tests.factories.notices import make_notice
from ui.choices import Written
from ui.drawn import drawn

SignIn = Callable[..., Client]
TOOLS = "_masthead_tools.html"


@dataclass
class Changing:
    words: str


@dataclass(frozen=True)
class Holding:
    held: Any


def test_same_values_are_drawn_once_and_others_anew() -> None:
    first = drawn(TOOLS, name="Anna Ek", initials="AE", unread=1)
    assert drawn(TOOLS, name="Anna Ek", initials="AE", unread=1) is first
    assert drawn(TOOLS, name="Anna Ek", initials="AE", unread=2) != first


def test_each_language_has_its_own() -> None:
    with override("sv"):
        swedish = drawn("_tabbar.html", in_menus="")
    with override("en"):
        assert drawn("_tabbar.html", in_menus="") != swedish


def test_words_are_not_taken_for_the_markup_that_reads_alike() -> None:
    bold = "<b>Ek</b>"
    assert bold in drawn(TOOLS, name=mark_safe(bold), initials="AE", unread=0)
    assert bold not in drawn(TOOLS, name=bold, initials="AE", unread=0)
    assert bold in drawn(TOOLS, name=mark_safe(bold), initials="AE", unread=0)


@pytest.mark.parametrize(
    "value", [Person(pk=1, name="Anna Ek"), Changing("Ek"), ["Ek"], {"a": 1}, Holding(["Ek"]), ({},)]
)
def test_what_can_change_and_be_equal_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        drawn(TOOLS, name=value, initials="AE", unread=0)


@pytest.mark.parametrize("value", [mark_safe("<b>"), Written("Ek")])
def test_what_is_drawn_otherwise_than_the_words_it_equals_is_refused_inside_another(value: str) -> None:
    with pytest.raises(TypeError):
        drawn(TOOLS, name=Holding(value), initials="AE", unread=0)


def test_template_sees_nothing_of_the_page_around_it(world: World, signed_in: SignIn) -> None:
    assert "Anna" not in drawn("_masthead.html", name="Anna")  # no user: nobody is signed in


def test_frame_is_each_persons_own(world: World, signed_in: SignIn) -> None:
    """One after the other in one process, with and without notices, rights and employees."""
    make_notice(world.manager)
    people = [world.employee, world.manager, world.coordinator, world.employee]
    frames = [signed_in(person).get(reverse("pages")).content.decode() for person in people]
    for person, frame in zip(people, frames, strict=True):
        names = {other.name for other in people if other.name in frame}
        assert names == {person.name}
        assert (reverse("groups:my_people") in frame) == person.is_manager
        assert ("icon-link__count" in frame) == (person == world.manager)
        assert (reverse("admin:feedback_feedback_changelist") in frame) == (person == world.coordinator)


def test_whoever_works_on_a_template_sees_it_at_once(settings: Settings) -> None:
    settings.DEBUG = True
    assert drawn("_tabbar.html", in_menus="") is not drawn("_tabbar.html", in_menus="")


class Choosing(forms.Form):
    one = forms.ChoiceField(choices=[("a", "Anna"), ("b", "Bo")])


def test_what_one_chooses_from_is_drawn_as_ever() -> None:
    """Chosen or not, with other choices, with markup among them, and of another name."""
    assert 'value="a" selected' in str(Choosing({"one": "a"})["one"])
    assert 'value="b" selected' in str(Choosing({"one": "b"})["one"])
    assert "selected" not in str(Choosing()["one"])
    assert 'name="two-one"' in str(Choosing(prefix="two")["one"])
    other = Choosing()
    other.fields["one"].choices = [("a", "<b>Eva</b>"), ("b", "<i>Bo</i>")]
    assert "&lt;b&gt;Eva" in str(other["one"])
    assert "<i>Bo" not in str(other["one"])
    other.fields["one"].choices = [("a", "<b>Eva</b>"), ("b", mark_safe("<i>Bo</i>"))]
    assert "&lt;b&gt;Eva" in str(other["one"])
    assert "<i>Bo" in str(other["one"])
