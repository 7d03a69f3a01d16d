"""On an English page, names inside our own sentences say that they are Swedish."""

import pytest
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import override

from groups.named import forget, named
from tests.cast import World
from tests.factories.groups import make_group

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def kept_afresh(world: World) -> None:
    make_group("Lunch & lek")
    make_group("Lunch & lek i parken")
    forget()


def said(words: str) -> str:
    with override("en"):
        return named(words)


def swedish(words: str) -> str:
    return f'<span lang="sv">{escape(words)}</span>'


def test_name_in_a_sentence(world: World) -> None:
    assert said("In Lunch & lek since May") == f"In {swedish('Lunch & lek')} since May"
    assert said(f"With {world.direction.title}.") == f"With {swedish(world.direction.title)}."


def test_of_two_names_that_begin_alike_the_longer_is_meant() -> None:
    assert said("In Lunch & lek i parken") == f"In {swedish('Lunch & lek i parken')}"


def test_part_of_a_word_is_no_name() -> None:
    assert said("Lunch & lekar") == "Lunch &amp; lekar"


def test_title_between_quotes() -> None:
    assert said("“Två <minuter>” is a draft") == f"“{swedish('Två <minuter>')}” is a draft"


def test_markup_stays_as_it_is_and_what_stands_in_its_tags_too() -> None:
    markup = mark_safe('<a title="Lunch &amp; lek" href="/">Lunch &amp; lek</a>')

    assert said(markup) == f'<a title="Lunch &amp; lek" href="/">{swedish("Lunch & lek")}</a>'


def test_words_that_are_no_markup_are_escaped() -> None:
    assert said("<b>Lunch</b>") == "&lt;b&gt;Lunch&lt;/b&gt;"


def test_swedish_page_is_as_it_was() -> None:
    with override("sv"):
        assert named("In Lunch & lek") == "In Lunch & lek"
