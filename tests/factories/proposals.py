"""A proposal in each of the places it can be, taken there by its own verbs."""

from datetime import timedelta
from itertools import count
from typing import Any

from groups.models import Group
from people.models import Person
from proposals import deciding
from proposals.models import Outcome, Proposal
from ui.dates import today

number = count(1)
SAID = {
    "recommendation": "approve",
    "reasons": "Det håller.",
    "changes_how_people_work": False,
    "samverkan_on": None,
}


def make_proposal(by: Person, group: Group, **fields: Any) -> Proposal:
    """A draft in the group's name."""
    n = next(number)
    words = {"title": f"Förslag {n}", "text": f"Så här gör vi, {n}.", "why": "Vi har prövat."}
    proposal = Proposal(group=group, direction=group.direction, **words | fields)
    proposal.write(seen=0, by=by)
    return proposal


def make_handed_in(by: Person, group: Group, **fields: Any) -> Proposal:
    proposal = make_proposal(by, group, **fields)
    deciding.hand_in(proposal, by=by)
    return afresh(proposal)


def make_prepared(by: Person, group: Group, preparer: Person, **fields: Any) -> Proposal:
    """The storgrupp has begun, and recommends nothing yet."""
    return prepare(make_handed_in(by, group, **fields), preparer, completes=False)


def make_recommended(by: Person, group: Group, preparer: Person, **fields: Any) -> Proposal:
    return prepare(make_handed_in(by, group, **fields), preparer)


def make_decided(
    by: Person, group: Group, preparer: Person, director: Person, outcome: Outcome, **fields: Any
) -> Proposal:
    return decide(make_recommended(by, group, preparer, **fields), director, outcome)


def prepare(proposal: Proposal, by: Person, *, completes: bool = True, **said: Any) -> Proposal:
    facts = {
        "changes_how_people_work": proposal.changes_how_people_work,
        "samverkan_on": proposal.samverkan_on,
    }
    seen = proposal.preparation.version if proposal.preparation else 0
    deciding.write_preparation(proposal, **SAID | facts | said, seen=seen, completes=completes, by=by)
    return afresh(proposal)


def decide(proposal: Proposal, by: Person, outcome: Outcome = Outcome.APPROVED) -> Proposal:
    carried: dict[str, Any] = {}
    if outcome == Outcome.APPROVED:
        carried = {"responsible": "Driften", "due_on": today() + timedelta(days=60)}
    deciding.decide(proposal, outcome, "Så blir det.", by=by, **carried)
    return afresh(proposal)


def afresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.with_standing().get(pk=proposal.pk)
