from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from groups import joining
from groups.doors import Door, Refused
from groups.kinds import TAKING_EMPLOYEES, KindCode
from groups.models import Group, JoinRequest
from groups.models.group import GroupQuerySet
from people.models import Person, Unit


class GroupFilterForm(forms.Form):
    """What the list of groups can be narrowed to. A value that makes no sense is told beside its field."""

    direction = forms.ModelChoiceField(
        Direction.objects.current(),
        to_field_name="slug",
        required=False,
        label=_("Direction"),
        empty_label=_("All directions"),
    )
    kind = forms.ChoiceField(
        choices=[("", _("All kinds")), *KindCode.choices], required=False, label=_("Kind")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.divisions(),
        to_field_name="key",
        required=False,
        label=_("Members from"),
        empty_label=_("The whole administration"),
    )
    open = forms.BooleanField(required=False, label=_("Open to join"))
    ended = forms.BooleanField(required=False, label=_("Ended groups"))

    def narrow(self) -> GroupQuerySet:
        """The groups that match; every group that is current when nothing valid was chosen."""
        chosen: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        groups = Group.objects.ended() if chosen.get("ended") else Group.objects.current()
        if chosen.get("direction"):
            groups = groups.filter(direction=chosen["direction"])
        if chosen.get("kind"):
            groups = groups.filter(kind=chosen["kind"])
        if chosen.get("unit"):
            groups = groups.with_members_from(chosen["unit"])
        if chosen.get("open"):
            groups = groups.open_to_join()
        return groups


class ReasonForm(forms.Form):
    """A no always says why."""

    reason = forms.CharField(
        label=_("Why"),
        help_text=_("All three of you see it. Say it as you would face to face."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )


class WordForm(forms.Form):
    word = forms.CharField(
        label=_("A word to the group"),
        help_text=_("Who is it, and why this group? One sentence is enough."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        required=False,
    )


class PutForwardForm(WordForm):
    """The manager's way: an own employee, a group, and a word to whoever represents it."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Your employee"))
    group = forms.ModelChoiceField(
        Group.objects.current().filter(kind__in=TAKING_EMPLOYEES).order_by("name"),
        to_field_name="slug",
        label=_("Group"),
    )
    field_order = ["person", "group", "word"]

    def __init__(self, *args: Any, manager: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manager = manager
        own = manager.employees.active().filter(is_manager=False).order_by("name")
        self.fields["person"].queryset = own  # type: ignore[attr-defined]

    def put_forward(self) -> JoinRequest:
        """Raises Refused with what stands in the way."""
        chosen = self.cleaned_data
        return joining.put_forward(chosen["group"], chosen["person"], by=self.manager, word=chosen["word"])

    def refuse(self, refusal: Refused) -> None:
        """Say beside the field what stood in the way."""
        about_person = {
            Door.INSIDE: _("%(person)s is already in %(group)s."),
            Door.ASKED: _("%(person)s already has a request to %(group)s that is under way."),
        }
        words = about_person.get(refusal.door, refusal.door.label)
        self.add_error("person" if refusal.door in about_person else "group", words % self.cleaned_data)
