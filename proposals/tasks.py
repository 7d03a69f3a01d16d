"""Proposals that wait for one person: to be decided, prepared, reworked or handed in."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import BigIntegerField, DateField, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from groups.roles import is_director
from people.models import Person
from proposals.models import CarryingOut, Proposal, ProposalState
from proposals.models.readers import takes_further, who_takes_further
from proposals.models.state import WITH_STORGRUPP
from ui.choices import Written
from ui.dates import in_words, today
from ui.prepared import Place, prepared
from ui.task import Task


def proposal_tasks(person: Person) -> Iterator[Task]:
    """What the director is owed, one task for all that waits for the director, one for all that waits for
    the storgrupp, and one each for what this person's groups have to hand in."""
    if not person.current_memberships:  # from which all of it follows
        return
    waiting = _waiting_for(**who_takes_further(person))
    if is_director(person):
        yield from (_undone(late) for late in _late(day=today()))
    yield from _to_decide([proposal for proposal in waiting if proposal.state == ProposalState.RECOMMENDED])
    yield from _to_prepare([proposal for proposal in waiting if proposal.state in WITH_STORGRUPP])
    for proposal in waiting:
        if proposal.is_writable:
            yield _to_hand_in(proposal)


@prepared(person=BigIntegerField(), groups=BigIntegerField(), represented=BigIntegerField())
def _waiting_for(**whom: Any) -> QuerySet[Proposal]:
    waiting = Proposal.objects.filter(takes_further(**whom)).with_standing()
    return waiting.order_by("latest__handed_in_at", "pk")


@prepared(day=DateField())
def _late(day: Place) -> QuerySet[CarryingOut]:
    return CarryingOut.objects.late(day)


def _undone(late: CarryingOut) -> Task:
    """What was decided, and has not been done by the day that was set."""
    decided = late.decision.round
    return Task(
        gettext("“%(title)s” was to be carried out by %(day)s")
        % {"title": decided.title, "day": in_words(late.due_on, "j F")},
        Written(late.responsible),
        (today() - late.due_on).days,
        decided.proposal.get_absolute_url(),
        gettext("See how it is going"),
        past_due=True,
    )


def _to_decide(waiting: Sequence[Proposal]) -> Iterator[Task]:
    """A single one is named, and led to at once."""
    if len(waiting) > 1:
        what = _counted(gettext("%(count)s proposals are waiting for your decision"), waiting)
        address = f"{reverse('proposals:list')}?state={ProposalState.RECOMMENDED}"
    elif waiting:
        what = gettext("Decide on “%(title)s”") % {"title": waiting[0]}
        address = reverse("proposals:decide", args=[waiting[0].pk])
    else:
        return
    where, action = gettext("as the director"), gettext("Decide")
    yield Task(what, where, _longest(waiting), address, action, only_theirs=True)


def _to_prepare(waiting: Sequence[Proposal]) -> Iterator[Task]:
    if len(waiting) > 1:
        what = _counted(gettext("%(count)s proposals are waiting to be prepared"), waiting)
        address = reverse("proposals:list")
    elif waiting:
        what = gettext("Prepare “%(title)s”") % {"title": waiting[0]}
        address = waiting[0].get_absolute_url()
    else:
        return
    yield Task(what, gettext("with the storgrupp"), _longest(waiting), address, gettext("Prepare"))


def _counted(words: str, waiting: Sequence[Proposal]) -> str:
    return words % {"count": len(waiting)}


def _longest(waiting: Sequence[Proposal]) -> int:
    return max(proposal.days_here for proposal in waiting)


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
