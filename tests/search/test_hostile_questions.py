"""Whatever is asked, it is only a question: no operator of any database, no error, and no endless work."""

import time
from collections.abc import Callable

import pytest
from django.test import Client

from search.questions import LONGEST, MOST_WORDS, read
from search.words import LONGEST as LONGEST_WORD
from search.words import stems
from tests.cast import World
from tests.hostile.corpus import CORPUS
from tests.search.making import index_all

SignIn = Callable[..., Client]

pytestmark = pytest.mark.hostile

SIGNS = [
    '"', '""', '"a', "a AND", "OR", "NOT a", "a NEAR/2 b", "stems:a", "^a", "a*", "a + b", "(a", "a)", "-a",
    "{a}: b", "'a' & 'b'", "a | b", "!a", "a <-> b", "a:*", "'; DROP TABLE search_searchtext; --", "\\", "%",
    "_", "%%s", ".*", "(a+)+$", "[", "a{1,9999}", "(?=a)", "\x00", "a\x00b", "\ud800", "\u202eabc", "E\u0301",
    "\ufb01n", "\u2177 \u00b2", "\U00010437\U00010451",
]  # fmt: skip
ENDLESS = [
    "ord " * 5_000,
    "x" * 100_000,
    "å" * 100_000,
    " ".join(f"ord{number}" for number in range(5_000)),
    " ".join("abcdefgh"[number % 8] * (number % 40 + 2) for number in range(5_000)),
]


def ask(client: Client, words: str, address: str = "/search/", **more: str) -> float:
    asked = words[: 3 * LONGEST].encode("utf-8", "surrogatepass")
    sent: dict[str, str | bytes] = {"q": asked, "all": "1", **more}
    begun = time.perf_counter()
    assert client.get(address, sent).status_code == 200, (address, words[:80])
    return time.perf_counter() - begun


def test_hostile_question_is_only_a_question(world: World, signed_in: SignIn) -> None:
    index_all()
    client = signed_in(world.employee)

    for words in [*SIGNS, *ENDLESS, *CORPUS[::12]]:
        ask(client, words, "/search/suggest/")
    for words in SIGNS:
        ask(client, words)


def test_hostile_question_is_read_as_words_alone() -> None:
    """So that no text reaches a database as anything but letters and digits."""
    for words in [*SIGNS, *ENDLESS, *CORPUS]:
        question = read(words)
        assert len(question.words) <= MOST_WORDS
        assert all(word.isalnum() and len(word) <= LONGEST_WORD for word in question.words)
        assert all(stem.isalnum() for word in question.words for stem in stems(word))


def test_endless_question_costs_no_more_than_twice_an_ordinary_one(world: World, signed_in: SignIn) -> None:
    index_all()
    client = signed_in(world.employee)
    ordinary = " ".join(f"vanliga frågan nummer{number}" for number in "abcdefgh")

    usual = max(ask(client, ordinary) for _ in range(3))
    assert [words[:20] for words in ENDLESS if min(ask(client, words) for _ in range(3)) > 2 * usual] == []


def test_odd_narrowing_is_none(world: World, signed_in: SignIn) -> None:
    index_all()
    client = signed_in(world.employee)

    for name in ("kind", "direction", "since", "after", "mine"):
        for value in ("", "\x00", "9" * 30, "x", "person"):
            ask(client, "lunch", **{name: value})
