from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui.dates import today


class Plan(models.Model):
    """One revision of the plan (projektplan) of the whole work, which is reworked every half year.

    A revision is never changed: the next one says what is different. The one with the highest number holds.
    """

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    text = models.TextField(_("text"))
    what_changed = models.CharField(_("what changed"), max_length=300)
    revised_on = models.DateField(_("revised on"), default=today)
    revised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.revised_on}"
