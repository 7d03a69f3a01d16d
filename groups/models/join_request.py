from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from groups.models.join_state import EVENTS, HELD_OUT, NEXT, OPEN, UNANSWERED, JoinState
from groups.models.join_step import JoinStep
from groups.models.membership import REPRESENTATIVES, Membership
from people.events import Scope, scope_of
from people.models import Act, Person
from people.models.person import led_by, led_on
from ui import fields, lengths
from ui.dates import days_since, now, today
from ui.edit_conflict import EditConflict
from ui.fixed_addresses import address_of
from ui.prepared import Place, any_of

HOLD = timedelta(days=3)  # how long an offered seat is kept
REMIND_AFTER = 7  # days of silence after which whoever has the matter is reminded
STUCK_AFTER = 14  # days after which it shows with the coordinators too


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def open(self) -> "JoinRequestQuerySet":
        return self.filter(state__in=OPEN)

    def queue(self) -> "JoinRequestQuerySet":
        """The waiting list, whoever has waited longest first."""
        return self.filter(state=JoinState.QUEUED).order_by("queued_at", "pk")

    def held(self) -> "JoinRequestQuerySet":
        """Offers that still hold a seat."""
        return self.filter(state=JoinState.OFFERED, offered_until__gte=now())

    def stuck(self, silent: Place | None = None) -> "JoinRequestQuerySet":
        """Nobody has answered for so long that the coordinators should know: since `silent`."""
        return self.filter(state__in=UNANSWERED, since__lt=silent or now() - timedelta(days=STUCK_AFTER))

    def visible_to(self, person: Person) -> "JoinRequestQuerySet":
        """One's own, those of whom one leads, those to groups one represents; a coordinator sees all."""
        whose = who_answers(person)
        if whose["coordinates"]:
            return self
        mine = Q(person=person) | led_by(person, "person__") | Q(person__manager__manager=person)
        return self.filter(mine | Q(group__in=whose["represented"]))

    def waiting_for(self, person: Person) -> "JoinRequestQuerySet":
        """Those that this person can take further now: as manager, representative, or the one it is about.

        Not those who asked themselves and have been put forward: they have nothing to answer. The manager's
        manager sees what is stuck, and the coordinators what is stuck or has nobody else.
        """
        return self.filter(self.waits_for_whoever(**who_answers(person)))

    def waits_for_whoever(
        self,
        person: int | Place,
        day: date | Place,
        silent: datetime | Place,
        represented: Sequence[int | Place],
        coordinates: bool,
    ) -> Q:
        """The condition for whoever `who_answers` tells of; all but the last may be places."""
        stuck = Q(state__in=UNANSWERED, since__lt=silent)
        led = led_on(day, person, "person__")
        theirs = Q(state=JoinState.WISHED) & led
        wish = JoinStep.objects.wishes().filter(request=OuterRef("pk"))
        thought_of = Q(person=person) & Q(~Exists(wish))
        theirs |= Q(state=JoinState.PUT_FORWARD) & (any_of("group", represented) | thought_of)
        theirs |= Q(state__in=HELD_OUT) & (Q(person=person) | led)
        theirs |= stuck & Q(person__manager__manager=person)
        if coordinates:
            theirs |= stuck | self._has_nobody()
        return theirs

    def _has_nobody(self) -> Q:
        """A wish without a manager who could answer it, or a group that nobody represents."""
        no_manager = Q(person__manager=None) | Q(person__manager__is_active=False)
        speaks = Membership.objects.current().filter(role__in=REPRESENTATIVES).values("group")
        return Q(state=JoinState.WISHED) & no_manager | Q(state=JoinState.PUT_FORWARD) & ~Q(group__in=speaks)

    def in_short(self) -> "JoinRequestQuerySet":
        """With who wants where, and no more of them than that."""
        return self.select_related("person", "group").only("person__name", "group__name", "group__slug")

    def with_people(self) -> "JoinRequestQuerySet":
        return self.select_related(
            "person__manager__manager", "person__manager__stand_in", "person__unit", "group__direction"
        )


