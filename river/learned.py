"""Has this been tried? What groups and stages that have ended learned, for those who begin something.

What is about something is found by search, as everything is; the rows themselves are few and read whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext, ngettext

from directions.models import Direction, Reconsideration
from groups.models import Group, GroupOutcome
from people.models import Person
from search.finding import MOST, Narrowed, with_some

OFFERED = 3  # so many beside a form


@dataclass(frozen=True)
class Learned:
    """One thing that has ended, and what it leaves to the next."""

    kind: str  # "group" or "stage"
    number: int
    name: str
    summary: str
    words: str  # Markdown
    direction: Direction | None
    started_on: date
    ended_on: date
    how: str  # what became of it
    address: str


def all_learned() -> list[Learned]:
    """Everything that has ended, the latest end first; two queries however much there is."""
    return sorted([*_of_groups(), *_of_stages()], key=lambda learned: learned.ended_on, reverse=True)


def tried_before(question: str, person: Person, limit: int | None = None) -> list[Learned]:
    """What has been learned about the words of a question, most like it first and among equals the latest."""
    ended = Narrowed(kinds=("group", "stage"), has_ended=True)
    hits = with_some(question, person, ended, MOST)
    learned = {(one.kind, one.number): one for one in all_learned()} if hits else {}
    return [learned[thing] for hit in hits if (thing := (hit.kind, hit.target_id)) in learned][:limit]


def offers(question: str, person: Person, direction: str = "") -> list[Learned]:
    """A few to read beside a form: about what is typed; before that the latest, of its direction if any."""
    if question.strip():
        return tried_before(question, person, OFFERED)
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


def _of_groups() -> Iterator[Learned]:
    outcomes = GroupOutcome.objects.filter(group=OuterRef("pk")).exclude(learned="")
    latest = outcomes.order_by("-reconsideration__decided_at").values("learned")[:1]
    ended = Group.objects.ended().select_related("direction").defer("charter", "direction__text")
    groups: Any = ended.annotate(learned=Subquery(latest))
    for group in groups:
        yield Learned(
            kind="group",
            number=group.pk,
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
            number=stage.pk,
            name=stage.title or gettext("Stage %(number)s") % {"number": stage.number},
            summary=stage.aim,
            words=reconsideration.learned,
            direction=stage.direction,
            started_on=stage.starts_on,
            ended_on=stage.ends_on,
            how=reconsideration.get_outcome_display(),
            address=stage.get_absolute_url(),
        )
