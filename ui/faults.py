"""What stands in the way of a form that was sent, field by field, for the list above it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import forms

from ui.forms import FormOfForms


@dataclass(frozen=True)
class Fault:
    """What is wrong: `field` is the id of what is to be filled in, "" where it is the form as a whole."""

    field: str
    label: str
    words: str

    @property
    def lead(self) -> str:
        """The label as what is wrong follows upon it."""
        return self.label if self.label.endswith(("?", "!", ":", ".")) else f"{self.label}:"

    def about(self, name: str) -> "Fault":
        """The same, of one part of several that ask for the same."""
        return self if name in self.label else replace(self, label=f"{name}: {self.label}")


def faults_of(form: forms.BaseForm | FormOfForms) -> list[Fault]:
    if isinstance(form, FormOfForms):
        return [fault.about(getattr(part, "about", "")) for part in form.parts for fault in faults_of(part)]
    whole = [Fault("", "", str(error)) for error in form.non_field_errors()]
    wrong = [field for field in form if field.errors and not field.is_hidden]
    return whole + [
        Fault(_first_id(field), str(field.label), " ".join(map(str, field.errors))) for field in wrong
    ]


def _first_id(field: forms.BoundField) -> str:
    """Of several choices each has an id of its own; a form that draws them itself says which (`places`)."""
    places: Mapping[str, str] = getattr(field.form, "places", {})
    return places.get(field.name) or field.id_for_label or f"{field.auto_id}_0"
