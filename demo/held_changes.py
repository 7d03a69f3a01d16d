"""The demo's changes of the directory that two have to agree on, and only one has."""

import random
from datetime import timedelta

from demo.calendar import at_work
from demo.content import read
from people.models import HeldChange, Person
from ui.dates import today


class HeldChangeLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def load(self) -> None:
        for entry in read("held_changes.toml")["changes"]:
            HeldChange.objects.create(
                person=Person.objects.get(directory_id=entry["person"]),
                asked_by=Person.objects.get(directory_id=entry["asked_by"]),
                asked_at=at_work(today() - timedelta(days=entry["days"]), self.chance),
                fields=entry["fields"],
            )
