from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups import appointing
from groups.eligibility import Eligibility, NotAllowed
from groups.models import Background, Group, Membership, Role
from groups.models.membership import COMMUNICATORS_SEAT
from people.choosing import PersonField
from people.models import Person
from ui.choices import ChoiceOfOne
from ui.forms import ExplainedBoxes

ABOUT_SOMEBODY = {
    Eligibility.INSIDE: _("%(person)s already holds that seat."),
    Eligibility.MANAGERS_ONLY: _("%(person)s is not a manager, and this body is for managers."),
    Eligibility.THROUGH_MANAGER: _(
        "%(person)s is not in the group yet, and must first be put forward by their manager."
    ),
}


class AppointForm(forms.Form):
    """An appointment. What is asked for follows from the kind of group.

    Whoever hands over does so `within_group`; only coordinators bring in somebody from outside. Where another
    one would give way, that is asked first, by name.
    """

    person = PersonField(label=_("Who"))
    role = forms.ChoiceField(label=_("As"))
    seat = forms.TypedChoiceField(label=_("Seat"), coerce=int)
    background = ChoiceOfOne(
        Background.objects.all(),
        to_field_name="name",
        label=_("Background"),
        empty_label=_("Choose a background"),
        help_text=_("The three are to differ; the communicator needs none. The coordinators keep the list."),
        required=False,
    )

    def __init__(self, *args: Any, group: Group, within_group: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        whom: Any = self.fields["person"]
        whom.people = (group.people() if within_group else Person.objects).active()
        if within_group:
            whom.error_messages["nobody"] = _("Nobody in the group has that name or e-mail.")
        if group.rule.seats:
            del self.fields["role"]
            self._offer_seats()
        else:
            del self.fields["seat"], self.fields["background"]
            self._offer_roles()
        if not within_group:  # whoever hands over gives way themselves
            self._ask_whether_to_replace()

    def _offer_seats(self) -> None:
        """Each with who sits there; a vacant one is chosen."""
        held = {seat.seat: seat for seat in self.group.memberships.current().select_related("person")}
        seat: Any = self.fields["seat"]
        labels = [(number, _seat_label(number, held.get(number))) for number in self.group.rule.seats]
        seat.choices = [("", _("Choose a seat")), *labels]
        seat.initial = next((number for number in self.group.rule.seats if number not in held), "")

    def _offer_roles(self) -> None:
        """Each with who has it, where there is one alone."""
        roles = [Role.MEMBER, Role.CHAIR] if self.group.rule.governing else [Role.CONVENER, Role.DEPUTY]
        role: Any = self.fields["role"]
        role.choices = [(role.value, _role_label(role, appointing.leads(self.group, role))) for role in roles]

    def _ask_whether_to_replace(self) -> None:
        if holder := self._holder():
            self.fields["replaces"] = forms.TypedMultipleChoiceField(
                label=_("Somebody has this place"),
                choices=[(holder.pk, gettext("%(person)s gives way") % {"person": holder.person})],
                coerce=int,
                required=False,
                widget=ExplainedBoxes(),
            )

    def _holder(self) -> Membership | None:
        """Who would give way, as far as the form has been filled in."""
        if "seat" in self.fields:
            chosen = str(self["seat"].value())
            return appointing.sits_on(self.group, int(chosen)) if chosen in _NUMBERS else None
        chosen = self["role"].value()
        return appointing.leads(self.group, Role(chosen)) if chosen in Role.values else None

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        needs_background = chosen.get("seat", COMMUNICATORS_SEAT) != COMMUNICATORS_SEAT
        if needs_background and not chosen.get("background") and "background" not in self.errors:
            self.add_error("background", _("The three need a background each."))
        return chosen

    def appoint(self, *, by: Person) -> Membership:
        """Raises NotAllowed or ValidationError, saying what stands in the way."""
        chosen = self.cleaned_data
        known: Any = {"by": by, "replaces": chosen.get("replaces", ())}
        if "seat" in chosen:
            background = chosen["background"].name if chosen["background"] else ""
            return appointing.fill_seat(self.group, chosen["seat"], chosen["person"], background, **known)
        role = Role(chosen["role"])
        if role == Role.MEMBER:
            return appointing.appoint_member(self.group, chosen["person"], by=by)
        return appointing.appoint_lead(self.group, chosen["person"], role, **known)

    def in_words(self) -> str:
        """Who has been appointed, as what and where: once `appoint` has been called."""
        person = self.cleaned_data["person"]
        seat = self.group.memberships.current().get(person=person)
        names = {"person": person, "group": self.group, "role": seat.get_role_display().lower()}
        return gettext("%(person)s has been appointed to %(group)s as %(role)s.") % names

    def refuse(self, problem: NotAllowed | forms.ValidationError) -> None:
        """Say beside the field what stood in the way. Who holds the place may be another one by now."""
        if isinstance(problem, forms.ValidationError):
            self._ask_whether_to_replace()
            self.add_error(None, problem)
        else:
            words = ABOUT_SOMEBODY.get(problem.eligibility, problem.eligibility.label)
            self.add_error("person", words % self.cleaned_data)


_NUMBERS = {str(seat) for seat in range(1, COMMUNICATORS_SEAT + 1)}


def _seat_label(number: int, held: Membership | None) -> str:
    """The seat, and who sits there with which background."""
    text = (
        gettext("%(seat)s, the communicator's: %(who)s")
        if number == COMMUNICATORS_SEAT
        else "%(seat)s: %(who)s"
    )
    holder = (
        ", ".join(part for part in (held.person.name, held.background) if part) if held else gettext("nobody")
    )
    return text % {"seat": number, "who": holder}


def _role_label(role: Role, held: Membership | None) -> str:
    text = gettext("%(role)s (today %(person)s)") if held else "%(role)s"
    return text % {"role": role.label, "person": held.person if held else ""}
