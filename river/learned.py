"""Has this been tried? What groups and stages that have ended learned, for those who begin something.

The rows are few, so they are read whole and ranked here: the same on every database, and Swedish words are
found in whatever form they stand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext

from directions.models import Direction, Reconsideration
from groups.models import Group, GroupOutcome
from river.stemming import content_words, stems

OFFERED = 3  # so many beside a form
QUESTION = 300  # letters of a question that are looked at
COMPOUND = 4  # letters from which a stem is also looked for inside longer ones: "svinn" in "matsvinn"


@dataclass(frozen=True)
class Learned:
    """One thing that has ended, and what it leaves to the next."""

    kind: str  # "group" or "stage"
    name: str
    summary: str
    words: str  # Markdown
    direction: Direction | None
    started_on: date
    ended_on: date
    how: str  # what became of it
    address: str

    @cached_property
    def _stems(self) -> list[tuple[int, set[str]]]:
        """The stems of each of its texts, with what a word found there is worth."""
        title = self.direction.title if self.direction else ""
        texts = ((8, self.name), (4, self.summary), (2, self.words), (1, title))
        return [(worth, set().union(*map(stems, content_words(text)))) for worth, text in texts]

    def likeness(self, question: Iterable[frozenset[str]]) -> float:
        """How much it is about what is asked; 0 is not at all."""
        return sum(
            worth * _share(asked, stems_found) for worth, stems_found in self._stems for asked in question
        )


def all_learned() -> list[Learned]:
    """Everything that has ended, the latest end first; two queries however much there is."""
    return sorted([*_of_groups(), *_of_stages()], key=lambda learned: learned.ended_on, reverse=True)


def tried_before(question: str, limit: int | None = None) -> list[Learned]:
    """What has been learned about the words of a question, most like it first and among equals the latest."""
    asked = [stems(word) for word in dict.fromkeys(content_words(question[:QUESTION]))]
    if not asked:
        return []
    likeness = [(learned.likeness(asked), learned) for learned in all_learned()]
    ranked = sorted(likeness, key=lambda pair: pair[0], reverse=True)
    return [learned for like, learned in ranked if like][:limit]


def offers(question: str, direction: str = "") -> list[Learned]:
    """A few to read beside a form: about what is typed; before that the latest, of its direction if any."""
    if question.strip():
        return tried_before(question, OFFERED)
    latest = all_learned()
    here = [learned for learned in latest if learned.direction and learned.direction.slug == direction]
    return (here or latest)[:OFFERED]


def heading(question: str, offered: list[Learned]) -> str:
    """What stands above the few that are offered beside a form."""
    if question and offered:
        sentence = ngettext(
            "%(count)s that has ended may be similar. See what it taught us.",
            "%(count)s that have ended may be similar. See what they taught us.",
            len(offered),
        )
        return sentence % {"count": len(offered)}
    if question:
        return gettext("Nothing that has ended looks like it. Perhaps you are the first.")
    if offered:
        return gettext(
            "What has ended most recently, and what it learned. As you write, this shows what is similar."
        )
    return gettext("Nothing has ended yet, so there is nothing to look back on.")


def _share(asked: frozenset[str], among: set[str]) -> float:
    """1 when a word is there, half when it is there as a part of a longer one."""
    if asked & among:
        return 1
    longer = [stem for stem in asked if len(stem) >= COMPOUND]
    return 0.5 if any(stem in other for stem in longer for other in among) else 0


def _of_groups() -> Iterator[Learned]:
    outcomes = GroupOutcome.objects.filter(group=OuterRef("pk")).exclude(learned="")
    latest = outcomes.order_by("-reconsideration__decided_at").values("learned")[:1]
    ended = Group.objects.ended().select_related("direction").defer("charter", "direction__text")
    groups: Any = ended.annotate(learned=Subquery(latest))
    for group in groups:
        yield Learned(
            kind="group",
            name=group.name,
            summary=group.summary,
            words="\n\n".join(dict.fromkeys(filter(None, (group.learned, group.closing_words)))),
            direction=group.direction,
            started_on=group.started_on,
            ended_on=group.ended_on,
            how=group.get_ending_display(),
            address=group.get_absolute_url(),
        )


def _of_stages() -> Iterator[Learned]:
    for reconsideration in Reconsideration.objects.select_related("stage__direction"):
        stage = reconsideration.stage
        yield Learned(
            kind="stage",
            name=stage.title or gettext("Stage %(number)s") % {"number": stage.number},
            summary=stage.aim,
            words=reconsideration.learned,
            direction=stage.direction,
            started_on=stage.starts_on,
            ended_on=stage.ends_on,
            how=reconsideration.get_outcome_display(),
            address=stage.get_absolute_url(),
        )
