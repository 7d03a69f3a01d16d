from django.db import models
from django.utils.translation import gettext_lazy as _

from ui import fields, lengths
from ui.regular_text import regular
from ui.swedish import alphabetically


def folded(name: str) -> str:
    """What two spellings of one word have in common."""
    return regular(name).casefold()


class Background(models.Model):
    """Where a coordinator comes from, as the list has it that one appoints from: one word for one thing.

    A seat keeps the word (`Membership.background`), and `groups.backgrounds` changes both together.
    """

    name = fields.CharField(_("background"), max_length=lengths.NAME)
    folded = fields.CharField(max_length=lengths.TITLE, unique=True, editable=False)

    class Meta:
        verbose_name = _("background")
        verbose_name_plural = _("backgrounds")
        ordering = [alphabetically("name"), "pk"]

    def __str__(self) -> str:
        return self.name
