"""A word is found in whatever form it stands, and what is found comes in the order that answers."""

from datetime import UTC, date, datetime
from unicodedata import normalize

import pytest

from feedback.models import Feedback
from people.models import Person
from proposals.models import Outcome
from search.finding import Narrowed, find
from search.models import Synonym
from tests.cast import World
from tests.factories.directions import make_direction, make_plan
from tests.factories.feedback import make_post
from tests.factories.groups import make_group
from tests.factories.meetings import make_held_meeting
from tests.factories.proposals import make_decided, make_handed_in
from tests.search.making import index_all


def tell(world: World, title: str, text: str = "Ingenting.") -> Feedback:
    return make_post(world.convener, group=world.group, title=title, text=text)


def titles(asked: str, person: Person, narrowed: Narrowed | None = None) -> list[str]:
    return [hit.title for hit in find(asked, person, narrowed).hits]


# What is asked for, what stands in a text, and what does not count as it.
FOUND = [
    ("skolgården", "Två skolgårdar vid ån", "Skolan i Gårda"),
    ("lampa", "Lamporna lyser", "Lamell"),
    ("omsorg", "Äldreomsorgen ringde", "Sorgkant"),
    ("omsorg", "Omsorgsboendet ringde", "Försorg"),
    ("svinn", "Matsvinnsgruppen", "Vinn"),
    ("socker", "Vi tog bort hälften av sockret", "Sockel"),
    ("sockret", "Socker i saften", "Sockel"),
    ("cyklar", "Cykeln stod still", "Cyklon"),
    ("mormor", "Sexton mormödrar", "Humor"),
    ("mormödrar", "En mormor", "Moment"),
    ("fötterna", "Foten gör ont", "Fotboll"),
    ("handböcker", "Handboken är läst", "Bocken"),
    ("fika", "Klartextfikat", "Trafikanter"),
    ("schools", "One school closes", "Stolar"),
    ("improve", "We improved it", "Provet"),
    ("fönstret", "Ett fönster mot gården", "Fönvind"),
    ("återb", "Återbruk i bygg", "Å, bruket"),
    ("meeting", "No meetings on Thursdays", "Tortyr"),
    ("planning", "We planned it", "Tortyr"),
    ("2014", "Sedan 2014", "2015"),
    (normalize("NFD", "skolgård"), "Skolgård", "Skolgard"),
    ("skolgård", normalize("NFD", "Skolgården"), "Gården"),
    ("SKOLGÅRD", "skolgård", "Gården"),
    ("lampan skolgården", "Sju lampor på en skolgård", "En lampa"),
    ('"sju trasiga lampor"', "Sju trasiga lampor", "Trasiga lampor sju"),
    ("”sju lampor” trasig", "Trasigt: sju lampor", "Lampor, sju trasiga"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("asked", "there", "elsewhere"), FOUND, ids=[asked for asked, *_ in FOUND])
def test_word_is_found_in_the_form_it_stands(world: World, asked: str, there: str, elsewhere: str) -> None:
    tell(world, normalize("NFC", there), there)
    tell(world, elsewhere)
    index_all()

    found = find(asked, world.coordinator)

    assert [hit.title for hit in found.exact] == [normalize("NFC", there)]


MISSPELT = [
    ("skolgarden", "Skolgården"),
    ("mattsvinn", "Matsvinn"),
    ("rabbarber", "Rabarber"),
    ("utvrädering", "Utvärdering"),
    ("grävmaksin", "Grävmaskinen"),
    ("asa", "Åsa"),
    ("mehic", "Mehić"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("asked", "there"), MISSPELT)
def test_misspelt_word_comes_near(world: World, asked: str, there: str) -> None:
    tell(world, there)
    tell(world, "Något helt annat")
    index_all()

    found = find(asked, world.coordinator)

    assert [hit.title for hit in found.hits] == [there]
    assert found.is_near


def test_where_little_has_all_words_what_has_some_of_them_stands_behind(world: World) -> None:
    tell(world, "Salt")
    tell(world, "Sand på trappan")
    tell(world, "Sand och salt")
    index_all()

    found = find("sand salt", world.coordinator)

    assert [hit.title for hit in found.exact] == ["Sand och salt"]
    assert {hit.title for hit in found.hits[1:]} == {"Salt", "Sand på trappan"}
    assert find('"sand och salt"', world.coordinator).more == 0


def test_where_nothing_has_all_words_what_has_some_of_them_comes_near(world: World) -> None:
    tell(world, "Sand på trappan")
    tell(world, "Salt")
    index_all()

    found = find("sand kryddnejlika", world.coordinator)

    assert [hit.title for hit in found.hits] == ["Sand på trappan"]
    assert found.is_near


def test_words_for_the_same_thing_find_each_other(world: World) -> None:
    tell(world, "Lyktan vid porten")
    index_all()
    assert find("lampor", world.coordinator).hits == []

    Synonym(words="lampa, lykta").keep(by=world.coordinator)

    found = find("lampor", world.coordinator)
    assert [hit.title for hit in found.hits] == ["Lyktan vid porten"]
    assert not found.is_near


def test_title_weighs_more_than_text_and_the_word_itself_more_than_a_compound(world: World) -> None:
    tell(world, "Ett", f"{'Annat. ' * 60}Bussar i stan.")
    tell(world, "Två", "Bussar i stan.")
    tell(world, "Skolbussar i stan")
    tell(world, "Bussen")
    index_all()

    assert titles("buss", world.coordinator) == ["Bussen", "Skolbussar i stan", "Två", "Ett"]


def test_living_comes_before_ended_and_among_equals_the_latest(world: World) -> None:
    direction = make_direction("Annat")
    make_group("Soppa", direction=direction, started_on=date(2020, 1, 1), ended_on=date(2024, 1, 1))
    make_group("Soppa förr", direction=direction, started_on=date(2022, 1, 1))
    make_group("Soppa nyss", direction=direction, started_on=date(2025, 1, 1))
    index_all()

    assert titles("soppa", world.employee) == ["Soppa nyss", "Soppa förr", "Soppa"]


def test_what_is_found_can_be_narrowed(world: World) -> None:
    other = make_direction("Annat")
    tell(world, "Soppa hos oss")
    make_post(world.outsider, group=world.foreign_group, title="Soppa hos dem")
    make_group("Soppa", direction=other)
    index_all()
    person = world.member

    assert titles("soppa", world.coordinator, Narrowed(kind="group")) == ["Soppa"]
    assert titles("soppa", world.coordinator, Narrowed(direction=other.pk)) == ["Soppa"]
    assert titles("soppa", person, Narrowed(is_mine=True)) == ["Soppa hos oss"]
    lately = titles("soppa", world.coordinator, Narrowed(since="month"))
    assert sorted(lately) == ["Soppa hos dem", "Soppa hos oss"]


@pytest.mark.parametrize("asked", ["", " ", "och det som är", "–", "\x00", "💥"])
def test_nothing_asked_is_nothing_found(world: World, asked: str) -> None:
    tell(world, "Och det som är")
    index_all()

    assert find(asked, world.coordinator).hits == []


def test_how_a_question_is_put_is_not_asked_for(world: World) -> None:
    """As long as something else is: whoever remembers a title that is such a word alone, finds it."""
    tell(world, "Soppa på torsdag")
    tell(world, "Varför?")
    tell(world, "Vem lagar soppan, och varför?")
    index_all()

    assert len(find("vem har soppa på torsdag, och varför?", world.coordinator).exact) == 1
    assert set(titles("varför", world.coordinator)) == {"Varför?", "Vem lagar soppan, och varför?"}
    assert titles('"vem lagar" soppa', world.coordinator) == ["Vem lagar soppan, och varför?"]


def test_question_word_decides_whether_what_is_done_is_asked_for(world: World) -> None:
    tell(world, "Vi träffas i Ljusgruppen")
    tell(world, "Ljusgruppen")
    index_all()

    assert titles("när träffas ljusgruppen", world.coordinator)[0] == "Ljusgruppen"
    assert len(find("i vilka hus jobbar ljusgruppen", world.coordinator).hits) == 2  # some of the words
    assert titles("ljusgruppen träffas", world.coordinator)[0] == "Vi träffas i Ljusgruppen"
    assert titles('när "vi träffas"', world.coordinator) == ["Vi träffas i Ljusgruppen"]


# A compound that nobody has written, what it is a kind of, and what only ends in the same letters.
KINDS = [
    ("bokcirkel", "Cirklar om böcker", "Banken"),
    ("mötesanteckningar", "En anteckning om tystnad", "Teckna"),
    ("arbetsverktyg", "Alla verktyg på hyllan", "Tyg"),
    ("personalbristen", "Brist på folk", "Kris"),
    ("trädgårdslampan", "Lampor i trädgården", "Klampa"),
]


@pytest.mark.parametrize(("asked", "there", "elsewhere"), KINDS, ids=[asked for asked, *_ in KINDS])
def test_compound_nobody_has_written_finds_what_it_is_a_kind_of(
    world: World, asked: str, there: str, elsewhere: str
) -> None:
    tell(world, there)
    tell(world, elsewhere)
    index_all()

    found = find(asked, world.coordinator)

    assert ([hit.title for hit in found.hits], found.is_near) == ([there], True)


def test_of_what_is_a_compound_the_last_part_comes_behind_where_little_has_it_whole(world: World) -> None:
    tell(world, "Svinnet minskar")
    tell(world, "Matsvinn")
    index_all()

    found = find("matsvinn", world.coordinator)

    assert [hit.title for hit in found.exact] == ["Matsvinn"]
    assert {hit.title for hit in found.hits[1:]} == {"Svinnet minskar"}
    assert (found.is_near, found.more) == (False, 1)


def test_word_for_a_kind_raises_it_among_others(world: World) -> None:
    tell(world, "Soppa som ett förslag")
    make_handed_in(world.convener, world.group, title="Soppan")
    make_handed_in(world.convener, world.group, title="Gröten", text="Soppa i stället.")
    tell(world, "Soppa")
    index_all()

    assert titles("förslag soppa", world.coordinator) == [
        *("Soppan", "Soppa som ett förslag", "Gröten"),
        "Soppa",  # comes near
    ]
    assert find('"förslag soppa"', world.coordinator).exact == []


@pytest.mark.parametrize("asked", ["mötesanteckning", "mötesanteckningar", "protokoll", "Minutes"])
def test_word_for_a_kind_alone_finds_the_newest_of_it(world: World, asked: str) -> None:
    tell(world, "Vi skrev en mötesanteckning om protokoll, minutes and notes")
    for month in (3, 9, 6):
        day = datetime(2025, month, 1, tzinfo=UTC)
        make_held_meeting(world.group, world.convener, title=f"Möte {month}", starts_at=day)
    index_all()

    assert titles(asked, world.convener)[:3] == ["Möte 9", "Möte 6", "Möte 3"]
    assert titles(asked, world.employee) == []


def test_word_for_a_decision_finds_what_has_been_decided(world: World) -> None:
    make_handed_in(world.convener, world.group, title="Gröten")
    people = (world.convener, world.group, world.storgrupp_member, world.director)
    make_decided(*people, Outcome.DECLINED, title="Soppan")
    index_all()

    assert titles("beslut", world.employee) == ["Soppan"]
    assert titles("förslag", world.coordinator)[:2] == ["Soppan", "Gröten"]


@pytest.mark.parametrize(
    "asked", ["vem bestämde om gröt", "har vi bestämt något om gröten?", "who decided gröt"]
)
def test_who_asks_who_decided_means_what_is_to_be_decided_too(world: World, asked: str) -> None:
    make_handed_in(world.convener, world.group, title="Gröten")
    tell(world, "Gröt")
    make_plan(world.director, text="Gröt varje dag")
    index_all()

    assert {hit.kind for hit in find(asked, world.coordinator).exact} == {"proposal", "plan"}
