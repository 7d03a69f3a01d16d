"""Who may read a proposal (matrix of the design, section 1), and for whom it waits.

A group: its own, drafts too. Coordination group, storgrupp and steering group, and whoever drafted it: what
has been handed in. Everybody: what has been decided.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from groups.kinds import KindCode
from groups.roles import is_coordinator, is_director, reads_what_groups_send, sits_in_storgrupp
from people.models import Person
from proposals.models.state import IN_STATE, ProposalState
from proposals.models.writers import groups_of
from ui.prepared import Place, any_of


def who_reads(person: Person) -> dict[str, Any]:
    """What decides which somebody may read."""
    return {
        "person": person.pk,
        "groups": tuple(groups_of(person)),
        "coordinates": is_coordinator(person),
        "is_sent": reads_what_groups_send(person),
    }


def readable(person: int | Place, groups: Iterable[int | Place], *, coordinates: bool, is_sent: bool) -> Q:
    """The condition for whoever `who_reads` tells of; the first two may be places of a kept question."""
    handed_in = Q(latest__isnull=False)
    may = any_of("group", groups)
    may |= IN_STATE[ProposalState.APPROVED] | IN_STATE[ProposalState.DONE]
    may |= IN_STATE[ProposalState.DECLINED] | Q(drafted_by=person) & handed_in
    if coordinates:
        may |= Q(group__kind=KindCode.STORGRUPP)
    if is_sent:
        may |= handed_in
    return may


def who_takes_further(person: Person) -> dict[str, Any]:
    """What decides which wait for somebody."""
    seats = person.current_memberships
    return {
        "person": person.pk,
        "groups": tuple(groups_of(person)),
        "represented": tuple(membership.group_id for membership in seats if membership.represents),
        "prepares": is_coordinator(person) or sits_in_storgrupp(person),
        "decides": is_director(person),
    }


def takes_further(
    person: int | Place,
    groups: Iterable[int | Place],
    represented: Iterable[int | Place],
    *,
    prepares: bool,
    decides: bool,
) -> Q:
    """The condition for whoever `who_takes_further` tells of; the first three may be places."""
    mine = any_of("group", represented) | any_of("group", groups) & Q(drafted_by=person)
    theirs = mine & (IN_STATE[ProposalState.DRAFT] | IN_STATE[ProposalState.SENT_BACK])
    if prepares:
        theirs |= IN_STATE[ProposalState.HANDED_IN] | IN_STATE[ProposalState.PREPARING]
        theirs |= IN_STATE[ProposalState.SENT_BACK] & Q(group__kind=KindCode.STORGRUPP)
    if decides:
        theirs |= IN_STATE[ProposalState.RECOMMENDED]
    return theirs
