"""Somebody in a list of members: the plain values, by which their line is drawn once (`ui.drawn`)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.choices import Written

if TYPE_CHECKING:
    from groups.models.membership import Membership


@dataclass(frozen=True)
class MemberLine:
    person: int
    name: str
    initials: str
    is_active: bool
    role_or_title: str
    is_title: bool  # which people have written
    unit: str
    background: str


def line_of(member: "Membership") -> MemberLine:
    person, said = member.person, member.role_or_title
    return MemberLine(
        person=person.pk,
        name=person.name,
        initials=person.initials,
        is_active=person.is_active,
        role_or_title=str(said),
        is_title=isinstance(said, Written),
        unit=person.unit.name if person.unit else "",
        background=member.background,
    )
