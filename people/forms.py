from typing import Any

from allauth.account import forms as account
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from people import directory
from people.choosing import PersonField
from people.events import Source
from people.models import Person
from people.models.regular_fields import AddressFormField
from people.sign_in_limits import REFUSED, may_ask_for_a_code
from ui import lengths
from ui.dates import today
from ui.days import FirstDayAway, LastDayAway
from ui.forms import CharField, given
from ui.regular_text import regular_code

TOO_MANY_CODES = _(
    "Too many codes have been asked for just now. Wait a while, and try again. The last one still works."
)


class AskForCodeForm(account.RequestLoginCodeForm):
    """In whatever form an address is written, it is looked for as it is stored."""

    email = AddressFormField(
        label=_("Work e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}), max_length=254
    )

    def clean_email(self) -> str:
        """allauth's own, with our limits."""
        email: str = self.cleaned_data["email"]
        self._user = Person.objects.get_queryset().active().filter(email=email).first()
        if not may_ask_for_a_code(context.request, email):
            raise forms.ValidationError(TOO_MANY_CODES)
        return email


class ConfirmCodeForm(account.ConfirmLoginCodeForm):
    code = CharField(
        label=_("Code"),
        widget=forms.TextInput(attrs={"placeholder": _("Code"), "autocomplete": "one-time-code"}),
        max_length=lengths.NAME,
    )

    def clean_code(self) -> str:
        self.cleaned_data["code"] = regular_code(self.cleaned_data["code"])
        try:
            code: str = super().clean_code()
        except forms.ValidationError:
            REFUSED.labels("wrong code").inc()
            raise
        return code


class StandInForm(forms.Form):
    """Who acts for a manager who is away, and from which day to which."""

    stand_in = PersonField(label=_("Who stands in"), nobody=_("No other manager has that name or e-mail."))
    away_from = FirstDayAway(label=_("From"), initial=today)
    away_until = LastDayAway(label=_("Until and including"))

    def __init__(self, *args: Any, manager: Person, **kwargs: Any) -> None:
        stands = {name: getattr(manager, name) for name in ("stand_in", "away_from", "away_until")}
        initial = {name: value for name, value in stands.items() if value}
        super().__init__(*args, **kwargs | {"initial": initial})
        self.manager = manager
        whom: Any = self.fields["stand_in"]
        whom.people = Person.objects.get_queryset().managers().exclude(pk=manager.pk)

    def save_by(self, by: Person) -> Person:
        directory.update(self.manager, by=by, source=Source.WEB, **self.cleaned_data)
        return self.manager


class LanguageForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["language"]

    def save_by(self, by: Person) -> None:
        directory.update(by, by=by, source=Source.WEB, **given(self))
