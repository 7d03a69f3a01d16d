"""The demo's workshops: the one that began it all, one that is open right now, and one to come."""

import random
from datetime import datetime, timedelta
from typing import Any

from demo.calendar import at_work
from demo.content import read
from directions.models import Direction
from people.models import Person
from ui.dates import now, today
from workshops.models import Answer, Mark, Participant, State, Theme, Workshop

TOLD = ("question", "intro", "commissioned_by", "audience", "lets_guests_in", "code", "state", "allowance")


class WorkshopLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.managers = list(Person.objects.managers().order_by("directory_id"))

    def load(self) -> None:
        for entry in read("workshops.toml")["workshops"]:
            self._load(entry)

    def _load(self, entry: dict[str, Any]) -> None:
        day = entry.get("held_on") or today() + timedelta(days=entry["in_days"])
        since = now() if day >= today() else at_work(day, self.chance)
        words = {name: entry[name] for name in TOLD if name in entry}
        workshop = Workshop.objects.create(**words, held_on=day, since=since)
        invited = self.chance.sample(self.managers, entry.get("participants", 0))
        people = Participant.objects.bulk_create(
            Participant(workshop=workshop, person=person) for person in invited
        )
        themes = [
            self._load_theme(theme, workshop, order) for order, theme in enumerate(entry["themes"], start=1)
        ]
        for theme, theme_entry in zip(themes, entry["themes"], strict=True):
            self._load_answers(theme_entry["answers"], people, since, theme)
        self._load_answers(entry.get("unplaced", []), people, since)
        if workshop.state == State.CLOSED:
            self._load_marks(workshop, people, themes, [theme["weight"] for theme in entry["themes"]])

    def _load_theme(self, entry: dict[str, Any], workshop: Workshop, order: int) -> Theme:
        theme = Theme.objects.create(workshop=workshop, title=entry["title"], order=order)
        Direction.objects.filter(slug__in=entry.get("became", [])).update(theme=theme)
        return theme

    def _load_answers(
        self, texts: list[str], people: list[Participant], at: datetime, theme: Theme | None = None
    ) -> None:
        writers = self.chance.choices(people, k=len(texts)) if texts else []
        Answer.objects.bulk_create(
            Answer(participant=who, text=text, theme=theme, at=at)
            for who, text in zip(writers, texts, strict=True)
        )

    def _load_marks(
        self, workshop: Workshop, people: list[Participant], themes: list[Theme], weights: list[int]
    ) -> None:
        """Each marks as many different themes as they may, the heavier ones more often."""
        for who in people:
            wanted = self.chance.choices(themes, weights, k=4 * workshop.allowance)
            chosen = list(dict.fromkeys(wanted))[: workshop.allowance]
            Mark.objects.bulk_create(
                Mark(participant=who, theme=theme, slot=slot) for slot, theme in enumerate(chosen, start=1)
            )
