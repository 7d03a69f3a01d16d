"""A form that a list is narrowed by, as nearly everybody meets it: with nothing chosen.

Its class and what there is to choose from decide alone how it is drawn, so it is drawn once (`ui.drawn`).
What there is to choose from is asked each time.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from ui.choices import ChoiceToNarrowBy, Offer, Written
from ui.drawn import drawn


@dataclass(frozen=True)
class Unfilled:
    """Such a form as plain values; a template takes its fields by name, as from the form itself."""

    form: str  # its class, by the name of its module and its own
    offered: tuple[tuple[str, tuple[Offer, ...]], ...]
    is_bound = False
    errors: ClassVar[dict[str, str]] = {}

    def is_valid(self) -> bool:
        return False

    @cached_property
    def _form(self) -> BaseForm:
        form: BaseForm = import_string(self.form)()
        for name, choices in self.offered:
            field: Any = form.fields[name]
            field.choices = [
                (value, Written(label) if written else label) for value, label, written in choices
            ]
        return form

    def __getitem__(self, name: str) -> BoundField:
        return self._form[name]


def draw_filter(template: str, form: BaseForm) -> SafeString:
    """The form's markup, by a template that sees the form and nothing else."""
    if form.is_bound:
        return render_to_string(template, {"form": form})
    kind = type(form)
    offered = (
        (name, field.offered()) for name, field in form.fields.items() if isinstance(field, ChoiceToNarrowBy)
    )
    return drawn(template, form=Unfilled(f"{kind.__module__}.{kind.__qualname__}", tuple(offered)))
