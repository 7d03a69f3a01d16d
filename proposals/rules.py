"""Who may propose, prepare, decide and follow up. Who may read a proposal is a query: `visible_to`."""

import rules

from feedback.rules import is_living
from groups.kinds import KindCode
from groups.roles import (
    does_the_work,
    is_coordinator,
    is_director,
    is_member,
    of_kind,
    represents_group,
    sits_in_storgrupp,
)
from people.models import Person
from proposals.models import Proposal


@rules.predicate
def sits_where_it_comes_from(person: Person, proposal: Proposal | None) -> bool:
    return proposal is not None and is_member(person, proposal.group)


@rules.predicate
def represents_where_it_comes_from(person: Person, proposal: Proposal | None) -> bool:
    return proposal is not None and represents_group(person, proposal.group)


@rules.predicate
def comes_from_the_storgrupp(person: Person, proposal: Proposal | None) -> bool:
    return proposal is not None and proposal.group.kind == KindCode.STORGRUPP


@rules.predicate
def has_outlived_its_group(person: Person, proposal: Proposal | None) -> bool:
    """Then the storgrupp takes it further, or withdraws it."""
    return proposal is not None and proposal.group.ended_on is not None


@rules.predicate
def drafted_it(person: Person, proposal: Proposal | None) -> bool:
    return proposal is not None and proposal.drafted_by_id == person.pk


prepares = is_coordinator | sits_in_storgrupp
stands_in = prepares & (comes_from_the_storgrupp | has_outlived_its_group)
writes = sits_where_it_comes_from | stands_in
sends = represents_where_it_comes_from | stands_in

rules.add_perm("proposals.propose_in_storgrupp", prepares)
rules.add_perm(
    "proposals.propose", is_living & ((does_the_work & is_member) | (of_kind(KindCode.STORGRUPP) & prepares))
)
rules.add_perm("proposals.edit_proposal", writes)
rules.add_perm("proposals.hand_in_proposal", sends)
rules.add_perm("proposals.discard_proposal", sends | (drafted_it & writes))
rules.add_perm("proposals.withdraw_proposal", sends)
rules.add_perm("proposals.prepare_proposal", prepares)
rules.add_perm("proposals.decide_proposal", is_director)
rules.add_perm("proposals.follow_up_proposal", prepares | is_director | represents_where_it_comes_from)
