"""What the demo's groups have proposed, and how far each proposal has come."""

import random
from datetime import date, datetime
from typing import Any

from demo.calendar import at_work, moved, moved_if_any
from demo.content import read
from demo.files import attach_papers
from feedback.models import Feedback
from groups.kinds import KindCode
from groups.models import Group, Membership, Role
from people.models import Person
from proposals.models import CarryingOut, Decision, Preparation, Proposal, Round
from proposals.models.text import WORDS


class ProposalLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        chair = Membership.objects.current().get(group__kind=KindCode.STEERING_GROUP, role=Role.CHAIR)
        self.director = chair.person
        self.preparer = self._person("mats-ekdahl")

    def load(self) -> None:
        for entry in read("proposals.toml")["proposals"]:
            self._load(entry, Group.objects.select_related("direction").get(slug=entry["group"]))

    def _load(self, entry: dict[str, Any], group: Group) -> None:
        convener = group.memberships.filter(role=Role.CONVENER).order_by("-pk").first()
        by = self._person(entry["by"]) if "by" in entry else None
        drafted_by = by or convener.person  # type: ignore[union-attr]
        proposal = Proposal.objects.create(
            group=group,
            direction=group.direction,
            feedback=Feedback.objects.filter(title=entry.get("from_feedback")).first(),
            changes_how_people_work=entry.get("changes_how_people_work", False),
            samverkan_on=moved_if_any(entry.get("samverkan_on")),
            drafted_by=drafted_by,
            drafted_at=self._at(entry["drafted_on"]),
            **_words(entry),
        )
        attach_papers(entry.get("draft_files", []), proposal, drafted_by, proposal.drafted_at)
        sender = convener.person if convener else drafted_by
        for number, round_entry in enumerate(entry.get("rounds", []), 1):
            self._load_round(proposal, number, entry | round_entry, sender)

    def _load_round(self, proposal: Proposal, number: int, entry: dict[str, Any], sender: Person) -> None:
        this = Round.objects.create(
            proposal=proposal,
            number=number,
            handed_in_at=self._at(entry["handed_in_on"]),
            handed_in_by=sender,
            **_words(entry),
        )
        attach_papers(entry.get("files", []), this, sender, this.handed_in_at)
        proposal.latest = this
        if "withdrawn" in entry:
            proposal.withdrawn_at, proposal.withdrawn_by = self._at(entry["withdrawn"]["on"]), sender
            proposal.withdrawn_why = entry["withdrawn"]["why"]
        proposal.save()
        if "begun_on" in entry:
            self._prepare(this, entry)
        if "decision" in entry:
            self._decide(proposal, this, entry["decision"])

    def _prepare(self, this: Round, entry: dict[str, Any]) -> None:
        done = "recommended_on" in entry
        preparation = Preparation.objects.create(
            round=this,
            begun_at=self._at(entry["begun_on"]),
            begun_by=self.preparer,
            recommendation=entry.get("recommendation", ""),
            reasons=entry.get("reasons", "").strip(),
            version=1,
            recommended_at=self._at(entry["recommended_on"]) if done else None,
            recommended_by=self.preparer if done else None,
        )
        for note in entry.get("notes", []):
            by, on = self._person(note["by"]), moved(note["on"])
            at = self._at(note["on"])
            preparation.notes.create(on=on, text=note["text"], written_by=by, written_at=at)
        for dissent in entry.get("dissents", []):
            by, at = self._person(dissent["by"]), preparation.recommended_at or preparation.begun_at
            preparation.dissents.create(person=by, text=dissent["text"], written_by=by, written_at=at)

    def _decide(self, proposal: Proposal, this: Round, entry: dict[str, Any]) -> None:
        decision = Decision.objects.create(
            round=this,
            outcome=entry["outcome"],
            reason=entry["reason"].strip(),
            decided_at=self._at(entry["on"]),
            decided_by=self.director,
            changes_how_people_work=proposal.changes_how_people_work,
            samverkan_on=_if_before(proposal.samverkan_on, moved(entry["on"])),
        )
        if "responsible" in entry:
            self._carry_out(decision, entry)

    def _carry_out(self, decision: Decision, entry: dict[str, Any]) -> None:
        due_on = moved(entry["due_on"])
        carrying_out = CarryingOut.objects.create(
            decision=decision, responsible=entry["responsible"], due_on=due_on
        )
        for news in entry.get("follow_ups", []):
            by, at, moved_to = self._person(news["by"]), self._at(news["on"]), news.get("moved_to")
            is_done = news.get("done", False)
            carrying_out.follow_ups.create(
                text=news["text"],
                moved_to=moved_if_any(moved_to),
                is_done=is_done,
                written_at=at,
                written_by=by,
            )
            carrying_out.due_on = moved(moved_to) if moved_to else carrying_out.due_on
            if is_done:
                carrying_out.done_at, carrying_out.done_by = at, by
        carrying_out.save()

    def _at(self, day: date) -> datetime:
        return at_work(moved(day), self.chance)

    def _person(self, key: str) -> Person:
        return Person.objects.get(directory_id=key)


def _words(entry: dict[str, Any]) -> dict[str, str]:
    return {name: entry.get(name, "").strip() for name in WORDS}


def _if_before(day: date | None, other: date) -> date | None:
    return day if day and day <= other else None
