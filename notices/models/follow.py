from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person, PersonQuerySet
from ui.dates import now
from ui.prepared import Place


class FollowQuerySet(models.QuerySet["Follow"]):
    def of_targets(self, *targets: models.Model) -> "FollowQuerySet":
        """Follows of any of these things; none of none."""
        wanted = Q(pk__in=[])
        for target in targets:
            kind = ContentType.objects.get_for_model(target)
            wanted |= Q(target_type=kind, target_id=target.pk)
        return self.filter(wanted)

    def followers_of(self, *targets: models.Model) -> PersonQuerySet:
        """Everybody who works here and follows one of these things, each once."""
        people: PersonQuerySet = Person.objects.get_queryset().active()
        return people.filter(pk__in=self.of_targets(*targets).values("person"))

    def marks(self, person: Person, model: type[models.Model]) -> Exists:
        """For each row of a query of `model`: whether this person follows it."""
        return self.marks_of(person, ContentType.objects.get_for_model(model))

    def marks_of(self, person: Person | Place, kind: ContentType | Place) -> Exists:
        """The same, of a `kind` by its content type; both may be places of a prepared question."""
        return Exists(self.filter(person=person, target_type=kind, target_id=OuterRef("pk")))

    def begin(self, target: models.Model, *, by: Person) -> None:
        """Follow something from now on; already following, nothing changes. No act: the row is the trail."""
        kind = ContentType.objects.get_for_model(target)
        self.get_or_create(person=by, target_type=kind, target_id=target.pk)

    def stop(self, target: models.Model, *, by: Person) -> None:
        self.of_targets(target).filter(person=by).delete()


class Follow(models.Model):
    """Somebody has chosen to be told of what happens with a thing (a direction, a group)."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="follows", verbose_name=_("person")
    )
    target_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", verbose_name=_("kind of thing")
    )
    target_id = models.PositiveBigIntegerField(_("number of the thing"))
    target: Any = GenericForeignKey("target_type", "target_id")
    since = models.DateTimeField(_("since"), default=now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="followers_of_a_thing")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "target_type", "target_id"], name="each_thing_is_followed_once_by_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.target_type_id}:{self.target_id}"
