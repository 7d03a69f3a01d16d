from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups import appointing
from groups.eligibility import Eligibility, NotAllowed
from groups.models import Group, Membership, Role
from groups.models.membership import COMMUNICATORS_SEAT
from people.choosing import PersonField
from people.models import Person
from ui import lengths
from ui.forms import CharField

ABOUT_SOMEBODY = {
    Eligibility.INSIDE: _("%(person)s already holds that seat."),
    Eligibility.MANAGERS_ONLY: _("%(person)s is not a manager, and this body is for managers."),
    Eligibility.THROUGH_MANAGER: _(
        "%(person)s is not in the group yet, and must first be put forward by their manager."
    ),
}


class AppointForm(forms.Form):
    """An appointment. What is asked for follows from the kind of group.

    Whoever hands over does so `within_group`; only coordinators bring in somebody from outside.
    """

    person = PersonField(label=_("Who"))
    role = forms.ChoiceField(label=_("As"))
    seat = forms.TypedChoiceField(label=_("Seat"), coerce=int)
    background = CharField(
        label=_("Background"),
        help_text=_("Such as: kitchen, property, HR. The three are to differ; the communicator needs none."),
        max_length=lengths.NAME,
        required=False,
    )

    def __init__(self, *args: Any, group: Group, within_group: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        whom: Any = self.fields["person"]
        whom.people = (group.people() if within_group else Person.objects).active()
        if within_group:
            whom.error_messages["nobody"] = _("Nobody in the group has that name or e-mail.")
        rule = group.rule
        if rule.seats:
            del self.fields["role"]
            self.fields["seat"].choices = [(seat, _seat_label(seat)) for seat in rule.seats]  # type: ignore[attr-defined]
        else:
            del self.fields["seat"], self.fields["background"]
            roles = [Role.CONVENER, Role.DEPUTY] if not rule.governing else [Role.MEMBER, Role.CHAIR]
            self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        needs_background = chosen.get("seat", COMMUNICATORS_SEAT) != COMMUNICATORS_SEAT
        if needs_background and not chosen.get("background"):
            self.add_error("background", _("The three need a background each."))
        return chosen

    def appoint(self, *, by: Person) -> Membership:
        """Raises NotAllowed or ValidationError, saying what stands in the way."""
        chosen = self.cleaned_data
        if "seat" in chosen:
            return appointing.fill_seat(
                self.group, chosen["seat"], chosen["person"], chosen["background"], by=by
            )
        role = Role(chosen["role"])
        if role == Role.MEMBER:
            return appointing.appoint_member(self.group, chosen["person"], by=by)
        return appointing.appoint_lead(self.group, chosen["person"], role, by=by)

    def refuse(self, problem: NotAllowed | forms.ValidationError) -> None:
        """Say beside the field what stood in the way."""
        if isinstance(problem, forms.ValidationError):
            self.add_error(None, problem)
        else:
            words = ABOUT_SOMEBODY.get(problem.eligibility, problem.eligibility.label)
            self.add_error("person", words % self.cleaned_data)


def _seat_label(seat: int) -> str:
    if seat == COMMUNICATORS_SEAT:
        return gettext("4, the communicator's")
    return str(seat)
