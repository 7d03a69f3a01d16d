from collections.abc import Iterable
from datetime import date
from typing import Any

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Case, Count, F, FilteredRelation, Q, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from people.models.regular_fields import AddressField, NameField
from people.models.unit import Unit
from ui import fields, lengths
from ui.dates import FIRST_DAY, LAST_DAY, today
from ui.prepared import Place
from ui.searching import numbers_among
from ui.swedish import alphabetically

# Django's own, so that nobody who is signed in is signed out by a new release.
SESSION_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"


def led_by(person: "Person", employee: str = "") -> Q:
    """The condition: an employee of `person`, or today of somebody for whom `person` stands in.

    `employee` is the way to them from the rows that are asked for, such as "person__".
    """
    return led_on(today(), person.pk, employee)


def led_on(day: date | Place, person: int | Place, employee: str = "") -> Q:
    """The same of any day and the number of a person; both may be places of a prepared question."""
    by_themselves = Q(**{f"{employee}manager": person})
    return (by_themselves | away_for(day, person, f"{employee}manager__")) & ~Q(**{f"{employee}pk": person})


def away_for(day: date | Place, person: int | Place, manager: str = "") -> Q:
    """The condition: a manager for whom that person stands in on that day; `manager` is the way to them."""
    away = {"is_active": True, "stand_in": person, "away_from__lte": day, "away_until__gte": day}
    return Q(**{f"{manager}{name}": value for name, value in away.items()})


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> "PersonQuerySet":
        return self.filter(is_active=True)

    def visible_to(self, person: "Person") -> "PersonQuerySet":
        """Whom others find and see: here, and nowhere else, it is decided who is kept from whom."""
        return self.active()

    def managers(self) -> "PersonQuerySet":
        """Every manager of the administration who is still here: the Ledarforum."""
        return self.active().filter(is_manager=True)

    def with_unread_notices(self) -> "PersonQuerySet":
        """How many notices they have not read, as `unread_notices`: every page shows it."""
        unread = FilteredRelation("notices", condition=Q(notices__read_at=None))
        return self.annotate(unread=unread).annotate(unread_notices=Count("unread"))

    def found_by(self, words: str) -> "PersonQuerySet":
        """Those of them whom search finds by their name, title or unit, best first; or whose e-mail it is."""
        words = words.replace("\0", "").strip()
        if "@" in words:
            return self.filter(email__iexact=words)
        numbers = numbers_among("person", words, self)
        places = [When(pk=number, then=place) for place, number in enumerate(numbers)]
        return (
            self.filter(pk__in=numbers).order_by(Case(*places, default=0), "pk") if numbers else self.none()
        )


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def create_superuser(self, **fields: Any) -> "Person":
        """`manage.py createsuperuser` makes the technical administrator: nobody is above the rules."""
        password = fields.pop("password", None)
        person: Person = self.model(**fields, is_administrator=True)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Language(models.TextChoices):
    SWEDISH = "sv", "Svenska"
    ENGLISH = "en", "English"


