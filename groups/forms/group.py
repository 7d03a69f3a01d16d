from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from groups import editing
from groups.kinds import KINDS
from groups.models import Group
from groups.models.group import MOST_SEATS
from groups.naming import check_name
from people.models import Person
from ui.choices import ChoiceOfOne
from ui.forms import SeenForm, changed
from ui.swedish import alphabetically
from workshops.models import Theme


class GroupForm(SeenForm):
    """What a group says of itself, and how many seats it has."""

    class Meta:
        model = Group
        fields = ["name", "summary", "charter", "seats"]
        widgets = {"seats": forms.NumberInput(attrs={"max": MOST_SEATS})}
        help_texts = {"seats": _("Leave it empty if there is room for everyone.")}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not slugify(name):
            raise forms.ValidationError(_("The name needs at least one letter or digit."))
        return name

    def save_by(self, by: Person) -> Group:
        """Raises ValidationError, beside the field, when there are too few seats, and EditConflict."""
        return editing.edit(self.instance, by=by, seen=self.what_was_seen, **changed(self))


class NewGroupForm(GroupForm):
    """A new working group or learning forum. Its address is made from its name."""

    kind = forms.ChoiceField(label=_("Kind"))
    direction = ChoiceOfOne(
        Direction.objects.current().order_by(alphabetically("title")),
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

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("name") and chosen.get("direction"):
            try:
                check_name(Group(name=chosen["name"], direction=chosen["direction"]))
            except forms.ValidationError as problem:
                self.add_error("name", problem)
        return chosen

    def start(self, *, by: Person) -> Group:
        """Raises ValidationError as `groups.editing.start` does."""
        chosen = self.cleaned_data
        self.instance.kind, self.instance.direction = chosen["kind"], chosen["direction"]
        return editing.start(self.save(commit=False), by=by)

    def refuse(self, problem: forms.ValidationError) -> None:
        """Said at the top, since it is about the whole of it."""
        self.add_error(None, forms.ValidationError(problem.messages))
