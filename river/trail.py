"""The trail: where a thing came from, back to the theme question, and what it led to, as one chain.

    workshop → theme → direction → direction … → group → proposal → decision

Nothing is stored for it. Every step is a relation that is kept for its own sake: a theme that something grew
out of, a lineage, a group's direction, a proposal's group, the decision on a round.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import singledispatch
from typing import Any

from django.db.models import BigIntegerField, Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from directions.lineage import Link, along
from directions.models import Direction, DirectionLink, Stage
from groups.models import Group, GroupLink
from proposals.models import Outcome, Proposal
from ui.fixed_addresses import address_of
from ui.prepared import Place, any_of, prepared
from workshops.models import Theme


@dataclass(frozen=True)
class Step:
    """One thing on the way: what it is, its name, its page, when, and in words how it led on."""

    what: str
    name: str
    address: str
    on: date | None = None
    how: str = ""
    hue: str = ""


@dataclass(frozen=True)
class Trail:
    """What came before, and what came after, each oldest first."""

    before: list[Step] = field(default_factory=list)
    after: list[Step] = field(default_factory=list)


@singledispatch
def trail_of(thing: Model | None) -> Trail:
    """The trail of a direction, a group, a stage or a proposal; of anything else there is none."""
    return Trail()


@trail_of.register
def _of_direction(direction: Direction) -> Trail:
    back, onward = _family(DirectionLink, direction)
    after = [*_steps(onward), *_decided(_of_a_direction(number=direction.pk))]
    return Trail(_up_to(direction, back), _by_day(after))


@trail_of.register
def _of_group(group: Group) -> Trail:
    back, onward = _family(GroupLink, group)
    home = _up_to_its_direction(group)
    own = [step for step in _origins([group]) if step not in home]
    after = [*_steps(onward), *_decided(_of_a_group(number=group.pk))]
    return Trail([*own, *home, *_steps(back)], _by_day(after))


def _up_to(direction: Direction, back: list[tuple[Any, str]]) -> list[Step]:
    return [*_origins([*(earlier for earlier, _how in back), direction]), *_steps(back)]


def _up_to_its_direction(group: Group) -> list[Step]:
    """What the direction came from, and the direction; nothing of what else it led to."""
    if not group.direction:
        return []
    back, _onward = _family(DirectionLink, group.direction, onward=False)
    return [*_up_to(group.direction, back), _step(group.direction)]


@trail_of.register
def _of_stage(stage: Stage) -> Trail:
    """A stage leads on to the next, and the last one to what its direction became since it began."""
    direction: Any = stage.direction
    home = trail_of(direction)
    around = direction.stages.filter(number__in=(stage.number - 1, stage.number + 1)).order_by("number")
    neighbours = list(around.select_related("direction"))
    earlier = [_step(neighbour) for neighbour in neighbours if neighbour.number < stage.number]
    later = [_step(neighbour) for neighbour in neighbours if neighbour.number > stage.number]
    became = [step for step in home.after if step.on and step.on >= stage.starts_on]
    return Trail([*home.before, _step(direction), *earlier], later or became)


@trail_of.register
def _of_proposal(proposal: Proposal) -> Trail:
    """Its decision is no step on from it: that has the same name and the same page."""
    home = trail_of(proposal.group)
    theme = [step for step in _origins([proposal]) if step not in home.before]
    return Trail([*theme, *home.before, _step(proposal.group)])


def became_of(themes: Iterable[Theme]) -> dict[int, list[Step]]:
    """What has become of each theme of a workshop, by its number: all it grew into, and what that led to.

    Three queries, however many themes, and none for none. Their `directions` and `groups` should be there
    already.
    """
    themes = list(themes)
    if not themes:
        return {}
    streams, threads = _Onward(DirectionLink, "later"), _Onward(GroupLink, "later__direction")
    grown = {
        theme.pk: [*streams.of(theme.directions.all()), *threads.of(theme.groups.all())] for theme in themes
    }
    directions = [thing for things in grown.values() for thing in things if isinstance(thing, Direction)]
    proposals = Proposal.objects.filter(Q(theme__in=themes) | Q(direction__in=directions))
    decided = list(proposals.decided().with_standing())

    def decisions(theme: Theme) -> list[Step]:
        grew = grown[theme.pk]
        its = [
            proposal for proposal in decided if proposal.theme_id == theme.pk or proposal.direction in grew
        ]
        return [step for proposal in its for step in _decision(proposal)]

    return {theme.pk: [_step(thing) for thing in grown[theme.pk]] + decisions(theme) for theme in themes}


class _Onward:
    """All that things of one kind have led to, read once for many of them."""

    def __init__(self, links: type[Link], later: str) -> None:
        self.links = list(links.objects.order_by("on", "pk").select_related(later))

    def of(self, things: Iterable[Any]) -> list[Any]:
        """The things themselves and what came after them, each once, the earliest first."""
        reached = {}
        for thing in things:
            reached[thing.pk] = thing
            reached.update((link.later_id, link.later) for link in along(self.links, thing.pk, "earlier_id"))
        return sorted(reached.values(), key=lambda thing: (thing.started_on, thing.pk))


def _family(
    links: type[Link], thing: Direction | Group, *, onward: bool = True
) -> tuple[list[tuple[Any, str]], list[tuple[Any, str]]]:
    """What led to a thing and what it led on to: two queries, however long the way.

    What came before says how it led to what, by name: the row after it need not be that, for rows are in
    order of date.
    """
    back, ahead = links.objects.family(thing)
    ahead = ahead if onward else []
    numbers = {link.earlier_id for link in back} | {link.later_id for link in ahead}
    if not numbers:
        return [], []
    ask: Any = _directions if isinstance(thing, Direction) else _groups
    things = {one.pk: one for one in ask(numbers=tuple(numbers))}
    before: dict[int, list[str]] = {}
    for link in back:
        what = thing if link.later_id == thing.pk else things[link.later_id]
        before.setdefault(link.earlier_id, []).append(f"{link.get_kind_display()} {what}")
    after: dict[int, list[str]] = {link.later_id: [] for link in ahead}
    return _in_order(things, before), _in_order(things, after)


@prepared(numbers=BigIntegerField())
def _directions(numbers: tuple[Place, ...]) -> QuerySet[Direction]:
    return Direction.objects.select_related("theme__workshop").filter(any_of("pk", numbers))


@prepared(numbers=BigIntegerField())
def _groups(numbers: tuple[Place, ...]) -> QuerySet[Group]:
    return Group.objects.select_related("direction").filter(any_of("pk", numbers))


def _in_order(things: dict[int, Any], how: dict[int, list[str]]) -> list[tuple[Any, str]]:
    pairs = [(things[pk], ", ".join(words)) for pk, words in how.items()]
    return sorted(pairs, key=lambda pair: (pair[0].started_on, pair[0].pk))


def _origins(things: Iterable[Any]) -> list[Step]:
    """The workshops and themes that they grew out of, each once."""
    themes = list(dict.fromkeys(thing.theme for thing in things if thing.theme))
    workshops = dict.fromkeys(theme.workshop for theme in themes)
    question = _("Theme question")
    asked = [
        Step(question, workshop.question, workshop.get_absolute_url(), workshop.held_on)
        for workshop in workshops
    ]
    return asked + [Step(_("Theme"), theme.title, theme.get_absolute_url()) for theme in themes]


def _steps(things: Iterable[tuple[Any, str]]) -> list[Step]:
    return [_step(thing, how) for thing, how in things]


def _by_day(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.on or date.min)


@singledispatch
def _step(thing: Model, how: str = "") -> Step:
    raise TypeError(f"nothing to say of a {type(thing).__name__} on a trail")


@_step.register
def _direction_step(direction: Direction, how: str = "") -> Step:
    address, hue = direction.get_absolute_url(), direction.hue
    return Step(_("Direction"), direction.title, address, direction.started_on, how, hue)


@_step.register
def _group_step(group: Group, how: str = "") -> Step:
    hue = group.direction.hue if group.direction else ""
    kind = str(group.get_kind_display())
    return Step(kind, group.name, group.get_absolute_url(), group.started_on, how, hue)


@_step.register
def _stage_step(stage: Stage, how: str = "") -> Step:
    what, hue = _("Stage %(number)s") % {"number": stage.number}, stage.direction.hue
    return Step(what, stage.title or stage.aim, stage.get_absolute_url(), stage.starts_on, how, hue)


def _decision(proposal: Proposal) -> list[Step]:
    """Its decision, once there is one."""
    decision = proposal.decision
    if decision is None:
        return []
    return [_decided_step(proposal.pk, str(proposal), decision.outcome, decision.decided_at)]


def _decided_step(number: int, title: str, outcome: str, at: datetime) -> Step:
    what = _("Decision: %(outcome)s") % {"outcome": str(Outcome(outcome).label).lower()}
    address = address_of("proposals:detail", number)
    return Step(what, title, address, timezone.localdate(at), _("by the director"))


OF_A_DECISION = ("pk", "latest__title", "latest__decision__outcome", "latest__decision__decided_at")


def _decided(rows: Iterable[Any]) -> list[Step]:
    return [_decided_step(*row) for row in rows]


@prepared(number=BigIntegerField())
def _of_a_direction(number: Place) -> Any:
    return Proposal.objects.decided().filter(direction=number).values_list(*OF_A_DECISION)


@prepared(number=BigIntegerField())
def _of_a_group(number: Place) -> Any:
    return Proposal.objects.decided().filter(group=number).values_list(*OF_A_DECISION)
