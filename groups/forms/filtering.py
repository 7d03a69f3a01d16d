from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from groups.kinds import KindCode
from groups.models import Group
from groups.models.group import GroupQuerySet
from people.models import Person, Unit
from ui.choices import ChoiceToNarrowBy
from ui.forms import SearchField
from ui.searching import numbers_among


class GroupFilterForm(forms.Form):
    """What the list of groups can be narrowed to. A value that makes no sense is told beside its field."""

    q = SearchField()
    direction = ChoiceToNarrowBy(
        Direction.objects.current,
        to_field_name="slug",
        label=_("Direction"),
        empty_label=_("All directions"),
    )
    kind = forms.ChoiceField(
        choices=[("", _("All kinds")), *KindCode.choices], required=False, label=_("Kind")
    )
    unit = ChoiceToNarrowBy(
        lambda: Unit.objects.divisions().select_related("parent"),
        to_field_name="key",
        label=_("Members from"),
        empty_label=_("The whole administration"),
    )
    open = forms.BooleanField(required=False, label=_("Open to join"))
    ended = forms.BooleanField(required=False, label=_("Ended groups"))

    def narrow(self, person: Person) -> GroupQuerySet:
        """The groups that match, of the open ones those for `person`; when nothing valid was chosen, all."""
        chosen: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        groups = Group.objects.ended() if chosen.get("ended") else Group.objects.current()
        if chosen.get("direction"):
            groups = groups.filter(direction=chosen["direction"])
        if chosen.get("kind"):
            groups = groups.filter(kind=chosen["kind"])
        if chosen.get("unit"):
            groups = groups.with_members_from(chosen["unit"])
        if chosen.get("q"):
            groups = groups.filter(pk__in=numbers_among("group", chosen["q"], groups))
        if chosen.get("open"):
            groups = groups.open_to_join(person)
        return groups
