"""Proposals that wait for one person: to be decided, prepared, reworked or handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from people.models import Person
from proposals.models import Proposal, ProposalState
from proposals.models.readers import takes_further, who_takes_further
from proposals.models.state import WITH_STORGRUPP
from ui.choices import Written
from ui.prepared import prepared
from ui.task import Task


def proposal_tasks(person: Person) -> Iterator[Task]:
    """One task for all that waits for the director, one for all that waits for the storgrupp, and one each
    for what this person's groups have to hand in."""
    if not person.current_memberships:  # from which all of it follows
        return
    waiting = _waiting_for(**who_takes_further(person))
    yield from _to_decide([proposal for proposal in waiting if proposal.state == ProposalState.RECOMMENDED])
    yield from _to_prepare([proposal for proposal in waiting if proposal.state in WITH_STORGRUPP])
    for proposal in waiting:
        if proposal.is_writable:
            yield _to_hand_in(proposal)


@prepared(person=BigIntegerField(), groups=BigIntegerField(), represented=BigIntegerField())
def _waiting_for(**whom: Any) -> QuerySet[Proposal]:
    waiting = Proposal.objects.filter(takes_further(**whom)).with_standing()
    return waiting.order_by("latest__handed_in_at", "pk")


def _to_decide(waiting: Sequence[Proposal]) -> Iterator[Task]:
    if waiting:
        what = ngettext(
            "%(count)s proposal is waiting for your decision",
            "%(count)s proposals are waiting for your decision",
            len(waiting),
        )
        task = _together(
            what, gettext("as the director"), waiting, ProposalState.RECOMMENDED, gettext("Decide")
        )
        yield replace(task, only_theirs=True)


def _to_prepare(waiting: Sequence[Proposal]) -> Iterator[Task]:
    if waiting:
        what = ngettext(
            "%(count)s proposal is waiting to be prepared",
            "%(count)s proposals are waiting to be prepared",
            len(waiting),
        )
        yield _together(what, gettext("with the storgrupp"), waiting, None, gettext("Prepare"))


def _together(
    what: str, where: str, waiting: Sequence[Proposal], state: ProposalState | None, action: str
) -> Task:
    """All of them as one task; a single one is led to at once."""
    queue = reverse("proposals:list") + (f"?state={state}" if state else "")
    address = waiting[0].get_absolute_url() if len(waiting) == 1 else queue
    days = max(proposal.days_here for proposal in waiting)
    return Task(what % {"count": len(waiting)}, where, days, address, action)


def _to_hand_in(proposal: Proposal) -> Task:
    sent_back = proposal.state == ProposalState.SENT_BACK
    what = (
        gettext("“%(title)s” has been sent back to you")
        if sent_back
        else gettext("The proposal “%(title)s” is still a draft")
    )
    action = gettext("Read why, and rework it") if sent_back else gettext("Read and hand in")
    return Task(
        what % {"title": proposal},
        Written(proposal.group.name),
        proposal.days_here,
        proposal.get_absolute_url(),
        action,
    )
