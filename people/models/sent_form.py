from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from ui.dates import now


class SentForm(models.Model):
    """A form that somebody has sent, and where it led: sent twice, it is answered the same and done once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(_("key"))
    address = models.CharField(_("address"), max_length=300, blank=True)
    mark = models.CharField(_("mark of the words"), max_length=32, blank=True, default="", db_default="")
    at = models.DateTimeField(_("when"), default=now, db_index=True)

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_answer_to_each_sent_form")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.address}"

    def is_otherwise(self, mark: str) -> bool:
        """Whether it was sent with other words; unknown of one from before they were marked."""
        return bool(self.mark and mark) and self.mark != mark
