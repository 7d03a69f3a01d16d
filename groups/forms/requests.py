from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups import joining
from groups.choosing import ChoiceOfGroup
from groups.eligibility import Eligibility, NotAllowed
from groups.kinds import TAKING_EMPLOYEES
from groups.models import Group, JoinRequest
from people.choosing import PersonField
from people.models import Person
from people.models.person import led_by
from ui import lengths
from ui.forms import CharField
from ui.swedish import alphabetically


class ReasonForm(forms.Form):
    """A no always says why."""

    reason = CharField(
        label=_("Why not?"),
        error_messages={"required": _("Say why. One sentence is enough.")},
        help_text=_(
            "The employee, their manager, those who represent the group and the coordinators read it. "
            "At most 500 characters."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=lengths.REASON,
    )


class WordForm(forms.Form):
    word = CharField(
        label=_("A message to the group"),
        help_text=_("Who is it, and why this group? One sentence is enough, at most 300 characters."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=lengths.SENTENCE,
        required=False,
    )


class PutForwardForm(WordForm):
    """The manager's way: an own employee, a group, and a word to whoever represents it."""

    person = PersonField(
        label=_("Your employee"),
        nobody=_("That is not an employee of yours. Their own manager contacts the group."),
    )
    group = ChoiceOfGroup(
        Group.objects.current().filter(kind__in=TAKING_EMPLOYEES),
        label=_("Group"),
        empty_label=_("Choose a group"),
        error_messages={
            "invalid_choice": _("Nobody can join that group now: it has ended, or is not of that kind.")
        },
    )
    field_order = ["person", "group", "word"]

    def __init__(self, *args: Any, manager: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manager = manager
        own: Any = self.fields["person"]
        employees = Person.objects.active().filter(led_by(manager), is_manager=False)
        own.people = employees.order_by(alphabetically("name"), "pk")

    def put_forward(self) -> JoinRequest:
        """Raises NotAllowed with what stands in the way."""
        chosen = self.cleaned_data
        return joining.put_forward(chosen["group"], chosen["person"], by=self.manager, word=chosen["word"])

    def refuse(self, refusal: NotAllowed) -> None:
        """Say beside the field what stood in the way."""
        about_person = {
            Eligibility.INSIDE: _("%(person)s is already in %(group)s."),
            Eligibility.ASKED: _("%(person)s already has a request to join %(group)s."),
        }
        words = about_person.get(refusal.eligibility, refusal.eligibility.label)
        self.add_error(
            "person" if refusal.eligibility in about_person else "group", words % self.cleaned_data
        )
