from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.events import GroupEvent
from groups.kinds import KindCode
from groups.models.member_line import MemberLine, line_of
from people.events import Scope, scope_of
from people.models import Act, Person
from ui import fields, lengths
from ui.choices import Written
from ui.dates import now
from ui.prepared import Place, prepared
from ui.swedish import alphabetically

COMMUNICATORS_SEAT = 4


class Role(models.TextChoices):
    CONVENER = "convener", _("Convener")
    DEPUTY = "deputy", _("Deputy convener")
    MEMBER = "member", _("Member")
    COMMUNICATOR = "communicator", _("Communicator")
    CHAIR = "chair", _("Chair")


REPRESENTATIVES = {Role.CONVENER, Role.DEPUTY}  # whom a manager contacts about an employee
IN_ORDER = models.Case(
    *(models.When(role=role, then=place) for place, role in enumerate(("chair", "convener", "deputy"))),
    default=9,
)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(left_at=None)

    def with_people(self) -> "MembershipQuerySet":
        """Those who lead first, then by name; with what a list of members shows."""
        return self.select_related("person__unit").order_by(IN_ORDER, alphabetically("person__name"))

    def coordinating(self) -> "MembershipQuerySet":
        return self.current().filter(group__kind=KindCode.COORDINATION_GROUP)


class Membership(models.Model):
    """One person's time in one group. Leaving closes the row; coming back opens another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey("groups.Group", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, default=Role.MEMBER)
    background = fields.CharField(_("background"), max_length=lengths.NAME, blank=True)
    seat = models.PositiveSmallIntegerField(_("seat"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined"), default=now)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["joined_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=Q(left_at=None),
                name="one_current_membership_per_person_and_group",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(left_at=None, role=Role.CONVENER),
                name="one_current_convener_per_group",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(left_at=None, role=Role.CHAIR),
                name="one_current_chair_per_group",
            ),
            models.UniqueConstraint(
                fields=["group", "seat"], condition=Q(left_at=None), name="one_current_holder_per_seat"
            ),
            models.UniqueConstraint(
                fields=["group", "background"],
                condition=Q(left_at=None, seat__lt=COMMUNICATORS_SEAT),
                name="coordinators_have_different_backgrounds",
            ),
            models.CheckConstraint(
                condition=Q(seat=None) | Q(seat__range=(1, COMMUNICATORS_SEAT)), name="seats_are_one_to_four"
            ),
            models.CheckConstraint(
                condition=Q(seat=None)
                | Q(seat=COMMUNICATORS_SEAT, role=Role.COMMUNICATOR)
                | (Q(seat__lt=COMMUNICATORS_SEAT) & ~Q(role=Role.COMMUNICATOR)),
                name="seat_four_is_the_communicators",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=models.F("joined_at")),
                name="nobody_leaves_before_they_joined",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}: {self.role}"

    @staticmethod
    @prepared(person=models.BigIntegerField())
    def current_of(person: Place) -> MembershipQuerySet:
        """Where somebody sits now, with groups and directions: for `Person.current_memberships`."""
        seats = Membership.objects.current().filter(person=person, group__ended_on=None)
        return seats.select_related("group__direction").order_by("joined_at")

    @classmethod
    def of_rank(cls, rank: tuple[str, str], group: int) -> "Membership":
        """What one sits on who stands in for somebody (`search/rights.py`): it says nothing else."""
        role, kind = rank
        groups: Any = cls._meta.get_field("group").related_model
        return cls(role=role, group=groups(pk=group, kind=kind))

    @property
    def rank(self) -> tuple[str, str]:
        """What rights follow from: as what one sits in which kind of group."""
        return self.role, self.group.kind

    @property
    def event_scope(self) -> Scope:
        return scope_of(self.group)

    @property
    def represents(self) -> bool:
        """Convener or deputy of this group."""
        return self.role in REPRESENTATIVES

    @property
    def coordinates(self) -> bool:
        """Sits on one of the coordination group's three seats; its communicator does not coordinate."""
        return self.group.kind == KindCode.COORDINATION_GROUP and self.role != Role.COMMUNICATOR

    @property
    def role_or_title(self) -> str:
        """What a list of members says of somebody: their role in the group, or else their title at work."""
        return Written(self.person.title) if self.role == Role.MEMBER else self.get_role_display()

    @property
    def line(self) -> MemberLine:
        return line_of(self)

    @property
    def sits_as(self) -> str:
        """Role, numbered seat and background: "Member, seat 2, kitchen"."""
        numbered = gettext("seat %(seat)s") % {"seat": self.seat} if self.seat else ""
        return ", ".join(part for part in (self.get_role_display(), numbered, self.background) if part)

    @transaction.atomic
    def leave(self, *, by: Person) -> None:
        """End this membership now. Doing it twice changes nothing the second time."""
        if Membership.objects.current().filter(pk=self.pk).update(left_at=now()):
            Act.objects.record(GroupEvent.LEFT, self.group, by=by, concerning=self.person, role=self.role)
        self.person.forget_memberships()
