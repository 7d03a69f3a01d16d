"""What ended groups and stages learned: found in whatever form a word stands, and offered in time."""

from collections.abc import Callable
from datetime import date
from unicodedata import normalize

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from groups.models import Group, GroupOutcome
from people.models import Person
from river.learned import Learned, all_learned, heading, offers, tried_before
from tests.cast import World
from tests.factories.directions import make_direction, make_reconsideration, make_stage
from tests.factories.groups import make_group
from tests.search.making import index_all

SignIn = Callable[..., Client]
LEARNED = "/learned/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def in_english(world: World) -> None:
    """What pages say is looked for in the words of the templates."""
    Person.objects.update(language="en")


def make_ended(name: str, words: str = "", **fields: object) -> Group:
    fields = {"ended_on": date(2024, 6, 1), "summary": "", "closing_words": words} | fields
    return make_group(name, **fields)


def tried(asked: str, limit: int | None = None) -> list[Learned]:
    """What somebody who asks for it is told."""
    index_all()
    return tried_before(asked, Person.objects.active()[0], limit)


def offered(typed: str, direction: str = "") -> list[Learned]:
    index_all()
    return offers(typed, Person.objects.active()[0], direction)


def names(lessons: list[Learned]) -> list[str]:
    return [learned.name for learned in lessons]


FORMS = [
    ("skola", "skolan", "skolans", "skolor", "skolorna", "SKOLORNAS"),
    ("måltid", "måltiden", "måltider", "måltiderna", "MÅLTIDERNA"),
    ("svinn", "svinnet", "svinnets"),
    ("plan", "planen", "planer", "planerna"),
    ("möte", "mötet", "möten", "mötena"),
    ("elev", "eleven", "elever", "elevernas"),
    ("resa", "resan", "resor", "resorna"),
]


@pytest.mark.slow
@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms[0])
def test_every_form_of_a_word_finds_every_other(world: World, forms: tuple[str, ...]) -> None:
    for written in forms:
        group = make_ended(f"Om {written} här")
        assert [asked for asked in forms if not tried(asked)] == []
        group.delete()


def test_capitals_and_taken_apart_letters_are_the_same_word(world: World) -> None:
    make_ended("Återbruk på ön Ven")
    for asked in ("återbruk", "ÅTERBRUK", normalize("NFD", "Återbruk"), "öN"):
        assert names(tried(asked)) == ["Återbruk på ön Ven"]
    assert tried("aterbruk") == []


def test_word_is_found_inside_a_longer_one_after_the_word_itself(world: World) -> None:
    make_ended("Matsvinn i köken")
    make_ended("Mindre svinn", ended_on=date(2020, 1, 1), started_on=date(2019, 1, 1))
    assert names(tried("svinn")) == ["Mindre svinn", "Matsvinn i köken"]


def test_name_weighs_more_than_the_rest_of_which_the_latest_is_first(world: World) -> None:
    older = {"started_on": date(2019, 1, 7), "direction": make_direction("Annat")}
    make_ended("Ett", direction=make_direction("Bussar i stan"))
    make_ended("Två", "Vi lärde oss om bussar. Bussen vann.", **older, ended_on=date(2022, 1, 1))
    make_ended("Tre", summary="Buss till jobbet", **older, ended_on=date(2021, 1, 1))
    make_ended("Bussen", **older, ended_on=date(2020, 1, 1))
    make_ended("Gångare")
    assert names(tried("buss")) == ["Bussen", "Ett", "Två", "Tre"]


def test_who_shares_more_words_comes_first_and_among_equals_the_latest(world: World) -> None:
    make_ended("Skolmat", "Eleverna lagade lunchen.", started_on=date(2018, 1, 1), ended_on=date(2019, 1, 1))
    make_ended("Lunchen ett", started_on=date(2018, 1, 1), ended_on=date(2020, 1, 1))
    make_ended("Lunchen två", started_on=date(2018, 1, 1), ended_on=date(2021, 1, 1))
    make_ended("Eleverna lagar lunch", started_on=date(2018, 1, 1), ended_on=date(2018, 5, 1))
    assert names(tried("elever lunch")) == [
        "Eleverna lagar lunch",
        "Skolmat",
        "Lunchen två",
        "Lunchen ett",
    ]
    assert names(tried("elever lunch", limit=1)) == ["Eleverna lagar lunch"]


def test_small_words_alone_find_nothing(world: World) -> None:
    make_ended("Vad händer om vi provar på det?")
    assert tried("vad om vi på det") == []


def test_latest_outcome_of_a_group_and_the_stages_are_there(world: World) -> None:
    group = make_ended("Byta plats", "Tack alla.", direction=world.direction)
    first, second = (make_stage(world.direction, title=title) for title in ("Byta", ""))
    for stage, words in ((first, "Först."), (second, "Sedan.")):
        decided = make_reconsideration(stage, world.coordinator, learned=f"Etappen: {words}")
        GroupOutcome.objects.create(reconsideration=decided, group=group, outcome="end", learned=words)

    by_name = {learned.name: learned for learned in all_learned()}

    assert by_name["Byta plats"].words == "Sedan.\n\nTack alla."
    assert by_name["Byta"].words == "Etappen: Först."
    assert {learned.kind for learned in by_name.values()} == {"group", "stage"}
    assert by_name["Byta"].address == first.get_absolute_url()
    assert names(tried("etappen")) != []


def test_group_that_works_on_is_not_among_those_that_learned(world: World) -> None:
    assert world.group.name not in names(all_learned())


