from django import forms

from people import directory
from people.events import Source
from people.models import Person
from ui.forms import given


class LanguageForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["language"]

    def save_by(self, by: Person) -> None:
        directory.update(by, by=by, source=Source.WEB, **given(self))
