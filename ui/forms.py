"""How a form looks: one renderer for the whole portal, templates in `templates/forms/`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ui.edit_conflict import EditConflict
from ui.letters import is_visible, on_one_line, tidied

CHANGED_MEANWHILE = _(
    "Somebody changed it while you were writing, so nothing was saved. What you wrote is still here."
)

HIGHEST_VERSION = 2**31 - 1  # what the database keeps it in


FORMATTING = _("Formatting: ## heading, **bold**, - point. Addresses become links.")


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class CharField(forms.CharField):
    """What people write, cleaned in one place: composed letters, line breaks that count as one character, as
    they do in the browser, one line where there is room for one, and nothing where there is nothing to see.
    """

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        if not text:
            return text
        text = tidied(text) if isinstance(self.widget, forms.Textarea) else on_one_line(text)
        text = text.strip() if self.strip else text
        return text if is_visible(text) or "\x00" in text else self.empty_value


class MarkdownField(CharField):
    """It says which signs format."""

    widget = forms.Textarea

    def __init__(self, *, help_text: str | Promise = "", **kwargs: Any) -> None:
        explained = format_lazy("{} {}", help_text, FORMATTING) if help_text else FORMATTING
        super().__init__(help_text=explained, **kwargs)


class SlugField(CharField, forms.SlugField):
    pass


class Fault(NamedTuple):
    """What is wrong with a field: `field` is the id of what is to be filled in."""

    field: str
    label: str
    words: str

    def about(self, name: str) -> "Fault":
        """The same, of one part of several that ask for the same."""
        return self if name in self.label else self._replace(label=f"{name}: {self.label}")


def faults_of(form: forms.BaseForm) -> list[Fault]:
    wrong = [field for field in form if field.errors and not field.is_hidden]
    return [Fault(_first_id(field), str(field.label), " ".join(map(str, field.errors))) for field in wrong]


def _first_id(field: forms.BoundField) -> str:
    """Of several choices each has an id of its own."""
    return field.id_for_label or f"{field.auto_id}_0"


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


class SaveAs(models.TextChoices):
    """Draft and completed are two acts: completing can make a text an official document (allmän handling)."""

    DRAFT = "draft", _("Draft")
    COMPLETED = "completed", _("Completed")


class SaveAsField(forms.ChoiceField):
    """The choice between them, each saying what it means."""

    def __init__(self, *, completed_means: str | Promise, **kwargs: Any) -> None:
        hints: dict[str, Any] = {
            SaveAs.DRAFT: _("You can go on changing it, or throw it away."),
            SaveAs.COMPLETED: completed_means,
        }
        widget = ExplainedChoices(hints=hints)
        super().__init__(
            label=_("Save as"), choices=SaveAs.choices, initial=SaveAs.DRAFT, widget=widget, **kwargs
        )


class DayInput(forms.DateInput):
    """The browser's own calendar; without it, a date written as 2026-11-24."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class ClockInput(forms.TimeInput):
    """The browser's own clock; without it, a time written as 13:30."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class VersionSeen(forms.IntegerField):
    """The version that was being changed. Whoever sends it again has seen the one that came in between."""

    widget = forms.HiddenInput

    def __init__(self, *, min_value: int = 0, required: bool = False, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, max_value=HIGHEST_VERSION, required=required, **kwargs)

    def clean(self, value: str | None) -> int:
        return super().clean(value) or 0


def given(form: forms.ModelForm) -> dict[str, Any]:
    """What a form says of its model's own fields, for the verb that saves them: no second list of them."""
    return {name: form.cleaned_data[name] for name in form._meta.fields or ()}


def changed(form: forms.ModelForm) -> dict[str, Any]:
    """The same, of those that were changed."""
    return {name: value for name, value in given(form).items() if name in form.changed_data}


class VersionedForm(forms.BaseForm):
    """A form with a `version`, which another person's saving may overtake.

    `overtaken` is then what stands there now, for the page to show beside what was typed.
    """

    overtaken: Any = None
    words_field = "text"  # beside which it is told
    version_name = "version"  # what its version is called on that which is saved

    def meet(self, conflict: EditConflict) -> None:
        """Keep every word, and tell. Whoever sends it again has seen what stands there now."""
        self.overtaken = conflict.current
        self.have_seen("version", getattr(conflict.current, self.version_name))
        self.add_error(self.words_field, self.why_not(conflict))

    def why_not(self, conflict: EditConflict) -> Any:
        return CHANGED_MEANWHILE

    def have_seen(self, name: str, version: int) -> None:
        self.data = dict(self.data.items()) | {name: str(version)}
