"""The end of the demo's stages: to whom they were presented, and how they were reconsidered."""

import random
from datetime import date
from typing import Any

from demo.calendar import at_work, moved
from demo.content import read_all
from directions.models import Outcome, Reconsideration, Stage
from groups.models import Group, GroupOutcome, Membership, OutcomeSuggestion, Presentation, Role
from people.models import Person


class StageLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.groups = {group.slug: group for group in Group.objects.all()}
        seats = Membership.objects.coordinating().exclude(role=Role.COMMUNICATOR)
        self.seats = list(seats.select_related("person").order_by("seat"))
        conveners = Membership.objects.current().filter(role=Role.CONVENER).select_related("person")
        self.conveners = {seat.group_id: seat.person for seat in conveners}

    def load(self) -> None:
        for content in read_all("stages"):
            stages = {
                stage.number: stage for stage in Stage.objects.filter(direction__slug=content["direction"])
            }
            for entry in content.get("presentations", []):
                self._load_presentation(entry, stages[entry["stage"]])
            for entry in content.get("reconsiderations", []):
                self._load_reconsideration(entry, stages[entry["stage"]])
            for entry in content.get("suggestions", []):
                self._load_suggestion(entry, stages[entry["stage"]])

    def _load_presentation(self, entry: dict[str, Any], stage: Stage) -> None:
        by = self._coordinator(entry)
        said = entry.get("said", "").strip()
        Presentation.objects.create(
            stage=stage,
            body=self.groups[entry["to"]],
            on=moved(entry["on"]),
            material=entry["material"].strip(),
            said=said,
            planned_by=by,
            said_by=by if said else None,
        )

    def _load_reconsideration(self, entry: dict[str, Any], stage: Stage) -> None:
        reconsideration = Reconsideration.objects.create(
            stage=stage,
            outcome=Outcome(entry["outcome"]),
            why=entry["why"],
            learned=entry["learned"].strip(),
            decided_by=self._coordinator(entry),
            decided_at=at_work(moved(entry["on"]), self.chance),
        )
        GroupOutcome.objects.bulk_create(
            GroupOutcome(
                reconsideration=reconsideration,
                group=self.groups[outcome["group"]],
                outcome=Outcome(outcome["outcome"]),
                why=outcome["why"],
                learned=outcome["learned"],
            )
            for outcome in entry["groups"]
        )

    def _load_suggestion(self, entry: dict[str, Any], stage: Stage) -> None:
        group = self.groups[entry["group"]]
        OutcomeSuggestion.objects.create(
            stage=stage,
            group=group,
            outcome=Outcome(entry["outcome"]),
            why=entry["why"],
            learned=entry["learned"],
            by=self.conveners[group.pk],
            at=at_work(moved(entry["on"]), self.chance),
        )

    def _coordinator(self, entry: dict[str, Any]) -> Person:
        """One of those who coordinated that day; of a day that lies ahead, one of today's."""
        return self.chance.choice([seat.person for seat in self.seats if _sat(seat, moved(entry["on"]))])


def _sat(seat: Membership, day: date) -> bool:
    return seat.joined_at.date() <= day
