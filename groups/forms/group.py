from typing import Any

from django import forms
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from groups import joining
from groups.kinds import KINDS
from groups.models import Group
from people.models import Act, Person


class GroupForm(forms.ModelForm):
    """What a group says of itself, and how many seats it has."""

    class Meta:
        model = Group
        fields = ["name", "summary", "charter", "seats"]
        help_texts = {"seats": _("Leave it empty when there is room for everyone.")}

    def clean_seats(self) -> int | None:
        seats: int | None = self.cleaned_data["seats"]
        members = self.instance.memberships.current().count() if self.instance.pk else 0
        if seats is not None and seats < members:
            text = _("%(members)s people sit in the group already, so it needs at least as many seats.")
            raise forms.ValidationError(text % {"members": members})
        return seats

    @transaction.atomic
    def save_by(self, by: Person) -> Group:
        """Save, and let those who wait have what seats there are more of."""
        group: Group = self.save()
        Act.objects.record("changed", group, by=by, fields=self.changed_data)
        joining.pass_on(group.locked())
        return group


class NewGroupForm(GroupForm):
    """A new working group or learning forum. Its address is made from its name."""

    kind = forms.ChoiceField(label=_("Kind"))
    direction = forms.ModelChoiceField(
        Direction.objects.current().order_by("title"), to_field_name="slug", label=_("Direction")
    )
    field_order = ["kind", "direction", "name", "summary", "charter", "seats"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        doing = [kind.code for kind in KINDS.values() if not kind.governing]
        self.fields["kind"].choices = [(code.value, code.label) for code in doing]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not slugify(name):
            raise forms.ValidationError(_("The name needs at least one letter or digit."))
        return name

    def start(self, *, by: Person) -> Group:
        chosen = self.cleaned_data
        self.instance.kind, self.instance.direction = chosen["kind"], chosen["direction"]
        return Group.objects.start(self.save(commit=False), by=by)