class Person(AbstractBaseUser):
    """Someone in the organisation's directory. Most of them never sign in; many have no e-mail."""

    directory_id = fields.CharField(_("directory id"), max_length=64, unique=True)
    name = NameField(_("name"), max_length=lengths.TITLE)
    email = AddressField(_("work e-mail"), null=True, blank=True)
    title = fields.CharField(_("title"), max_length=lengths.TITLE, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("unit")
    )
    manager = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="employees",
        verbose_name=_("manager"),
    )
    stand_in = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_in_for",
        verbose_name=_("stand-in"),
    )
    away_from = models.DateField(_("away from"), null=True, blank=True)
    away_until = models.DateField(_("away until"), null=True, blank=True)
    is_manager = models.BooleanField(_("is a manager"), default=False)
    is_administrator = models.BooleanField(_("is the technical administrator"), default=False)
    is_active = models.BooleanField(_("works here"), default=True)
    knows_the_portal = models.BooleanField(default=False, db_default=False, editable=False)
    session_series = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.SWEDISH
    )

    objects = PersonManager.from_queryset(PersonQuerySet)()

    USERNAME_FIELD = "directory_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "email"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = [alphabetically("name"), "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email_address"),
            models.CheckConstraint(
                condition=Q(email=None) | Q(email=Lower("email")), name="addresses_are_in_small_letters"
            ),
            models.CheckConstraint(condition=~Q(email=""), name="no_email_is_null_not_empty"),
            models.CheckConstraint(condition=~Q(manager=F("id")), name="nobody_is_their_own_manager"),
            models.CheckConstraint(
                condition=Q(stand_in=None) | ~Q(stand_in=F("id")), name="nobody_stands_in_for_themselves"
            ),
            models.CheckConstraint(
                condition=Q(stand_in=None, away_from=None, away_until=None)
                | Q(
                    stand_in__isnull=False,
                    away_from__isnull=False,  # a comparison with nothing would be neither true nor false
                    away_until__isnull=False,
                    away_from__gte=FIRST_DAY,
                    away_until__gte=F("away_from"),
                    away_until__lte=LAST_DAY,
                ),
                name="a_stand_in_has_a_first_day_and_a_last",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:person", args=[self.pk])

    @property
    def me_address(self) -> str:
        """For a notice to the person about themselves (`Notice.address`)."""
        return reverse("me")

    @property
    def ways_in_address(self) -> str:
        return reverse("ways_in")

    def locked(self) -> "Person":
        """Afresh, the row locked until the transaction ends: who works here and who gets a seat is decided
        one after the other. Whoever also locks a group locks the person first. Who only refers to the row
        goes on.
        """
        return Person.objects.select_for_update(no_key=True).get(pk=self.pk)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What each session of theirs has to know: another `session_series` ends all of them."""
        known = f"{self.password}{self.session_series or ''}"
        return salted_hmac(SESSION_SALT, known, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_away(self) -> bool:
        """Somebody stands in for them today."""
        if not (self.stand_in and self.away_from and self.away_until):
            return False
        return self.stand_in.is_active and self.away_from <= today() <= self.away_until

    @property
    def acting(self) -> "Person | None":
        """Who does today what is a manager's to do: they, their stand-in, or nobody once they have left."""
        if not self.is_active:
            return None
        return self.stand_in if self.is_away else self

    @property
    def acting_manager(self) -> "Person | None":
        return self.manager.acting if self.manager else None

    @property
    def works_as(self) -> str:
        """Title and unit, which tell most people of one name apart."""
        return ", ".join(part for part in (self.title, self.unit.name if self.unit else "") if part)

    @property
    def told_apart_by(self) -> str:
        return ", ".join(part for part in (self.works_as, self.email) if part) or self.directory_id

    @property
    def spoken_name(self) -> list[str]:
        """The parts of the name as it is said; many directories write "Holmqvist, Karin"."""
        family, _comma, given = self.name.partition(",")
        return f"{given} {family}".replace(",", " ").split()

    @property
    def given_name(self) -> str:
        return next(iter(self.spoken_name), self.name)

    @property
    def initials(self) -> str:
        """First letters of the first and the last name: "Karin Holmqvist" is "KH"."""
        words = self.spoken_name
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()

    @cached_property
    def current_memberships(self) -> list[Any]:
        """Where this person sits now: current memberships, with groups and directions.

        Read once for each object, that is once for each request: every rule asks it. A verb that
        changes memberships calls `forget_memberships`.
        """
        seats = self.memberships.model.current_of(person=self.pk)
        for seat in seats:
            seat.person = self
        return list(seats)

    def let_introduction_go(self) -> None:
        """The sentence on what the portal is has been read, and does not come again."""
        Person.objects.filter(pk=self.pk).update(knows_the_portal=True)

    def forget_memberships(self) -> None:
        self.__dict__.pop("current_memberships", None)

    # What Django's auth and admin ask for. The rules answer, and nothing else does.

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and rules.has_perm(perm, self, obj)

    def has_perms(self, perms: Iterable[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    @property
    def is_staff(self) -> bool:
        """May enter the admin. Computed: a right that follows from where one sits today."""
        return self.has_perm("portal.enter_admin")
