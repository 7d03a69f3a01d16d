"""The versions of a piece of feedback, told so that a person sees what each one changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from feedback.models import Correction, Feedback
from people.models import Person
from ui.comparing import Piece, compare


@dataclass(frozen=True)
class Version:
    number: int
    at: datetime | None
    by: Person | None
    title: str
    text: str
    why: str = ""
    title_before: str = ""  # where it was another one
    pieces: tuple[Piece, ...] = ()  # what became of the text since the version before


def versions_of(feedback: Feedback) -> list[Version]:
    """The latest first; the last one is what was sent."""
    corrections = feedback.corrections.select_related("made_by").order_by("number")
    first = Version(1, feedback.completed_at, feedback.completed_by, feedback.title, feedback.text)
    return [*_corrected(feedback, list(corrections)), first]


def _corrected(feedback: Feedback, corrections: list[Correction]) -> Iterator[Version]:
    earlier: list[Feedback | Correction] = [feedback, *corrections]
    for before, after in reversed(list(zip(earlier, corrections, strict=False))):
        yield Version(
            after.number,
            after.made_at,
            after.made_by,
            after.title,
            after.text,
            after.why,
            before.title if before.title != after.title else "",
            tuple(compare(before.text, after.text)),
        )
