from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.models.receipt import Receipt
from people.models import Person
from ui import fields, lengths
from ui.dates import now


class Answer(models.Model):
    """What a body answers, in its name: a draft that those who sit there write, then published for good.

    `version` counts the saves of the draft, so that nobody overwrites another's words. Publishing can make
    it an official document: nothing changes it afterwards.
    """

    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="answer")
    text = fields.MarkdownField(_("answer"), max_length=lengths.ANSWER)
    version = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField(_("written"), default=now)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published"), null=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="a_published_answer_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(text=""), name="a_published_answer_is_not_empty"
            ),
        ]
        indexes = [models.Index(fields=["published_at"], name="answers_by_day")]

    def __str__(self) -> str:
        return f"answer to {self.receipt_id}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
