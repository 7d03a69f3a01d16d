"""Under one direction no two living groups have the same name: nobody could tell them apart in a list."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from groups.models import Group

IS_TAKEN = _("A group under that direction already has that name. Choose another.")


def check_name(group: "Group") -> None:
    """Raises ValidationError when another has it. What writes holds the direction's lock while it asks."""
    same = type(group).objects.current().filter(direction=group.direction, name__iexact=group.name)
    if group.direction and same.exclude(pk=group.pk).exists():
        raise ValidationError(IS_TAKEN)
