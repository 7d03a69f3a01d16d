"""What is asked for is told from what only looks like it: endings, names, and words for a kind."""

import pytest

from search.finding import Narrowed, find
from tests.cast import World
from tests.factories.directions import make_plan
from tests.factories.people import make_person
from tests.factories.proposals import make_handed_in
from tests.search.making import index_all
from tests.search.test_finding import tell, titles

pytestmark = pytest.mark.django_db

# What is asked for, what stands in a text, and what only ends in the same letters.
NO_COMPOUNDS = [
    ("äldre", "Äldreomsorgen", "Föräldrarna"),
    ("svar", "Remissvaret", "Ansvar"),
    ("skola", "Förskolan", "Ölskolan i hagen"),
    ("ring", "Nyckelringen", "Planering"),
]


@pytest.mark.parametrize(
    ("asked", "there", "elsewhere"), NO_COMPOUNDS, ids=[asked for asked, *_ in NO_COMPOUNDS]
)
def test_word_behind_a_prefix_or_an_ending_is_no_part(
    world: World, asked: str, there: str, elsewhere: str
) -> None:
    tell(world, there)
    tell(world, elsewhere)
    index_all()

    assert titles(asked, world.coordinator) == [there]


def test_name_is_none_of_the_words_that_it_is_inflected_like(world: World) -> None:
    make_person("Mats Ekdahl")
    tell(world, "Vi provade", "Mat på nya sätt.")
    index_all()

    found = titles("mat", world.coordinator)
    assert found.index("Vi provade") < found.index("Mats Ekdahl")
    assert titles("mats ekdahl", world.coordinator)[0] == "Mats Ekdahl"
    assert titles("ekdahls", world.coordinator) == ["Mats Ekdahl"]


def test_word_for_a_kind_is_not_what_it_is_about(world: World) -> None:
    """Where nothing on the matter is decided yet, what there is of it comes near, proposals first."""
    make_handed_in(world.convener, world.group, title="Gröten")
    tell(world, "Gröt")
    tell(world, "Beslut fattas på torsdagar")
    index_all()

    found = find("beslut om gröt", world.coordinator)

    assert ([hit.title for hit in found.hits], found.is_near) == (["Gröten", "Gröt"], True)


def test_plan_is_called_by_its_first_words(world: World) -> None:
    make_plan(world.director, what_changed=f"Vi börjar med soppan. {'Sedan gröten. ' * 18}Sist kaffet.")
    index_all()

    (title,) = titles("kaffet", world.coordinator, Narrowed(kind="plan"))

    assert title.startswith("Vi börjar med soppan.")
    assert len(title) <= 82
