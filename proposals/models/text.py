from django.db import models
from django.utils.translation import gettext_lazy as _

from ui import fields, lengths

WORDS = ["title", "text", "why", "effects"]


class ProposalText(models.Model):
    """The words of a proposal: while they are written, and as they were when they were handed in."""

    title = fields.CharField(_("title"), max_length=lengths.TITLE)
    text = fields.MarkdownField(_("what is proposed"), max_length=lengths.TEXT)
    why = fields.MarkdownField(_("why"), max_length=lengths.TEXT)
    effects = fields.MarkdownField(_("what it costs or changes"), max_length=lengths.TEXT, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in WORDS}
