from allauth.account import forms as account
from django import forms
from django.utils.translation import gettext_lazy as _

from people import directory
from people.events import Source
from people.models import Person
from people.models.regular_fields import AddressFormField
from ui.forms import given
from ui.regular_text import regular_code


class AskForCodeForm(account.RequestLoginCodeForm):
    """In whatever form an address is written, it is looked for as it is stored."""

    email = AddressFormField(
        label=_("Work e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}), max_length=254
    )


class ConfirmCodeForm(account.ConfirmLoginCodeForm):
    def clean_code(self) -> str:
        self.cleaned_data["code"] = regular_code(self.cleaned_data["code"])
        code: str = super().clean_code()
        return code


class LanguageForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["language"]

    def save_by(self, by: Person) -> None:
        directory.update(by, by=by, source=Source.WEB, **given(self))
