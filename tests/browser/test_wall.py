"""On the wall of a workshop nobody scrolls: what is shown there fits it, with the demo's workshops."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from people.models import Person
from tests import kept_rows
from tests.browser.visitor import Visitor
from workshops.models import State, Workshop

pytestmark = [pytest.mark.one_database, pytest.mark.browser]

WALLS = [(1280, 720), (1280, 800), (1280, 900), (1920, 1080)]
# Of each theme: where it ends, where its newest note does, and how many notes are cut.
SEEN = """() => [...document.querySelectorAll(".board")].map((board) => {
  const bottom = (thing) => thing.getBoundingClientRect().bottom;
  const [end, { right }] = [bottom(board), board.getBoundingClientRect()];
  const isShown = (note) => note.getBoundingClientRect().left < right;
  const notes = [...board.querySelectorAll(".note")].filter(isShown);
  return {
    title: board.querySelector("h2").textContent,
    ends: Math.max(end, bottom(board.querySelector(".board__counts"))),
    notes: notes.length,
    cut: notes.filter((note) => bottom(note) > end + 1).length,
  };
})"""


def test_every_theme_of_a_workshop_is_on_the_wall(
    transactional_db: None, visitor: Callable[..., Visitor]
) -> None:
    """With a note of each, in a question of one line and of three, beside the code and without it."""
    kept_rows.demo()
    walls = {size: visitor(Person.objects.get(directory_id="goran-petrovic")).page for size in WALLS}
    for state in (State.OPEN, State.MARKING, State.CLOSED):
        Workshop.objects.exclude(themes=None).update(state=state)
        for workshop in Workshop.objects.exclude(themes=None).distinct():
            for (width, height), page in walls.items():
                page.set_viewport_size({"width": width, "height": height})
                page.goto(reverse("workshops:screen", args=[workshop.code]))
                boards = page.evaluate(SEEN)
                assert len(boards) == workshop.themes.count()
                assert [board for board in boards if board["ends"] > height or board["cut"]] == []
                assert page.evaluate("document.documentElement.scrollHeight") <= height
                if height >= 800:
                    assert all(board["notes"] for board in boards)
