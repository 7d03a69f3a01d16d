"""Which groups, and how one begins."""

from datetime import datetime
from itertools import chain, count
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Case, Count, F, Min, OuterRef, Q, Subquery, When
from django.utils.text import slugify

from directions.lifespan import LastingQuerySet
from directions.models.direction import HAS_ENDED
from groups.events import GroupEvent
from groups.kinds import TAKING_EMPLOYEES, TAKING_SIGN_UPS
from groups.models.group_row import COLUMNS, GroupRow
from groups.models.join_request import JoinRequest
from groups.models.join_state import JoinState
from groups.models.membership import Membership
from groups.naming import check_name
from people.models import Act, Person
from people.models.unit import Unit
from ui.dates import now, today
from ui.prepared import Place
from ui.swedish import alphabetically

if TYPE_CHECKING:
    from groups.models.group import Group

HAS_A_SEAT = Q(seats=None) | Q(seats__gt=F("taken") + F("held") + F("waiting"))
RESERVED = {"new"}  # words that are addresses of their own


class GroupQuerySet(LastingQuerySet["Group"]):
    def with_seats(self, at: datetime | Place | None = None) -> "GroupQuerySet":
        """Each group with its members, held seats and waiting list counted in the same query."""
        held = Q(join_requests__state=JoinState.OFFERED, join_requests__offered_until__gte=at or now())
        return self.annotate(
            taken=Count("memberships", filter=Q(memberships__left_at=None), distinct=True),
            held=Count("join_requests", filter=held, distinct=True),
            waiting=Count("join_requests", filter=Q(join_requests__state=JoinState.QUEUED), distinct=True),
        )

    def as_one_looks_for_one(self, at: datetime | Place | None = None) -> "GroupQuerySet":
        """By what they are about, in each direction those with a free seat first; the bodies come last."""
        return self.with_seats(at).order_by(
            alphabetically("direction__title").asc(nulls_last=True),
            Case(When(HAS_A_SEAT, then=0), default=1),
            alphabetically("name"),
        )

    def in_rows(self) -> list[GroupRow]:
        """What a list shows of these, which know their seats: the columns shown and nothing else."""
        return [GroupRow(**row) for row in self.values(*COLUMNS)]

    def with_next_meeting(self, at: datetime | Place | None = None) -> "GroupQuerySet":
        """Each with when it meets next, as `meets_at`; None when nothing is planned."""
        to_come = Q(meetings__cancelled_at=None, meetings__ends_at__gte=at or now())
        alone = self.model.objects.filter(pk=OuterRef("pk"))
        first = alone.annotate(first=Min("meetings__starts_at", filter=to_come))
        return self.annotate(meets_at=Subquery(first.values("first")))

    def with_request_of(self, person: Person | Place) -> "GroupQuerySet":
        """Each group with the person's own open request there, and how many wait for its answer."""
        mine = JoinRequest.objects.open().filter(group=OuterRef("pk"), person=person)
        asking = Q(join_requests__state=JoinState.PUT_FORWARD)
        return self.annotate(
            my_request=Subquery(mine.values("pk")[:1]),
            asking=Count("join_requests", filter=asking, distinct=True),
        )

    def open_to_join(self, person: Person) -> "GroupQuerySet":
        """Current, of a kind that takes somebody like `person`, and with a seat free."""
        kinds = TAKING_SIGN_UPS if person.is_manager else TAKING_EMPLOYEES
        return self.current().filter(kind__in=kinds).with_seats().filter(HAS_A_SEAT)

    @transaction.atomic
    def start(self, group: "Group", *, by: Person) -> "Group":
        """Let an unsaved group begin today, with an address of its own made from its name.

        Raises ValidationError when its direction has ended, also this very moment, or its theme is gone.
        """
        if group.theme:
            group.theme.lock()
        if group.direction and group.direction.locked().ended_on:
            raise ValidationError({"direction": HAS_ENDED})
        check_name(group)
        group.started_on = today()
        wanted = slugify(group.name)[:110]
        numbered = (f"{wanted}-{number}" for number in count(2))
        slugs = (slug for slug in chain([wanted], numbered) if slug not in RESERVED)
        next(slug for slug in slugs if self._save_as(group, slug))
        group.carry_out_what_is_under_way()
        Act.objects.record(GroupEvent.STARTED, group, by=by, kind=group.kind)
        return group

    def _save_as(self, group: "Group", slug: str) -> bool:
        """False when the address is taken, also by somebody who took it this very moment."""
        group.slug = slug
        try:
            with transaction.atomic():
                group.save(force_insert=True)
        except IntegrityError:
            if not self.filter(slug=slug).exists():
                raise  # it is another rule that was broken
            group.pk = None
            return False
        return True

    def with_members_from(self, unit: Unit) -> "GroupQuerySet":
        """Groups in which somebody from the unit, or from a part of it, sits now."""
        parts = unit.descendants(include_self=True).values("pk")
        members = Membership.objects.current().filter(person__unit__in=parts)
        return self.filter(pk__in=members.values("group"))
