"""The demo's work: directions and their stages, groups and who sat in them, and what led to what."""

import random
from datetime import date, timedelta
from typing import Any

from demo.calendar import at_work, moved, moved_if_any
from demo.content import cast, read, read_all
from directions.models import Direction, DirectionLink, Stage
from groups.kinds import KindCode
from groups.models import Background, Group, GroupLink, Membership, Role, StageWork
from groups.models.background import folded
from people.models import Person
from people.models.unit import Unit

STORY = ("title", "slug", "hue", "purpose", "text", "ending", "handed_over_to", "closing_words")


class GroupLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.content = read_all("directions")
        self.people = {person.directory_id: person for person in Person.objects.all()}
        self.pools = self._pools()
        self.groups: dict[str, Group] = {}
        self.directions: dict[str, Direction] = {}
        self.memberships: list[Membership] = []

    def load(self) -> None:
        for entry in self.content:
            self._load_direction(entry)
        for body in read("bodies.toml")["groups"]:
            self._load_body(body)
        self._list_backgrounds()
        Membership.objects.bulk_create(self.memberships)
        self._load_lineage()

    def _load_direction(self, entry: dict[str, Any]) -> None:
        direction = Direction.objects.create(
            **{name: entry[name].strip() for name in STORY if name in entry},
            started_on=moved(entry["started_on"]),
            ended_on=moved_if_any(entry.get("ended_on")),
        )
        self.directions[direction.slug] = direction
        stages = {stage["number"]: _stage(direction, stage) for stage in entry["stages"]}
        Stage.objects.bulk_create(stages.values())
        for group in entry["groups"]:
            self._load_group(group, direction, stages)

    def _load_group(self, entry: dict[str, Any], direction: Direction, stages: dict[int, Stage]) -> None:
        group = self._group(entry, direction=direction)
        numbers = entry.get("stages", [])
        StageWork.objects.bulk_create(StageWork(group=group, stage=stages[number]) for number in numbers)
        self._seat_members(group, entry)

    def _load_body(self, entry: dict[str, Any]) -> None:
        group = self._group(entry)
        start = moved(entry["started_on"])
        for seat in entry.get("seats", []):
            role = Role.COMMUNICATOR if seat["seat"] == 4 else Role.MEMBER
            self._seat(
                group,
                self.people[seat["person"]],
                role,
                seat["since"],
                seat=seat["seat"],
                background=seat["background"],
            )
        if "chair" in entry:
            self._seat(group, self.people[entry["chair"]], Role.CHAIR, start)
        for key in (key for key in entry.get("members", []) if key != entry.get("chair")):
            self._seat(group, self.people[key], Role.MEMBER, start)
        pool = [person for key in entry.get("draw_from", []) for person in self.pools[key, True]]
        for person in self.chance.sample(pool, entry.get("extra_managers", 0)):
            self._seat(group, person, Role.MEMBER, start + timedelta(days=self.chance.randrange(3000)))

    def _list_backgrounds(self) -> None:
        """Those who sit there have one each, and some more are there to choose from."""
        words = {seat.background for seat in self.memberships if seat.background}
        names = sorted(words | set(read("bodies.toml")["more_backgrounds"]))
        Background.objects.bulk_create(Background(name=name, folded=folded(name)) for name in names)

    def _group(self, entry: dict[str, Any], **more: Any) -> Group:
        group = Group.objects.create(
            kind=KindCode(entry["kind"]),
            name=entry["name"],
            slug=entry["slug"],
            summary=entry["summary"],
            charter=entry["charter"].strip(),
            seats=entry.get("seats") if isinstance(entry.get("seats"), int) else None,
            started_on=moved(entry["started_on"]),
            ended_on=moved_if_any(entry.get("ended_on")),
            ending=entry.get("ending", "ended") if "ended_on" in entry else "",
            handed_over_to=entry.get("handed_over_to", ""),
            closing_words=entry.get("closing_words", "").strip(),
            **more,
        )
        self.groups[group.slug] = group
        return group

    def _seat_members(self, group: Group, entry: dict[str, Any]) -> None:
        """The named ones first, then managers and employees drawn from the group's units."""
        named = [
            self.people[key]
            for key in dict.fromkeys([entry.get("convener"), *entry.get("members", [])])
            if key
        ]
        managers = self._draw(
            entry, True, entry["managers"] - sum(person.is_manager for person in named), named
        )
        employees = self._draw(
            entry, False, entry["employees"] - sum(not person.is_manager for person in named), named
        )
        everybody = (
            [*named, *managers, *employees] if entry.get("convener") else [*managers, *employees, *named]
        )
        has_convener = entry.get("convener") != ""  # one group has none, so that the vacancy can be seen
        lead = Role.CONVENER if has_convener else Role.DEPUTY
        for place, person in enumerate(everybody):
            second = Role.DEPUTY if place == 1 and len(everybody) > 5 else Role.MEMBER
            role = lead if place == 0 else second
            late = timedelta(days=self.chance.choice((0, 0, 0, 7, 30, 90)) if place else 0)
            self._seat(group, person, role, min(group.started_on + late, group.ended_on or date.max))

    def _draw(self, entry: dict, managers: bool, count: int, taken: list[Person]) -> list[Person]:
        people = [person for key in entry["units"] for person in self.pools[key, managers]]
        pool = [person for person in people if person not in taken]
        return self.chance.sample(pool, min(max(count, 0), len(pool)))

    def _seat(self, group: Group, person: Person, role: Role, on: date, **more: Any) -> None:
        left = at_work(group.ended_on, self.chance) if group.ended_on else None
        joined = at_work(moved(on), self.chance)
        joined = min(joined, left or joined)
        self.memberships.append(
            Membership(group=group, person=person, role=role, joined_at=joined, left_at=left, **more)
        )

    def _pools(self) -> dict[tuple[str, bool], list[Person]]:
        """People to draw from by division, managers and employees apart; never the cast."""
        pools: dict[tuple[str, bool], list[Person]] = {}
        named = {member["key"] for member in cast()}
        for division in Unit.objects.divisions():
            units = set(division.descendants(include_self=True).values_list("pk", flat=True))
            here = [
                person
                for person in self.people.values()
                if person.unit_id in units and person.directory_id not in named
            ]
            for managers in (True, False):
                pools[division.key, managers] = [person for person in here if person.is_manager is managers]
        return pools

    def _load_lineage(self) -> None:
        for entry in self.content:
            later = self.directions[entry["slug"]]
            for link in entry.get("grew_out_of", []):
                earlier = self.directions[link["slug"]]
                DirectionLink.objects.create(
                    earlier=earlier, later=later, kind=link["kind"], on=later.started_on
                )
            for group in entry["groups"]:
                self._load_group_links(group)

    def _load_group_links(self, entry: dict[str, Any]) -> None:
        later = self.groups[entry["slug"]]
        for link in entry.get("grew_out_of", []):
            earlier = self.groups[link["slug"]]
            on = max(later.started_on, earlier.ended_on or later.started_on)
            GroupLink.objects.create(earlier=earlier, later=later, kind=link["kind"], on=on)


def _stage(direction: Direction, entry: dict[str, Any]) -> Stage:
    return Stage(
        direction=direction,
        number=entry["number"],
        title=entry["title"],
        aim=entry["aim"],
        starts_on=moved(entry["starts_on"]),
        ends_on=moved(entry["ends_on"]),
    )