def who_answers(person: Person) -> dict[str, Any]:
    """What decides which requests wait for somebody, this moment."""
    seats = person.current_memberships
    return {
        "person": person.pk,
        "day": today(),
        "silent": now() - timedelta(days=STUCK_AFTER),
        "represented": tuple(membership.group_id for membership in seats if membership.represents),
        "coordinates": any(membership.coordinates for membership in seats),
    }


class JoinRequest(models.Model):
    """Somebody's way into a group, when it takes more than a click: through the manager, or by waiting list.

    `since` is when it came to where it is now; every step is kept as a `JoinStep`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="join_requests")
    group = models.ForeignKey("groups.Group", on_delete=models.PROTECT, related_name="join_requests")
    state = models.CharField(_("state"), max_length=12, choices=JoinState.choices)
    word = fields.CharField(_("a word to the group"), max_length=lengths.SENTENCE, blank=True)
    since = models.DateTimeField(_("since"), default=now)
    queued_at = models.DateTimeField(_("queued"), null=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True)
    offered_until = models.DateTimeField(_("held until"), null=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=Q(state__in=OPEN),
                name="one_open_join_request_per_person_and_group",
            ),
            models.CheckConstraint(
                condition=~Q(state=JoinState.QUEUED) | Q(queued_at__isnull=False),
                name="whoever_waits_in_line_has_a_place_in_it",
            ),
            models.CheckConstraint(
                condition=~Q(state=JoinState.OFFERED) | Q(offered_until__isnull=False),
                name="an_offered_seat_is_held_until_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.group_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return address_of("groups:request", self.pk)

    @property
    def event_scope(self) -> Scope:
        return scope_of(self.group)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def began_as_a_wish(self) -> bool:
        """The employee asked; otherwise the manager thought of them first."""
        return self.steps.wishes().exists()

    @property
    def days_waiting(self) -> int:
        return days_since(self.since)

    @property
    def waited(self) -> str:
        """How long it has waited, as a row in a list begins."""
        days = self.days_waiting
        sentence = ngettext("Waiting for %(days)s day", "Waiting for %(days)s days", days) % {"days": days}
        return sentence if days else gettext("Since today")

    @property
    def is_late(self) -> bool:
        return self.days_waiting >= REMIND_AFTER

    @property
    def is_stuck(self) -> bool:
        """Nobody has answered for so long that the coordinators step in."""
        return self.state in UNANSWERED and self.since < now() - timedelta(days=STUCK_AFTER)

    @property
    def place_in_line(self) -> int:
        """1 for whoever is next on the waiting list."""
        earlier = Q(queued_at__lt=self.queued_at) | Q(queued_at=self.queued_at, pk__lt=self.pk)
        return self.group.join_requests.queue().filter(earlier).count() + 1

    @classmethod
    def open_with(cls, state: JoinState, *, by: Person | None, **fields: Any) -> "JoinRequest":
        """A new request in its first state. The caller holds the group's lock."""
        at = now()
        queued_at = at if state == JoinState.QUEUED else None
        request = cls.objects.create(state=state, since=at, queued_at=queued_at, **fields)
        request._write_down(by, at)
        return request

    def step(
        self, state: JoinState, *, by: Person | None, reason: str = "", only_from: JoinState | None = None
    ) -> None:
        """Go on to `state`. The caller holds the group's lock; raises EditConflict when there is no such way.

        `by` is None when time itself does it: an offer that runs out, a seat that passes on. `only_from`
        is where the actor saw it: from elsewhere it has moved on.
        """
        self.refresh_from_db(fields=["state"])
        has_moved = only_from is not None and self.state != only_from
        if has_moved or state not in NEXT.get(JoinState(self.state), set()):
            raise EditConflict(self)
        self.state, self.since = state, now()
        if state == JoinState.QUEUED:
            self.queued_at = self.since
        self.offered_until = self.since + HOLD if state == JoinState.OFFERED else None
        self.reminded_at = None
        self.save(update_fields=["state", "since", "queued_at", "offered_until", "reminded_at"])
        self._write_down(by, self.since, reason)

    def _write_down(self, by: Person | None, at: datetime, reason: str = "") -> None:
        self.steps.create(state=self.state, by=by, at=at, reason=reason)
        Act.objects.record(EVENTS[JoinState(self.state)], self, by=by, concerning=self.person)
