from django import forms

from ui.choices import Written
from ui.forms import SearchField


class SearchForm(forms.Form):
    """Nothing but such a word, for a list or a long choice."""

    q = SearchField()

    @property
    def words(self) -> str:
        return str(self.cleaned_data["q"]) if self.is_valid() else ""


def chosen_in(form: forms.BaseForm) -> list[str]:
    """The labels of what has been chosen in a form that is valid, in the order of its fields."""
    narrowing = [field for field in form if not (field.is_hidden or isinstance(field.field, SearchField))]
    return [_label_of(field, value) for field in narrowing if (value := form.cleaned_data[field.name])]


def _label_of(field: forms.BoundField, value: object) -> str:
    if value is True:
        return str(field.label)
    if isinstance(field.field, forms.ModelChoiceField):
        return Written(field.field.label_from_instance(value))
    return str(dict(field.field.choices)[value])  # type: ignore[attr-defined]
