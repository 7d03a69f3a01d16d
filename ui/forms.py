"""What every form here has in common: fields that clean what people write, and how errors are told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ui import lengths
from ui.choices import Written
from ui.edit_conflict import EditConflict, Seen
from ui.growing_line import GrowingLine
from ui.letters import is_visible, on_one_line, tidied

CHANGED_MEANWHILE = _(
    "Somebody changed it while you were writing, so nothing was saved. What you wrote is still here."
)

STANDS_NOW = _("What is there now: %(words)s")

HIGHEST_VERSION = 2**31 - 1  # what the database keeps it in


FORMATTING = _("Formatting: ## heading, **bold**, - point. Addresses become links.")


class HiddenInput(forms.HiddenInput):
    """Nobody meets it, so nothing describes it: HTML allows no `aria-describedby` there."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attrs = super().build_attrs(*args, **kwargs)
        return {name: value for name, value in attrs.items() if not name.startswith("aria-")}


class CharField(forms.CharField):
    """What people write, cleaned in one place: composed letters, line breaks that count as one character, as
    they do in the browser, one line where there is room for one, and nothing where there is nothing to see.

    A line that has room for a sentence grows: on a telephone an input shows forty letters of it.
    """

    hidden_widget = HiddenInput
    grows = True

    def __init__(
        self,
        *,
        max_length: int | None = None,
        widget: forms.Widget | type[forms.Widget] | None = None,
        **kwargs: Any,
    ) -> None:
        is_long = max_length is not None and max_length >= lengths.TITLE
        if widget is None and is_long and self.grows and self.widget is forms.TextInput:
            widget = GrowingLine
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        if not text:
            return text
        is_text = isinstance(self.widget, forms.Textarea) and not isinstance(self.widget, GrowingLine)
        text = tidied(text) if is_text else on_one_line(text)
        text = text.strip() if self.strip else text
        return text if is_visible(text) or "\x00" in text else self.empty_value


class SearchField(CharField):
    """A word or two that narrow a list (`ui.searching`)."""

    widget = forms.SearchInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Search"), max_length=lengths.TITLE, required=False, **kwargs)


class MarkdownField(CharField):
    """It says which signs format."""

    widget = forms.Textarea

    def __init__(self, *, help_text: str | Promise = "", **kwargs: Any) -> None:
        explained = format_lazy("{} {}", help_text, FORMATTING) if help_text else FORMATTING
        super().__init__(help_text=explained, **kwargs)


class SlugField(CharField, forms.SlugField):
    grows = False


class FormOfForms:
    """Several forms that are sent as one."""

    @property
    def parts(self) -> Sequence[forms.BaseForm]:
        raise NotImplementedError


class Explained(forms.widgets.ChoiceWidget):
    """Choices that each say what they mean, in a row of its own. `hints` is by the choice's value."""

    template_name = "forms/explained_choices.html"
    option_template_name = "django/forms/widgets/input.html"

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints = hints or {}
        self.closed: frozenset[str] = frozenset()

    def close(self, values: Iterable[str], why: str | Promise) -> None:
        """Let these not be chosen in this form, and say why in the place of what they mean."""
        self.closed = frozenset(values)
        self.hints = {**self.hints, **dict.fromkeys(self.closed, why)}

    def create_option(
        self, name: str, value: int | str, label: int | str, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        language = "sv" if isinstance(label, Written) else ""
        if str(value) in self.closed:
            option["attrs"]["disabled"] = True
        return option | {"hint": self.hints.get(str(value), ""), "language": language}


class ExplainedChoices(Explained, forms.RadioSelect):
    """One of several."""


class ExplainedBoxes(Explained, forms.CheckboxSelectMultiple):
    """Any of several."""


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
    return {name: form.cleaned_data[name] for name in _columns(form)}


def _columns(form: forms.ModelForm) -> list[str]:
    """An admin class lists the mark of a `SeenForm` among them."""
    return [name for name in form._meta.fields or () if name != "seen"]


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

    def have_seen(self, name: str, version: int | str) -> None:
        typed: Any = self.data
        data = typed.copy()  # all of what was chosen, where it is several
        data[name] = str(version)
        self.data = data


class SeenForm(VersionedForm, forms.ModelForm):
    """A form of something without a version: a mark goes with it of what stood there when it was opened.

    Its verb takes `what_was_seen`, and asks for it under the row's lock.
    """

    seen = CharField(widget=forms.HiddenInput, max_length=lengths.NAME, required=False)
    more_seen: ClassVar[tuple[str, ...]] = ()  # columns that the form fills in otherwise than by their names

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self._as_it_stands(self.instance).mark

    def clean(self) -> Any:
        typed = super().clean()
        self.mark = self.cleaned_data.pop("seen", "")
        return typed

    @property
    def what_was_seen(self) -> Seen | None:
        """None for what is new, and for whoever does not say."""
        return Seen(self._watched, self.mark) if self.mark and self.instance.pk else None

    def meet(self, conflict: EditConflict) -> None:
        """Keep every word, and tell beside each field what another has put there."""
        self.overtaken = conflict.current
        self.have_seen("seen", self._as_it_stands(conflict.current).mark)
        self.add_error(None, CHANGED_MEANWHILE)
        for bound in type(self)(instance=conflict.current).visible_fields():
            if bound.name in self.fields and bound.field.has_changed(bound.value(), self[bound.name].data):
                self.add_error(bound.name, STANDS_NOW % {"words": _shown(bound)})

    @property
    def _watched(self) -> tuple[str, ...]:
        return (*_columns(self), *self.more_seen)

    def _as_it_stands(self, row: models.Model) -> Seen:
        return Seen.of(row, self._watched)


def _shown(bound: forms.BoundField) -> str:
    """A field's value as it is read; a long text by its beginning."""
    value = bound.value()
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    shown = bound.field.widget.format_value(value)
    labels = {str(code): str(label) for code, label in getattr(bound.field, "choices", ())}
    values = [str(code) for code in (shown if isinstance(shown, list) else [shown]) if code not in {None, ""}]
    words = ", ".join(labels.get(code, code) for code in values) or "–"
    return words if len(words) <= lengths.SENTENCE else f"{words[: lengths.SENTENCE - 1]}…"
