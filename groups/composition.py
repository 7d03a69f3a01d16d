"""Who must sit in a group, by the table of kinds, and what is missing or out of balance."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from groups.kinds import KINDS
from groups.models import Group, Membership, Role
from groups.models.membership import COMMUNICATORS_SEAT
from ui.swedish import alphabetical


@dataclass(frozen=True)
class Vacancy:
    """A place that should be filled and is not."""

    group: Group
    words: str
    seat: int | None = None


def vacancies(group: Group, members: list[Membership]) -> list[Vacancy]:
    """The numbered seats nobody holds, and the lead that nobody takes."""
    rule = group.rule
    taken = {member.seat for member in members}
    empty = [Vacancy(group, _seat_words(seat), seat) for seat in rule.seats if seat not in taken]
    if rule.leads and not any(member.role == rule.leads for member in members):
        empty.append(Vacancy(group, _lead_words(Role(rule.leads))))
    return empty


def all_vacancies() -> list[Vacancy]:
    """Every vacancy of every current group, governing bodies first, in two queries."""
    kinds = [kind.code.value for kind in KINDS.values() if kind.seats or kind.leads]
    groups = sorted(
        Group.objects.current().filter(kind__in=kinds).prefetch_related("memberships"),
        key=lambda group: (not group.rule.governing, alphabetical(group.name)),
    )
    members_of_each = (
        [membership for membership in group.memberships.all() if membership.left_at is None]
        for group in groups
    )
    return [
        vacancy
        for group, members in zip(groups, members_of_each, strict=True)
        for vacancy in vacancies(group, members)
    ]


def balance(members: list[Membership]) -> dict[str, int]:
    """How many managers, employees and units a group has: a working group usually has some of each."""
    kinds = Counter(member.person.is_manager for member in members)
    units = {member.person.unit_id for member in members if member.person.unit_id}
    return {"managers": kinds[True], "employees": kinds[False], "units": len(units)}


def balance_sentence(group: Group, members: list[Membership]) -> str:
    """The balance in words, with advice while the group still lives and lacks one kind of people."""
    count = balance(members)
    managers = ngettext("%(count)s manager", "%(count)s managers", count["managers"])
    employees = ngettext("%(count)s employee", "%(count)s employees", count["employees"])
    units = ngettext("from %(count)s unit", "from %(count)s units", count["units"])
    numbers = zip((managers, employees, units), count.values(), strict=True)
    sentence = ", ".join(words % {"count": number} for words, number in numbers) + "."
    if group.ended_on or (count["managers"] and count["employees"]):
        return sentence
    return f"{sentence} {gettext('A working group usually has both managers and employees.')}"


def _seat_words(seat: int) -> str:
    if seat == COMMUNICATORS_SEAT:
        return gettext("The communicator's seat is vacant.")
    return gettext(
        "One of the three seats is vacant. Whoever comes has another background than those who sit there."
    )


def _lead_words(role: Role) -> str:
    return gettext("Nobody is chair.") if role == Role.CHAIR else gettext("Nobody is convener.")
