"""The end of the demo's stages: to whom they were presented, and how they were reconsidered."""

import random
from datetime import date
from typing import Any

from demo.calendar import at_work, moved
from demo.content import read_all
from directions.models import Outcome, Reconsideration, Stage
from groups.models import Group, GroupOutcome, Membership, OutcomeSuggestion, Presentation, Role
from people.models import Person


class Stages:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.groups = {group.slug: group for group in Group.objects.all()}
        seats = Membership.objects.coordinating().exclude(role=Role.COMMUNICATOR)
        self.seats = list(seats.select_related("person").order_by("seat"))
        conveners = Membership.objects.current().filter(role=Role.CONVENER).select_related("person")
        self.conveners = {seat.group_id: seat.person for seat in conveners}

    def load(self) -> None:
        for told in read_all("stages"):
            stages = {
                stage.number: stage for stage in Stage.objects.filter(direction__slug=told["direction"])
            }
            for one in told.get("presentations", []):
                self._load_presentation(one, stages[one["stage"]])
            for one in told.get("reconsiderations", []):
                self._load_reconsideration(one, stages[one["stage"]])
            for one in told.get("suggestions", []):
                self._load_suggestion(one, stages[one["stage"]])

    def _load_presentation(self, told: dict[str, Any], stage: Stage) -> None:
        by = self._coordinator(told)
        said = told.get("said", "").strip()
        Presentation.objects.create(
            stage=stage,
            body=self.groups[told["to"]],
            on=moved(told["on"]),
            material=told["material"].strip(),
            said=said,
            planned_by=by,
            said_by=by if said else None,
        )

    def _load_reconsideration(self, told: dict[str, Any], stage: Stage) -> None:
        reconsideration = Reconsideration.objects.create(
            stage=stage,
            outcome=Outcome(told["outcome"]),
            why=told["why"],
            learned=told["learned"].strip(),
            decided_by=self._coordinator(told),
            decided_at=at_work(moved(told["on"]), self.chance),
        )
        GroupOutcome.objects.bulk_create(
            GroupOutcome(
                reconsideration=reconsideration,
                group=self.groups[one["group"]],
                outcome=Outcome(one["outcome"]),
                why=one["why"],
                learned=one["learned"],
            )
            for one in told["groups"]
        )

    def _load_suggestion(self, told: dict[str, Any], stage: Stage) -> None:
        group = self.groups[told["group"]]
        OutcomeSuggestion.objects.create(
            stage=stage,
            group=group,
            outcome=Outcome(told["outcome"]),
            why=told["why"],
            learned=told["learned"],
            by=self.conveners[group.pk],
            at=at_work(moved(told["on"]), self.chance),
        )

    def _coordinator(self, told: dict[str, Any]) -> Person:
        """One of those who coordinated that day; of a day that lies ahead, one of today's."""
        return self.chance.choice([seat.person for seat in self.seats if _sat(seat, moved(told["on"]))])


def _sat(seat: Membership, day: date) -> bool:
    return seat.joined_at.date() <= day