HOSTILE = [
    "\x00",
    "a\x00b",
    "x" * 10_000,
    "ord " * 2_500,
    "%",
    "_",
    "\\",
    "%_\\'\";--",
    "<script>x</script>",
    "\ud800",
]


@pytest.mark.parametrize("asked", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_question_is_only_a_question(world: World, signed_in: SignIn, asked: str) -> None:
    make_ended("Matsvinn")
    client = signed_in(world.employee)
    for more in ({}, HTMX):
        answer = client.get(LEARNED, {"q": asked.encode("utf-8", "surrogatepass"), "page": "x\x00"}, **more)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "\x00" not in page
        assert "<script>x" not in page
        assert "Matsvinn" not in page or not asked.strip("\x00")


def test_page_lists_everything_and_searches(world: World, signed_in: SignIn) -> None:
    make_ended("Matsvinn", "Vi vägde **allt**.")
    make_ended("Cyklar")
    index_all()
    client = signed_in(world.employee)

    everything = client.get(LEARNED).content.decode()
    found = client.get(LEARNED, {"q": "svinnet"}).content.decode()
    nothing = client.get(LEARNED, {"q": "kärnkraft"}).content.decode()

    assert "<strong>allt</strong>" in everything
    assert "Cyklar" in everything
    assert "Nothing was written down" in everything
    assert "Matsvinn" in found
    assert "Cyklar" not in found
    assert "Try fewer words" in nothing
    assert 'value="kärnkraft"' in nothing


def test_ten_to_a_page_and_the_question_follows(world: World, signed_in: SignIn) -> None:
    for number in range(21):
        make_ended(f"Mat {number}")
    index_all()
    page = signed_in(world.employee).get(LEARNED, {"q": "maten"})
    assert len(page.context["page"]) == 10
    assert "q=maten&amp;page=2" in page.content.decode()


def test_before_a_word_is_typed_the_latest_of_the_direction_is_offered(world: World) -> None:
    here = make_ended("Härifrån", direction=world.direction, ended_on=date(2023, 5, 1))
    latest = make_ended("Någon annanstans")
    assert names(offered("", world.direction.slug)) == [here.name]
    assert names(offered("", "finns-inte")) == names(offered("")) == [latest.name, here.name]
    assert names(offered("härifrån", "finns-inte")) == [here.name]


def test_form_for_a_new_group_offers_what_has_been_tried(world: World, signed_in: SignIn) -> None:
    make_ended("Matsvinn", "Vi vägde allt.", direction=world.direction)
    client = signed_in(world.coordinator)
    page = client.get(reverse("groups:new"), {"direction": world.direction.slug}).content.decode()
    assert "Has this been tried?" in page
    assert "Vi vägde allt." in page


def test_without_script_the_form_that_comes_back_offers_what_is_like_it(
    world: World, signed_in: SignIn
) -> None:
    make_ended("Matsvinn")
    make_ended("Cyklar", ended_on=date(2025, 1, 1))
    index_all()
    typed = {"name": "Svinnet på skolan", "summary": "Väga", "kind": "working_group"}
    answer = signed_in(world.coordinator).post(reverse("groups:new"), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Matsvinn" in page
    assert "Cyklar" not in page
    assert "/learned/?q=Svinnet%20p%C3%A5%20skolan%20V%C3%A4ga" in page


def test_htmx_gets_a_few_and_not_the_page(world: World, signed_in: SignIn) -> None:
    for number in range(5):
        make_ended(f"Svinn {number}")
    index_all()
    client = signed_in(world.coordinator)
    answer = client.get(LEARNED, {"name": "svinnet", "summary": "", "direction": "x"}, **HTMX)

    part = answer.content.decode()
    assert part.count("<li") == 3
    assert "<main" not in part
    assert 'role="status" data-hx-swap-oob="innerHTML"' in part
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize(
    ("question", "count", "swedish", "english"),
    [
        (
            "mat",
            1,
            "1 avslutat arbete kan likna det. Se vad det lärde oss.",
            "1 that has ended may be similar. See what it taught us.",
        ),
        (
            "mat",
            2,
            "2 avslutade arbeten kan likna det. Se vad de lärde oss.",
            "2 that have ended may be similar. See what they taught us.",
        ),
        (
            "mat",
            0,
            "Inget som har slutat liknar det. Kanske är du först.",
            "Nothing that has ended looks like it. Perhaps you are the first.",
        ),
        (
            "",
            2,
            "Det som slutat senast, och vad det lärde. Medan du skriver visas här det som liknar.",
            "What has ended most recently, and what it learned. As you write, this shows what is similar.",
        ),
        (
            "",
            0,
            "Inget har slutat än, så det finns inget att se tillbaka på.",
            "Nothing has ended yet, so there is nothing to look back on.",
        ),
    ],
)
def test_the_few_beside_a_form_have_a_heading(question: str, count: int, swedish: str, english: str) -> None:
    for number in range(count):
        make_ended(f"Grupp {number}")
    latest = all_learned()
    with override("sv"):
        assert heading(question, latest) == swedish
    with override("en"):
        assert heading(question, latest) == english


def test_what_is_offered_follows_the_fields_that_are_typed_in(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.coordinator).get(reverse("groups:new")).content.decode()
    typed = ["input changed delay:400ms from:#id_name", "input changed delay:400ms from:#id_summary"]
    assert f'data-hx-trigger="{", ".join([*typed, "change from:#id_direction"])}"' in page
    assert 'data-hx-include="#id_name, #id_summary, #id_direction"' in page
