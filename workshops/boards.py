"""What the projector shows of each theme: how far its marks reach, and its latest answers."""

from dataclasses import dataclass
from typing import Any

from workshops.models import Answer, State, Theme, Workshop

SHOWN = 6  # answers of each theme at most, and as many of those as the wall has room for


@dataclass(frozen=True)
class Board:
    theme: Theme
    marks: int
    width: int  # of its bar, where the theme with most marks has 100
    latest: list[Answer]
    count: int  # of all its answers, for there is seldom room for all


def boards(workshop: Workshop) -> list[Board]:
    """The themes in their order; once marks are placed, those with most of them first."""
    themes: list[Any] = list(workshop.themes.with_answers())
    most = max((theme.mark_count for theme in themes), default=0) or 1
    shown = [_board(theme, theme.mark_count, most) for theme in themes]
    ranked = workshop.state in {State.MARKING, State.CLOSED}
    return sorted(shown, key=lambda board: -board.marks) if ranked else shown


def _board(theme: Theme, marks: int, most: int) -> Board:
    answers = list(theme.answers.all())
    return Board(theme, marks, round(100 * marks / most), answers[: -SHOWN - 1 : -1], len(answers))
