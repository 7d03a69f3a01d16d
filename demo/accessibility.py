"""The accessibility statement, and what has been reported."""

import random
from datetime import timedelta
from typing import Any

from accessibility.models import Report, Shortcoming, Statement
from demo.calendar import at_work, moved
from demo.content import read
from groups.models import Membership
from people.models import Person
from ui.dates import now

DAYS = {"assessed_on", "published_on", "known_since", "mend_by", "mended_on"}


class AccessibilityLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.coordinator: Person = Membership.objects.coordinating().order_by("seat")[0].person

    def load(self) -> None:
        content = read("accessibility.toml")
        Statement(**_given(content["statement"])).revise(by=self.coordinator)
        for entry in content["shortcomings"]:
            Shortcoming(**_given(entry)).keep(by=self.coordinator)
        for entry in content["reports"]:
            self._load_report(entry)

    def _load_report(self, entry: dict[str, Any]) -> None:
        at = at_work(moved(entry["on"]), self.chance)
        report = Report(text=entry["text"], page=entry["page"], reply_to=entry.get("reply_to", ""), at=at)
        if "done" in entry:
            report.done, report.handled_by = entry["done"], self.coordinator
            report.handled_at = min(at + timedelta(days=2), now())
        report.save()


def _given(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        name: moved(value) if name in DAYS else value.strip() if isinstance(value, str) else value
        for name, value in entry.items()
    }
