from typing import Any

from django import forms

from notices.kinds import KINDS, NoticeKind, Pace
from notices.preferences import preferences_of, set_preferences
from people.models import Person


class NoticeSettingsForm(forms.Form):
    """For each kind of notice, how often it comes by e-mail."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        for kind, pace in preferences_of(person).items():
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, help_text=KINDS[kind].help, choices=Pace.choices, initial=pace
            )

    def save(self) -> None:
        set_preferences(
            self.person, {NoticeKind(kind): Pace(pace) for kind, pace in self.cleaned_data.items()}
        )
