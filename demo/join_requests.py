"""The demo's people who are on their way into a group, or were told why not."""

import random
from datetime import timedelta
from typing import Any

from demo.calendar import at_work
from demo.content import read
from groups.models import Group, JoinRequest, JoinState, JoinStep, Role
from people.models import Person
from ui.dates import today

BY_THE_PERSON = {JoinState.WISHED}
BY_THE_MANAGER = {JoinState.PUT_FORWARD, JoinState.NOT_NOW}


class JoinRequestLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def load(self) -> None:
        for entry in read("requests.toml")["requests"]:
            self._load(entry, self._person(entry), Group.objects.get(slug=entry["group"]))

    def _person(self, entry: dict[str, Any]) -> Person:
        if "person" in entry:
            return Person.objects.get(directory_id=entry["person"])
        employees = Person.objects.filter(manager__directory_id=entry["employee_of"], is_manager=False)
        idle = employees.filter(memberships=None, join_requests=None, email=None).order_by("directory_id")
        if not idle.exists():  # a manager of managers: one of their people's people
            theirs = Person.objects.filter(
                manager__manager__directory_id=entry["employee_of"], is_manager=False
            )
            idle = theirs.filter(memberships=None, join_requests=None).order_by("directory_id")
        return self.chance.choice(idle)

    def _load(self, entry: dict[str, Any], person: Person, group: Group) -> None:
        steps = [
            JoinStep(
                state=JoinState(state),
                at=at_work(today() - timedelta(days=days), self.chance),
                by=self._actor(JoinState(state), person, group),
                reason=reason,
            )
            for state, days, reason in entry["steps"]
        ]
        queued = next((step.at for step in steps if step.state == JoinState.QUEUED), None)
        last = steps[-1]
        request = JoinRequest.objects.create(
            person=person,
            group=group,
            state=last.state,
            since=last.at,
            queued_at=queued,
            word=entry.get("word", ""),
        )
        for step in steps:
            step.request = request
        JoinStep.objects.bulk_create(steps)

    def _actor(self, state: JoinState, person: Person, group: Group) -> Person | None:
        if state in BY_THE_PERSON or person.is_manager:
            return person
        if state in BY_THE_MANAGER:
            return person.manager
        return group.memberships.current().get(role=Role.CONVENER).person
