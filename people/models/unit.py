from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode
from tree_queries.query import TreeQuerySet

from ui import fields, lengths
from ui.swedish import alphabetically


class UnitQuerySet(TreeQuerySet):
    def divisions(self) -> "UnitQuerySet":
        """The parts right below the administration itself: what people mean by "where do you work"."""
        return self.filter(parent__parent__isnull=True, parent__isnull=False).order_by(alphabetically("name"))


class Unit(TreeNode):
    """A part of the organisation (avdelning, område, enhet). The administration itself is the root."""

    name = fields.CharField(_("name"), max_length=lengths.TITLE)
    key = fields.SlugField(_("key"), max_length=lengths.TITLE, unique=True)

    objects = UnitQuerySet.as_manager(with_tree_fields=False)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = [alphabetically("name")]

    def __str__(self) -> str:
        return self.name

    @property
    def told_apart_by(self) -> str:
        """What of: there is a "Köket" in many a place."""
        return self.parent.name if self.parent else self.key
