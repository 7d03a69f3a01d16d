"""An address as a picture that a phone reads, drawn as one path. Nothing is sent anywhere to make it."""

from dataclasses import dataclass
from functools import lru_cache

import segno


@dataclass(frozen=True)
class Square:
    """`path` draws the dark modules on a sheet of `size` by `size`, its quiet edge included."""

    size: int
    path: str


@lru_cache(maxsize=64)
def square(text: str) -> Square:
    code = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=4)]
    runs = (_run(x, y, length) for y, row in enumerate(rows) for x, length in _dark(row))
    return Square(len(rows), "".join(runs))


def _dark(row: list[int]) -> list[tuple[int, int]]:
    """Where dark modules stand side by side: the first one's place, and how many."""
    starts = [x for x, dark in enumerate(row) if dark and not (x and row[x - 1])]
    return [(x, next(n for n in range(1, len(row)) if not row[x + n])) for x in starts]


def _run(x: int, y: int, length: int) -> str:
    return f"M{x} {y}h{length}v1h-{length}z"
