"""How broad a stream runs: as broad as the work in it."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from math import inf, sqrt

from river.picture.data import Lifeline

EASED = 0.6  # years in which a group's beginning or end makes itself felt
BANKS = 6.5  # a stream without groups, in drawing units
SWELL = 12.0


class Activity:
    """How many of some lifelines are under way, as a smooth function of time."""

    def __init__(self, lifelines: Iterable[Lifeline]) -> None:
        among = list(lifelines)
        self.starts = _Steps(lifeline.start for lifeline in among)
        self.ends = _Steps(lifeline.end for lifeline in among if lifeline.end is not None)

    def count(self, t: float) -> float:
        """The mean of the number under way from EASED / 2 before `t` to EASED / 2 after."""
        after, before = t + EASED / 2, t - EASED / 2
        begun = self.starts.area(after) - self.starts.area(before)
        return max(0.0, (begun - self.ends.area(after) + self.ends.area(before)) / EASED)

    @cached_property
    def turns(self) -> list[float]:
        """When the smooth count changes its slope."""
        return [
            turn + shift for turn in [*self.starts.at, *self.ends.at] for shift in (-EASED / 2, EASED / 2)
        ]

    def peak(self, start: float = -inf, end: float = inf) -> float:
        """The most at once between two times. The count is straight between its turns."""
        return max((self.count(turn) for turn in self.turns if start <= turn <= end), default=0.0)


class _Steps:
    """A count that goes up by one at each of some times, and the area under it, without looking at each."""

    def __init__(self, at: Iterable[float]) -> None:
        self.at = sorted(at)
        self.sums = [0.0, *accumulate(self.at)]

    def area(self, t: float) -> float:
        passed = bisect_right(self.at, t)
        return passed * t - self.sums[passed]


def breadth(count: float) -> float:
    """As rivers have it, with the root of what flows: 5 more for one group, 15 for four, 43 for twenty."""
    return BANKS + SWELL * (sqrt(1 + count) - 1)
