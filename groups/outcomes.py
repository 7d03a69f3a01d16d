"""What is chosen for a direction or a group when its stage is reconsidered, and what each choice asks for."""

from dataclasses import dataclass
from typing import Any

from directions.lifespan import Ending
from directions.models import Direction, Outcome

ENDINGS = {
    Outcome.END: Ending.ENDED,
    Outcome.HAND_OVER: Ending.HANDED_OVER,
    Outcome.START_NEW: Ending.REPLACED,
}


@dataclass(frozen=True)
class ChosenOutcome:
    """What is decided for one direction or one group. Only what its outcome asks for is filled in."""

    outcome: Outcome
    why: str = ""
    learned: str = ""
    handed_over_to: str = ""  # HAND_OVER: which part of line operations
    successor: Any = None  # START_NEW: the new direction or group, not yet saved
    into: Any = None  # END: what takes over, where something does
    moves_to: Direction | None = None  # CHANGE: the direction a group goes on under

    @property
    def ends(self) -> bool:
        return self.outcome in ENDINGS

    @property
    def ending(self) -> Ending:
        return Ending.MERGED if self.into else ENDINGS[self.outcome]

    def how(self) -> dict[str, Any]:
        """What `end` asks for: the ending, and the words that are kept with it."""
        words = {"closing_words": self.learned, "handed_over_to": self.handed_over_to}
        return {"ending": self.ending, **words}
