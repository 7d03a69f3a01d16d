from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui.days import GatheringDay
from ui.forms import CharField, SeenForm, changed
from ui.regular_text import regular_code
from workshops.models import State, Workshop
from workshops.models.workshop import MOST_MARKS

FIXED = _("Marks are being placed, so the number cannot be changed.")


class WorkshopForm(SeenForm):
    """What is asked, of whom, on which day, and how many marks each has."""

    class Meta:
        model = Workshop
        fields = [
            "question",
            "intro",
            "commissioned_by",
            "audience",
            "lets_guests_in",
            "all_guests_have_come",
            "held_on",
            "allowance",
        ]
        widgets = {
            "question": forms.Textarea(attrs={"rows": 2}),
            "intro": forms.Textarea(attrs={"rows": 4}),
            "allowance": forms.NumberInput(attrs={"max": MOST_MARKS}),
        }
        field_classes = {"held_on": GatheringDay}
        help_texts = {
            "question": _("One open question that begins with how or what. It is shown large on the screen."),
            "intro": _("A few lines that the participants read first."),
            "commissioned_by": _("Who wants to know? For example: the director."),
            "lets_guests_in": _(
                "Anyone with the code can take part without signing in, and sees nothing else."
            ),
            "all_guests_have_come": _(
                "No more guests are let in from then on, nor anybody you have shut out in another browser."
            ),
            "allowance": _("How many themes each participant may mark as the most important ones."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.state == State.PLANNED:  # nobody can have come
            del self.fields["all_guests_have_come"]

    def clean_allowance(self) -> int:
        """Fewer marks than somebody has placed would leave some that nobody may have."""
        allowance: int = self.cleaned_data["allowance"]
        if self.instance.state == State.MARKING and allowance != self.initial["allowance"]:
            raise forms.ValidationError(FIXED)
        return allowance

    def plan(self, *, by: Person) -> Workshop:
        return Workshop.objects.plan(self.save(commit=False), by=by)

    def save_by(self, by: Person) -> Workshop:
        """Raises ValidationError when the workshop is closed, and EditConflict."""
        workshop: Workshop = self.instance
        workshop.change(by=by, seen=self.what_was_seen, **changed(self))
        return workshop


class CodeForm(forms.Form):
    """The code that stands on the screen, however it is written: "482913", "482 913"."""

    code: Any = CharField(
        label=_("The workshop's code"),
        max_length=40,
        error_messages={"required": _("Enter the code that you see on the screen.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        code = regular_code(self.cleaned_data["code"])
        workshop = Workshop.objects.filter(code=code).first()
        if workshop is None:
            raise forms.ValidationError(_("There is no workshop with that code. Look at the screen again."))
        return workshop.code
