"""The demo's administration: divisions, areas, units, and some 1,500 people with their managers."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils.text import slugify

from demo.content import cast, read
from people.models import Person, Unit
from ui.dates import today

MAIL = "service.example"
LETTERS = str.maketrans("łŁøØđĐıæ", "lLoOdDia")


class OrganisationLoader:
    """Builds the directory level by level, so that everybody's manager exists before they do."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.content = read("organisation.toml")
        self.cast = {member["key"]: member for member in cast()}
        self.heads = {
            (member["heads"], member["unit"] or member["division"]): member
            for member in cast()
            if "heads" in member
        }
        self.names = self._fresh_names()
        self.number = 0
        self.made: dict[str, Person] = {}

    def load(self) -> None:
        root = Unit.objects.create(name=self.content["name"], key=slugify(self.content["name"]))
        director = next(member for member in cast() if member.get("heads") == "administration")
        top = self._from_cast(director, root, None)
        top.save()
        self.made[director["key"]] = top
        for division in self.content["divisions"]:
            self._load_division(division, root, top)
        for member in cast():
            if "stands_in_for" in member:
                self._send_on_leave(member["stands_in_for"], self.made[member["key"]])

    def _send_on_leave(self, unit: str, stand_in: Person) -> None:
        """The manager of the unit is away these weeks."""
        away = {"away_from": today() - timedelta(days=12), "away_until": today() + timedelta(days=40)}
        Person.objects.filter(unit__name=unit, is_manager=True).update(stand_in=stand_in, **away)

    def _load_division(self, division: dict[str, Any], root: Unit, director: Person) -> None:
        unit = Unit.objects.create(name=division["name"], key=division["key"], parent=root)
        head = self._head("division", division["key"], division["head_title"], unit, director)
        places = []
        for area in division.get("areas", [{"units": division.get("units", [])}]):
            places += self._load_area(area, division, unit, head)
        employees = (
            division["people"] - Person.objects.filter(unit__in=unit.descendants(include_self=True)).count()
        )
        if division["key"] == "stab":
            employees -= 1  # the director is counted here
        self._load_employees(division, places, employees)

    def _load_area(self, area: dict, division: dict, parent: Unit, head: Person) -> list[tuple]:
        """Units with their managers, as (unit, manager, titles)."""
        if "name" in area:
            parent = Unit.objects.create(name=area["name"], key=slugify(area["name"]), parent=parent)
            head = self._head("area", area["name"], division["area_manager_title"], parent, head)
        titles = area.get("titles", division["titles"])
        return [(*self._load_unit(name, division, parent, head), titles) for name in area["units"]]

    def _load_unit(self, name: str, division: dict, parent: Unit, head: Person) -> tuple[Unit, Person]:
        unit = Unit.objects.create(name=name, key=slugify(f"{division['key']} {name}"), parent=parent)
        return unit, self._head("unit", name, division["unit_manager_title"], unit, head)

    def _head(self, level: str, place: str, title: str, unit: Unit, manager: Person) -> Person:
        named = self.heads.get((level, place))
        if named:
            person = self._from_cast(named, unit, manager)
        else:
            person = self._invent(title, unit, manager, has_email=True, is_manager=True)
        person.save()
        if named:
            self.made[named["key"]] = person
        return person

    def _load_employees(self, division: dict, places: list[tuple], count: int) -> None:
        people = [
            self._from_cast(member, unit, manager)
            for unit, manager, _titles in places
            for member in cast()
            if member["unit"] == unit.name and "heads" not in member
        ]
        for index in range(count - len(people)):
            unit, manager, titles = places[index % len(places)]
            words, weights = zip(*titles, strict=True)
            title = self.chance.choices(words, weights)[0]
            has_email = self.chance.random() < division["email_share"]
            people.append(self._invent(title, unit, manager, has_email=has_email))
        self.made |= {person.directory_id: person for person in Person.objects.bulk_create(people)}

    def _from_cast(self, member: dict[str, Any], unit: Unit, manager: Person | None) -> Person:
        return Person(
            directory_id=member["key"],
            name=member["name"],
            email=member["email"],
            title=member["title"],
            unit=unit,
            manager=self.made.get(member.get("manager", ""), manager),
            is_manager=member["is_manager"],
            is_administrator=member.get("is_administrator", False),
            knows_the_portal=not member.get("is_new", False),
        )

    def _invent(
        self, title: str, unit: Unit, manager: Person, *, has_email: bool, is_manager: bool = False
    ) -> Person:
        self.number += 1
        name = next(self.names)
        return Person(
            directory_id=f"p{self.number:05}",
            name=name,
            email=f"{address(name)}@{MAIL}" if has_email else None,
            title=title,
            unit=unit,
            manager=manager,
            is_manager=is_manager,
        )

    def _fresh_names(self) -> Iterator[str]:
        """Names nobody else in the organisation has, not even when spelt for an e-mail address."""
        given, family = self.content["names"]["given"], self.content["names"]["family"]
        taken = {address(member["name"]) for member in cast()}
        while True:
            name = f"{self.chance.choice(given)} {self.chance.choice(family)}"
            if address(name) not in taken:
                taken.add(address(name))
                yield name


def address(name: str) -> str:
    """ "Göran Łukasik" is goran.lukasik."""
    return ".".join(slugify(word.translate(LETTERS)) for word in name.split())
