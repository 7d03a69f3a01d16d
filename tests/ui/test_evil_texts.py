"""Whatever somebody writes takes about as long to show as any other text of its length."""

import time
from collections.abc import Callable
from functools import partial

import pytest

from tests.ui.evil_texts import EVIL_TEXTS, PLAIN
from ui import text
from ui.comparing import compare
from ui.lengths import LONGEST
from ui.markdown import MOST_WITHIN
from ui.text import blocks, first_words, opening, shortened, to_html, to_plain

pytestmark = [pytest.mark.hostile, pytest.mark.one_database]

# Times as long as PLAIN, whose page takes a little over a millisecond.
AS_LONG_AS = 40  # a page: 50 milliseconds
AS_A_COMPARISON = 200  # of two texts, of what is read and of what is written
AS_AN_EXCERPT = 2  # an excerpt: 2 milliseconds


def seconds(work: Callable[[], object]) -> float:
    """Of what nobody has read before."""
    for kept in (text._kept_html, text._plain_beginning):
        kept.cache_clear()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def is_within(limit: float, work: Callable[[], object]) -> bool:
    """In one of three times: the machine does other things too."""
    return any(seconds(work) < limit for _time in range(3))


@pytest.fixture(scope="module")
def budget() -> float:
    return min(seconds(lambda: to_html(PLAIN)) for _time in range(9))


def test_texts_are_as_long_as_any_field_takes() -> None:
    assert {len(text) for text in EVIL_TEXTS.values()} <= {LONGEST, len(EVIL_TEXTS["backticks in turn"])}


@pytest.mark.parametrize("name", EVIL_TEXTS)
def test_page_of_an_evil_text_is_quick(name: str, budget: float) -> None:
    text = EVIL_TEXTS[name]
    for rendering in (to_html, to_plain, lambda text: list(blocks(text))):
        assert is_within(budget * AS_LONG_AS, partial(rendering, text))


@pytest.mark.parametrize("name", EVIL_TEXTS)
def test_excerpt_of_an_evil_text_is_quicker(name: str, budget: float) -> None:
    text = EVIL_TEXTS[name]
    for excerpt in (lambda: shortened(text, 180), lambda: opening(text), lambda: first_words(text, 26)):
        assert is_within(budget * AS_AN_EXCERPT, excerpt)


@pytest.mark.parametrize("name", EVIL_TEXTS)
def test_comparison_of_evil_texts_is_quick(name: str, budget: float) -> None:
    text = EVIL_TEXTS[name]
    changed = text[: LONGEST // 3] + " annat " + text[LONGEST // 2 :]
    for before, after in ((text, changed), (text, text[::-1]), (PLAIN, text)):
        assert is_within(budget * AS_A_COMPARISON, partial(compare, before, after))


@pytest.mark.parametrize("name", EVIL_TEXTS)
def test_no_word_of_an_evil_text_is_lost(name: str) -> None:
    """What bounds the work shows the words all the same."""
    text = EVIL_TEXTS[name]
    shown = to_html(text)
    for letter in "ab":
        assert shown.count(letter) >= text.count(letter)


def test_points_within_more_points_than_anybody_writes_are_lines() -> None:
    points = [f"- Punkt {number}\n  - därunder {number}\n" for number in range(300)]
    shown = to_html("".join(points))

    assert shown.count("<ul>") == 1 + MOST_WITHIN
    assert "- Punkt 299<br>\n- därunder 299</li>" in shown
