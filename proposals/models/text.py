from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 20_000  # characters of each text
WORDS = ["title", "text", "why", "effects"]


class ProposalText(models.Model):
    """The words of a proposal: while they are written, and as they were when they were handed in."""

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what is proposed"), max_length=LONGEST)
    why = models.TextField(_("why"), max_length=LONGEST)
    effects = models.TextField(_("what it costs or changes"), max_length=LONGEST, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in WORDS}
