from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from ui.dates import now


class ActManager(models.Manager["Act"]):
    def record(self, verb: str, target: models.Model, *, by: Person | None, **facts: Any) -> "Act":
        """Write down that `by` did `verb` to `target` just now; call it in the verb's own transaction.

        `facts` are a few JSON values that the reader of a trail needs, such as a role or a person's id.
        """
        return self.create(verb=verb, target=target, by=by, facts=facts)


class Act(models.Model):
    """One thing done: by whom, what, to which object, when. Written once and never changed."""

    verb = models.CharField(_("what"), max_length=40)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="acts", verbose_name=_("by whom")
    )
    at = models.DateTimeField(_("when"), default=now, db_index=True)
    target_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of thing")
    )
    target_id = models.PositiveBigIntegerField(_("number of the thing"))
    target = GenericForeignKey("target_type", "target_id")
    facts = models.JSONField(_("facts"), default=dict, blank=True)

    objects = ActManager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["target_type", "target_id", "-at"], name="acts_of_an_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type_id}:{self.target_id}"
