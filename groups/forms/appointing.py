from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups import appointing
from groups.doors import Refused
from groups.models import Group, Membership, Role
from groups.models.membership import COMMUNICATORS_SEAT
from people.models import Person


class PersonField(forms.CharField):
    """Somebody in the directory, written as a name or a work e-mail; exactly one person must match."""

    def clean(self, value: Any) -> Person:
        words = super().clean(value).strip()
        found = Person.objects.active().filter(Q(name__iexact=words) | Q(email__iexact=words))[:2]
        if not found:
            raise forms.ValidationError(_("Nobody in the directory has that name or e-mail."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several people have that name. Write the e-mail instead."))
        return found[0]


class AppointForm(forms.Form):
    """An appointment. What is asked for follows from the kind of group."""

    person = PersonField(label=_("Who"), help_text=_("Name or work e-mail."), max_length=120)
    role = forms.ChoiceField(label=_("As"))
    seat = forms.TypedChoiceField(label=_("Seat"), coerce=int)
    background = forms.CharField(
        label=_("Background"),
        help_text=_("Such as: kitchen, property, HR. The three are to differ."),
        max_length=60,
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        rule = group.rule
        if rule.seats:
            del self.fields["role"]
            self.fields["seat"].choices = [(seat, _seat_label(seat)) for seat in rule.seats]  # type: ignore[attr-defined]
        else:
            del self.fields["seat"], self.fields["background"]
            roles = [Role.CONVENER, Role.DEPUTY] if not rule.governing else [Role.MEMBER, Role.CHAIR]
            self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]

    def appoint(self, *, by: Person) -> Membership | None:
        """None when the form could not be carried out: then it says why beside the field."""
        try:
            return self._appoint(by)
        except Refused as refusal:
            self.add_error("person", refusal.door.label)
        except forms.ValidationError as error:
            self.add_error(None, error)
        return None

    def _appoint(self, by: Person) -> Membership:
        chosen = self.cleaned_data
        if "seat" in chosen:
            return appointing.fill_seat(
                self.group, chosen["seat"], chosen["person"], chosen["background"], by=by
            )
        role = Role(chosen["role"])
        if role == Role.MEMBER:
            return appointing.appoint_member(self.group, chosen["person"], by=by)
        return appointing.appoint_lead(self.group, chosen["person"], role, by=by)


def _seat_label(seat: int) -> str:
    if seat == COMMUNICATORS_SEAT:
        return gettext("4, the communicator's")
    return str(seat)
