"""Who must sit in a group, by the table of kinds, and what is missing or out of balance."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.translation import gettext, ngettext

from groups.kinds import KINDS, Kind, KindCode
from groups.models import Group, Membership, Role
from groups.models.membership import COMMUNICATORS_SEAT
from ui.dates import days_since, now, today
from ui.prepared import prepared
from ui.swedish import alphabetical

IN_SHORT = ("id", "started_on", "kind", "name", "slug")  # of a group, in the order of its model's columns


@dataclass(frozen=True)
class Vacancy:
    """A place that should be filled and is not."""

    group: Group
    words: str
    seat: int | None = None
    role: str = ""  # of the lead that nobody takes
    since: datetime | None = None  # when somebody last sat there

    @property
    def in_short(self) -> str:
        """Which place it is, the group's name included."""
        if self.seat:
            return gettext("A seat in %(group)s is vacant") % {"group": self.group.name}
        if self.role == Role.CHAIR:
            return gettext("%(group)s has no chair") % {"group": self.group.name}
        return gettext("%(group)s has no convener") % {"group": self.group.name}

    @property
    def days(self) -> int:
        """For how long nobody has sat there; since the group began, when nobody ever has."""
        return days_since(self.since) if self.since else (today() - self.group.started_on).days


class Seat(Protocol):
    """What of a membership decides whether a place is filled; a `Membership`, or its plain values."""

    @property
    def role(self) -> str | None: ...
    @property
    def seat(self) -> int | None: ...
    @property
    def left_at(self) -> datetime | None: ...


class Held(NamedTuple):
    """The plain values of a membership; a group without any has one that says nothing."""

    role: str | None
    seat: int | None
    left_at: datetime | None


def vacancies(group: Group, members: Sequence[Seat], gone: Iterable[Seat] = ()) -> list[Vacancy]:
    """The numbered seats nobody holds, and the lead that nobody takes; since `gone` left them."""
    rule = group.rule
    taken = {member.seat for member in members}
    last = sorted(gone, key=_left_at)
    left = {key: member.left_at for member in last for key in (member.seat, member.role)}
    empty = [
        Vacancy(group, _seat_words(seat), seat, since=left.get(seat))
        for seat in rule.seats
        if seat not in taken
    ]
    if rule.leads and not any(member.role == rule.leads for member in members):
        lead = Role(rule.leads)
        empty.append(Vacancy(group, _lead_words(lead), role=lead, since=left.get(lead)))
    return empty


def _left_at(membership: Seat) -> datetime:
    return membership.left_at or now()


def all_vacancies() -> list[Vacancy]:
    """Every vacancy of every current group, governing bodies first, in one query of all memberships."""
    said: dict[int, list[Any]] = {}
    places: defaultdict[int, list[Held]] = defaultdict(list)
    rows: Any = _groups_with_each_place()
    for number, started_on, kind, name, slug, *held in rows:
        said[number] = [number, started_on, kind, name, slug]
        places[number].append(Held(*held))
    lacking = [of for number, of in said.items() if not _is_full(KINDS[KindCode(of[2])], places[number])]
    groups = [Group.from_db(None, IN_SHORT, of) for of in lacking]
    in_order = sorted(groups, key=lambda group: (not group.rule.governing, alphabetical(group.name)))
    return [vacancy for group in in_order for vacancy in _vacant_now(group, places[group.pk])]


@prepared()
def _groups_with_each_place() -> QuerySet[Group, Any]:
    """A row for each numbered seat or lead that has been held in a current group that is to have them."""
    kinds = [kind for kind in KINDS.values() if kind.seats or kind.leads]
    is_place = Q(memberships__seat__isnull=False) | Q(
        memberships__role__in=sorted({kind.leads for kind in kinds} - {""})
    )
    groups = Group.objects.current().filter(kind__in=[kind.code.value for kind in kinds]).order_by("pk")
    groups = groups.annotate(place=FilteredRelation("memberships", condition=is_place))
    return groups.values_list(*IN_SHORT, "place__role", "place__seat", "place__left_at")


def _is_full(rule: Kind, places: list[Held]) -> bool:
    """Most groups are, and are not even made."""
    held = [place for place in places if place.left_at is None]
    has_its_lead = not rule.leads or any(place.role == rule.leads for place in held)
    return has_its_lead and {place.seat for place in held}.issuperset(rule.seats)


def _vacant_now(group: Group, memberships: list[Held]) -> list[Vacancy]:
    sitting = [membership for membership in memberships if membership.left_at is None]
    return vacancies(group, sitting, [membership for membership in memberships if membership.left_at])


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
        "One of the three seats is vacant. The new one needs another background than those who sit there."
    )


def _lead_words(role: Role) -> str:
    return gettext("Nobody is chair.") if role == Role.CHAIR else gettext("Nobody is convener.")
