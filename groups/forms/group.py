from typing import Any

from django import forms
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from groups import joining, notifications
from groups.kinds import KINDS
from groups.models import Group
from people.models import Act, Person
from workshops.models import Theme


class GroupForm(forms.ModelForm):
    """What a group says of itself, and how many seats it has."""

    class Meta:
        model = Group
        fields = ["name", "summary", "charter", "seats"]
        help_texts = {"seats": _("Leave it empty when there is room for everyone.")}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not slugify(name):
            raise forms.ValidationError(_("The name needs at least one letter or digit."))
        return name

    @transaction.atomic
    def save_by(self, by: Person) -> bool:
        """Save what was changed, and let those who wait have what seats there are more of.

        False when there are too few seats for those who sit there or are promised one: decided under the
        group's lock, and then it says so beside the field.
        """
        locked = self.instance.locked()
        seats, needed = self.cleaned_data["seats"], locked.seats_taken + locked.seats_held
        if seats is not None and seats < needed:
            text = _("%(needed)s seats are taken or held, so the group needs at least as many.")
            self.add_error("seats", text % {"needed": needed})
            return False
        for name in self.changed_data:
            setattr(locked, name, self.cleaned_data[name])
        locked.save(update_fields=self.changed_data)
        Act.objects.record("changed", locked, by=by, fields=self.changed_data)
        joining.pass_on(locked)
        return True


class NewGroupForm(GroupForm):
    """A new working group or learning forum. Its address is made from its name."""

    kind = forms.ChoiceField(label=_("Kind"))
    direction = forms.ModelChoiceField(
        Direction.objects.current().order_by("title"),
        to_field_name="slug",
        label=_("Direction"),
        empty_label=_("Choose a direction"),
    )
    field_order = ["kind", "direction", "name", "summary", "charter", "seats"]

    def __init__(self, *args: Any, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if theme:
            self.instance.theme = theme
            self.initial.update(name=theme.title, charter=theme.in_markdown)
        doing = [kind.code for kind in KINDS.values() if not kind.governing]
        self.fields["kind"].choices = [(code.value, code.label) for code in doing]  # type: ignore[attr-defined]

    @transaction.atomic
    def start(self, *, by: Person) -> Group:
        chosen = self.cleaned_data
        self.instance.kind, self.instance.direction = chosen["kind"], chosen["direction"]
        group = Group.objects.start(self.save(commit=False), by=by)
        notifications.group_started(group, by=by)
        return group
