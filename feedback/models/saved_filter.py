from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui import fields, lengths
from ui.dates import now
from ui.swedish import alphabetically

MOST = 20  # of one person: more than one sees at a glance helps nobody
TAKEN = _("You already have one with that name. Choose another name, or remove the old one first.")
TOO_MANY = _("You have twenty saved views. Remove one that you no longer use first.")


class SavedFilterManager(models.Manager["SavedFilter"]):
    @transaction.atomic
    def keep(self, name: str, query: str, *, by: Person) -> "SavedFilter":
        """Save a view of the queue for oneself. Raises ValidationError beside the name; nothing is saved."""
        # The lock lets two windows of one person come one after the other, so that the count holds.
        Person.objects.select_for_update().get(pk=by.pk)
        if self.filter(person=by).count() >= MOST:
            raise ValidationError({"name": TOO_MANY})
        try:
            with transaction.atomic():
                return self.create(person=by, name=name, query=query)
        except IntegrityError:
            raise ValidationError({"name": TAKEN}) from None

    def throw_away(self, saved: "SavedFilter") -> None:
        self.filter(pk=saved.pk).delete()


class SavedFilter(models.Model):
    """What a coordinator often looks for in the queue, under a name of their own. Nobody else sees it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_filters")
    name = fields.CharField(_("name"), max_length=lengths.NAME)
    query = fields.TextField(_("what it shows"), max_length=lengths.ANSWER, blank=True)
    at = models.DateTimeField(_("saved"), default=now)

    objects = SavedFilterManager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = [alphabetically("name"), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="one_saved_view_per_person_and_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        queue = reverse("admin:feedback_feedback_changelist")
        return f"{queue}?{self.query}" if self.query else queue
