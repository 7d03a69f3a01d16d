"""A link of a group's lineage, set by hand."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from directions.forms.lineage import LinkForm
from groups.choosing import ChoiceOfGroup
from groups.models import Group


class GroupLinkForm(LinkForm):
    """The other group is found under its direction, with its seats or when it ended."""

    other: Any = ChoiceOfGroup(Group.objects.all(), label=_("What?"))
