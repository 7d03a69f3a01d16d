"""How a form looks: one renderer for the whole portal, templates in `templates/forms/`."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class Explained(forms.widgets.ChoiceWidget):
    """Choices that each say what they mean, in a row of its own. `hints` is by the choice's value."""

    template_name = "forms/explained_choices.html"
    option_template_name = "django/forms/widgets/input.html"

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"hint": self.hints.get(value, "")}


class ExplainedChoices(Explained, forms.RadioSelect):
    """One of several."""


class ExplainedBoxes(Explained, forms.CheckboxSelectMultiple):
    """Any of several."""
