from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directions.lifespan import Ending, Lasting
from directions.models import Direction, Stage
from groups.eligibility import Eligibility, NotAllowed
from groups.events import GroupEvent
from groups.kinds import GOVERNING, HEARING, KINDS, Kind, KindCode
from groups.models.group_query import GroupQuerySet
from groups.models.join_state import JoinState
from groups.models.membership import Membership, MembershipQuerySet, Role
from groups.naming import IS_TAKEN, check_name
from people.events import Scope
from people.models import Act, Person
from people.models.person import PersonQuerySet
from ui import fields, lengths
from ui.dates import now, today
from ui.fixed_addresses import address_of
from ui.prepared import Place, prepared
from ui.seats import seats_in_words
from ui.swedish import Fold, alphabetically

BODIES_GO_ON = _("A body ends only when another takes over from it, so this is not possible here.")
STARTING = timedelta(days=60)
MOST_SEATS = 2_000  # more than work here; with room for everyone none are counted


class Group(Lasting):
    """People who work together, or a body that governs the work. `groups.kinds` says what each kind is."""

    kind = models.CharField(_("kind"), max_length=20, choices=KindCode.choices)
    name = fields.CharField(_("name"), max_length=lengths.TITLE)
    slug = fields.SlugField(_("address"), max_length=lengths.TITLE, unique=True)
    summary = fields.CharField(_("in one sentence"), max_length=lengths.SUMMARY, blank=True)
    charter = fields.MarkdownField(_("charter"), max_length=lengths.TEXT, blank=True)
    direction = models.ForeignKey(
        Direction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("direction"),
    )
    theme = models.ForeignKey(
        "workshops.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("theme"),
    )
    seats = models.PositiveSmallIntegerField(
        _("seats"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)],
    )
    stages = models.ManyToManyField(Stage, through="groups.StageWork", related_name="groups")

    objects = GroupQuerySet.as_manager()

    class Meta(Lasting.Meta):
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = [alphabetically("name"), "pk"]
        constraints = [
            *Lasting.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(ended_on=None, kind__in=GOVERNING),
                name="one_current_group_of_each_governing_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=GOVERNING, direction=None)
                | (~Q(kind__in=GOVERNING) & Q(direction__isnull=False)),
                name="working_groups_have_a_direction_and_bodies_none",
            ),
            models.UniqueConstraint(
                "direction",
                Fold("name"),
                condition=Q(ended_on=None),
                name="living_groups_of_a_direction_have_names_of_their_own",
                violation_error_message=IS_TAKEN,
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="group_has_seats_one_can_count",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def on_page_of(cls, direction: Direction) -> list["Group"]:
        """A direction's groups, with their seats and next meetings: those that ended last come first."""
        groups = _on_page_of(direction=direction.pk, at=now())
        for group in groups:
            group.direction = direction
        return groups

    def get_absolute_url(self) -> str:
        return address_of("groups:detail", self.slug)

    @property
    def told_apart_by(self) -> str:
        home = self.direction.title if self.direction else self.get_kind_display()
        return f"{home}, {self.started_on:%Y}–{self.ended_on:%Y}" if self.ended_on else str(home)

    @property
    def follow_address(self) -> str:
        return address_of("groups:follow", self.slug)

    @property
    def unfollow_address(self) -> str:
        return address_of("groups:unfollow", self.slug)

    @property
    def suggest_address(self) -> str:
        return address_of("groups:suggest", self.slug)

    @property
    def rule(self) -> Kind:
        """What the table of kinds says of a group like this."""
        return KINDS[KindCode(self.kind)]

    @property
    def reports_to(self) -> list[str]:
        """The bodies that get its feedback, named as inside a sentence."""
        return [str(KINDS[kind].in_text) for kind in self.rule.reports_to]

    @property
    def hears_groups(self) -> bool:
        """Stages are presented to it: working groups and learning forums feed back to it."""
        return self.kind in HEARING

    @property
    def is_starting(self) -> bool:
        """It has not found its work yet, and may well read what resembles it."""
        return self.ended_on is None and today() - self.started_on < STARTING

    @property
    def stage_now(self) -> Stage | None:
        """The latest of its direction's stages that it carries out: none until one opens with it."""
        return next(iter(_own_stages(group=self.pk, direction=self.direction_id)), None)

    @property
    def seats_taken(self) -> int:
        return self.taken if hasattr(self, "taken") else self.memberships.current().count()

    @property
    def seats_held(self) -> int:
        return self.held if hasattr(self, "held") else self.join_requests.held().count()

    @property
    def waiting_list(self) -> int:
        return self.waiting if hasattr(self, "waiting") else self.join_requests.queue().count()

    @property
    def seats_free(self) -> int | None:
        """Seats for a newcomer: not taken, not held, and nobody waiting for them. None is room for all."""
        if self.seats is None:
            return None
        return max(self.seats - self.seats_taken - self.seats_held - self.waiting_list, 0)

    @property
    def seats_in_words(self) -> str:
        return seats_in_words(self) if self.rule.takes_sign_ups else str(self.get_kind_display())

    @property
    def is_full(self) -> bool:
        return self.seats_free == 0

    @property
    def has_room(self) -> bool:
        """A seat that is neither taken nor held, whoever may be waiting for it."""
        return self.seats is None or self.seats_taken + self.seats_held < self.seats

    def request_of(self, person: Person) -> int | None:
        """The number of the person's open request to join, if there is one."""
        if hasattr(self, "my_request"):
            return self.my_request
        return self.join_requests.open().filter(person=person).values_list("pk", flat=True).first()

    @property
    def event_scope(self) -> Scope:
        return Scope(direction=self.direction_id, group=self.pk)

    def locked(self) -> "Group":
        """This group afresh, its row locked until the transaction ends: who gets a seat is decided here."""
        return Group.objects.select_for_update().get(pk=self.pk)

    def people(self) -> PersonQuerySet:
        """Who belongs to it now. The Ledarforum keeps no list of its own: the directory is the list."""
        if self.rule.has_members:
            return Person.objects.filter(memberships__in=self.memberships.current())
        return Person.objects.managers()

    def members(self) -> MembershipQuerySet:
        """Those who sit in it now; of a group that has ended, everybody who took part."""
        return self.memberships.all() if self.ended_on else self.memberships.current()

    @transaction.atomic
    def admit(self, person: Person, *, by: Person, role: Role = Role.MEMBER) -> Membership:
        """Give `person` a seat, decided under a lock on the group so that the last seat has one taker.

        Raises NotAllowed when the group has ended, is full, is for managers only, or already has the person.
        """
        locked = self.locked()
        locked._check_admits(person)
        for request in locked.join_requests.open().filter(person=person):
            request.step(JoinState.WELCOMED, by=by)  # whatever way they were on, they have arrived
        if not locked.has_room:
            raise NotAllowed(Eligibility.FULL)
        membership = Membership.objects.create(group=self, person=person, role=role)
        Act.objects.record(GroupEvent.JOINED, self, by=by, concerning=person, role=role)
        person.forget_memberships()
        return membership

    @transaction.atomic
    def end(self, ending: Ending, *, by: Person, closing_words: str = "", handed_over_to: str = "") -> None:
        """End it today: everybody leaves, and whoever was on the way in is told so. Nothing is removed.

        Raises NotAllowed when it has ended already, and ValidationError for a body, which needs a successor.
        """
        locked = self.locked()
        if locked.ended_on:
            raise NotAllowed(Eligibility.ENDED)
        if locked.rule.governing:
            raise ValidationError(BODIES_GO_ON)
        for request in locked.join_requests.open():
            request.step(JoinState.GROUP_ENDED, by=by)
        self._let_everybody_go(by)
        self.ended_on, self.ending = today(), ending
        self.closing_words, self.handed_over_to = closing_words, handed_over_to
        self.save(update_fields=["ended_on", "ending", "closing_words", "handed_over_to"])
        Act.objects.record(GroupEvent.ENDED, self, by=by, ending=ending)

    def _let_everybody_go(self, by: Person) -> None:
        """The caller holds the group's lock."""
        leaving = list(self.memberships.current().select_related("person"))
        self.memberships.current().update(left_at=now())
        by.forget_memberships()
        Act.objects.record_all(
            Act.of(GroupEvent.LEFT, self, by=by, concerning=seat.person, role=seat.role) for seat in leaving
        )

    @transaction.atomic
    def move_to(self, direction: Direction, *, by: Person) -> None:
        """Go on under another direction. Which stages it has carried out stays in its `work`."""
        before, self.direction = self.direction_id, direction.locked()
        check_name(self)
        self.save(update_fields=["direction"])
        self.carry_out_what_is_under_way()
        Act.objects.record(GroupEvent.MOVED, self, by=by, before=before, direction=direction.pk)

    def carry_out_what_is_under_way(self) -> None:
        """A group that comes in the middle of its direction's stage takes part in it."""
        if self.direction:
            self.stages.add(*self.direction.stages.unreconsidered().on(today()))

    def _check_admits(self, person: Person) -> None:
        if self.ended_on:
            raise NotAllowed(Eligibility.ENDED)
        if self.memberships.current().filter(person=person).exists():
            raise NotAllowed(Eligibility.INSIDE)
        if not person.is_active:
            raise NotAllowed(Eligibility.GONE)
        if self.rule.managers_only and not person.is_manager:
            raise NotAllowed(Eligibility.MANAGERS_ONLY)


@prepared(group=models.BigIntegerField(), direction=models.BigIntegerField())
def _own_stages(group: Place, direction: Place) -> models.QuerySet[Stage]:
    own = Stage.objects.filter(groups=group, direction=direction)
    return own.select_related("direction", "reconsideration").order_by("-number")[:1]


@prepared(direction=models.BigIntegerField(), at=models.DateTimeField())
def _on_page_of(direction: Place, at: Place) -> models.QuerySet[Group]:
    groups = Group.objects.filter(direction=direction).with_seats(at).with_next_meeting(at)
    return groups.order_by("-ended_on", alphabetically("name"))
