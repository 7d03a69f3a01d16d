"""The words a process keeps in memory are those that stand in the rows, however they came there."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rapidfuzz.distance import OSA

from search.models import SearchWord
from search.vocabulary import LARGE, LONG, learn, vocabulary
from search.words import stems
from ui.swedish import bare

pytestmark = pytest.mark.django_db

LETTERS = "aåäöbdeklnrst"


def known() -> set[str]:
    return {one.word for one in vocabulary().having("\t")}


def test_words_are_there_as_soon_as_they_are_learned() -> None:
    assert known() == set()
    SearchWord.objects.learn(["ljus", "lampa"])
    assert known() == {"ljus", "lampa"}
    SearchWord.objects.learn(["lampor", "ljus"])
    assert known() == {"ljus", "lampa", "lampor"}


def test_words_that_are_gone_are_not_kept() -> None:
    SearchWord.objects.learn(["ljus", "lampa"])
    assert len(known()) == 2
    SearchWord.objects.all().delete()
    assert known() == set()
    SearchWord.objects.learn(["spade", "ässja"])
    assert known() == {"spade", "ässja"}


def test_database_is_asked_for_no_word_that_the_process_knows() -> None:
    SearchWord.objects.learn(["ljus", "lampa"])
    known()
    with CaptureQueriesContext(connection) as queries:
        learn(["ljus", "lampa"])
        learn(["ljus", "lampor"])

    said = " ".join(query["sql"] for query in queries)
    assert "lampor" in said
    assert "ljus" not in said
    assert known() == {"ljus", "lampa", "lampor"}


def test_word_that_the_process_knows_and_the_rows_do_not_is_learned_again() -> None:
    SearchWord.objects.learn(["ljus", "lampa"])
    known()
    SearchWord.objects.all().delete()
    learn(["ljus"])

    assert known() == {"ljus"}
    assert {*SearchWord.objects.values_list("word", "stems")} == {("ljus", "ljus ")}


def test_of_two_who_learn_at_once_the_later_one_may_be_first() -> None:
    """The row with the lower number is certain after the higher one has been read."""
    SearchWord.objects.learn(["ljus", "lampa"])
    known()
    last = SearchWord.objects.latest("pk").pk
    SearchWord.objects.create(pk=last + 2, word="senare", stems="sen ", lot=1)
    assert "senare" in known()
    SearchWord.objects.create(pk=last + 1, word="tidigare", stems="tid ", lot=2)
    SearchWord.objects.create(pk=last + 3, word="sist", stems="sist ", lot=3)
    assert known() == {"ljus", "lampa", "senare", "tidigare", "sist"}


def test_many_new_words_are_laid_together() -> None:
    SearchWord.objects.learn(["ljus"])
    known()
    SearchWord.objects.learn([f"ord{number}" for number in range(LARGE + 1)])

    assert len(vocabulary().shelves) == 1
    assert len(known()) == LARGE + 2


def forms(word: str) -> set[str]:
    return {word, *(stem for stem in stems(word) if len(stem) >= LONG)}


@pytest.mark.slow
def test_letters_and_slips_are_found_as_when_every_word_is_looked_at() -> None:
    chance = random.Random(3)
    words = {"".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(800)}
    SearchWord.objects.learn(words)
    for _ in range(60):
        asked = "".join(chance.choices(LETTERS, k=chance.randint(2, 8)))
        distance = {
            word: min(OSA.distance(bare(asked), bare(form)) for form in forms(word))
            for word in words - {asked}
        }
        near = {word: slips for word, slips in distance.items() if slips <= 2}
        nearest = [word for word, slips in near.items() if slips == min(near.values())]

        assert {one.word for one in vocabulary().beginning_with(asked)} == {
            word for word in words if word.startswith(asked)
        }
        assert {one.word for one in vocabulary().having(asked) if asked in one.word} == {
            word for word in words if asked in word
        }
        assert vocabulary().like(asked, 2) == sorted(nearest)
