from django import forms

from people.models import Person


class LanguageForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["language"]
