"""However a database is asked, it finds the same texts in the same order; PostgreSQL in the shorter way."""

import random
from collections import Counter

import pytest
from django.db import connection

from search.engine import Wanted, few_ones, newest, newest_of, newest_of_all, newest_with_each
from search.finding import OPENING, Narrowed
from search.frequencies import Frequencies, counted
from search.models import SearchText
from search.rights import readable_by
from search.sources import sources
from tests.search.test_same_everywhere import coordinator

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CHANCE = random.Random(15)
FEW_TEXTS = Wanted(("pk", "kind"), letters=10, most=7)


def some_words(stems: list[str]) -> list[set[str]]:
    return [set(CHANCE.sample(stems, CHANCE.randint(1, 40))) for _word in range(CHANCE.randint(1, 3))]


def test_every_way_to_ask_finds_the_same(demo: None) -> None:
    readable = readable_by(coordinator(), list(sources().values()))
    stems = sorted(
        {stem for line in SearchText.objects.values_list("stems", flat=True) for stem in line.split()}
    )
    found = 0
    for _ in range(100):
        words = some_words(stems)
        texts = newest_with_each(words, readable).order_by("-pk").values_list("pk", "kind")[:7]
        expected = list(texts)
        found += len(expected)

        ways = [newest(words, readable, FEW_TEXTS)]
        if connection.vendor == "postgresql":
            ways += [
                newest_of_all(words, readable, FEW_TEXTS),
                newest_of(words[:2], words, readable, FEW_TEXTS),
            ]
            ways += [newest_of([word], words, readable, FEW_TEXTS) for word in words]
        assert [[tuple(row[:2]) for row in way] for way in ways] == [expected] * len(ways)
    assert found > 100


def test_what_is_asked_for_of_a_text_is_the_same_on_both_databases(demo: None) -> None:
    person = coordinator()
    readable = readable_by(
        person, [source for kind, source in sources().items() if Narrowed().asks_for(kind)]
    )
    words = [{"grupp", "skol", "lun"}]

    rows = {row[0]: row for row in newest(words, readable, OPENING)}

    kept = SearchText.objects.in_bulk(rows)
    assert rows
    for pk, row in rows.items():
        assert row[:-1] == tuple(getattr(kept[pk], name) for name in OPENING.columns)
        assert row[-1] == kept[pk].stems[: OPENING.letters]


def test_it_knows_how_many_texts_have_a_stem(demo: None) -> None:
    if connection.vendor == "sqlite":  # which needs to know nothing
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_searchtext")
    frequencies = counted()
    lines = [set(line.split()) for line in SearchText.objects.values_list("stems", flat=True)]

    assert frequencies.texts == len(lines)
    for stem, times in Counter(stem for line in lines for stem in line).most_common(20):
        assert frequencies.share([stem]) == pytest.approx(times / len(lines))
    assert frequencies.share(["kvicksilverlanternin"]) < 2 / len(lines)


def test_what_few_have_is_looked_up_and_what_many_have_is_met_among_the_newest() -> None:
    known = Frequencies(100_000, {"ofta": 0.4, "ibland": 0.03, "aldrig": 0.0001}, rarer=0.00001)

    assert few_ones([["ofta"]], 400, known) == []
    assert few_ones([["ofta"], ["ibland"]], 400, known) == [["ibland"], ["ofta"]]
    assert few_ones([["aldrig"], ["ofta"] * 61], 400, known) == [["aldrig"]]
    assert few_ones([["kvicksilver"]], 400, known) == [["kvicksilver"]]
    assert few_ones([["ofta"]], 400, Frequencies()) == [["ofta"]]
