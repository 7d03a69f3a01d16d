"""Who writes a proposal, as rows are asked for: `proposals.edit_proposal` says the same of one."""

from django.db.models import Q

from groups.kinds import KindCode
from groups.roles import is_coordinator, sits_in_storgrupp
from people.models import Person


def groups_of(person: Person) -> list[int]:
    return [membership.group_id for membership in person.current_memberships]


def written_by(person: Person) -> Q:
    """Its group's; the storgrupp's own, and those that outlived their group, by whoever prepares them."""
    theirs = Q(group__in=groups_of(person))
    if is_coordinator(person) or sits_in_storgrupp(person):
        theirs |= Q(group__kind=KindCode.STORGRUPP) | Q(group__ended_on__isnull=False)
    return theirs
