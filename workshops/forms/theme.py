from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui import lengths
from ui.choices import ChoiceOfOne, ChoiceOfSeveral, Select, Written
from ui.forms import CharField, SeenForm, given
from workshops import grouping
from workshops.models import Answer, Theme, Workshop

NOWHERE = "none"  # out of any theme


class ThemeField(CharField):
    grows = False  # a word or two while the room waits: Enter sends it


class PlaceForm(forms.Form):
    """Answers that were ticked, and where they go: a theme that is there, a new one, or none."""

    places: ClassVar = {"answers": "arrived-title"}

    answers = ChoiceOfSeveral(
        Answer.objects.none(),
        error_messages={
            "required": _("Tick at least one note."),
            "invalid_choice": _("One of the notes does not belong to this workshop. Tick again."),
        },
    )
    theme = forms.ChoiceField(label=_("An existing theme"), required=False, widget=Select)
    title = ThemeField(label=_("A new theme"), max_length=lengths.TITLE, required=False)

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.fields["answers"].queryset = Answer.objects.of(workshop)  # type: ignore[attr-defined]
        self.themes = list(workshop.themes.in_order())
        choices = [
            ("", _("Choose a theme")),
            *((str(theme.pk), Written(theme.title)) for theme in self.themes),
        ]
        self.fields["theme"].choices = [*choices, (NOWHERE, _("No theme"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if "theme" not in chosen or "title" not in chosen:
            return chosen
        if not chosen["theme"] and not chosen["title"]:
            self.add_error("theme", _("Choose a theme, or name a new one."))
        elif chosen["theme"] and chosen["title"]:
            self.add_error("title", _("Choose one of the two: an existing theme, or a new one."))
        return chosen

    def place(self, *, by: Person) -> Theme | None:
        """Raises ValidationError when the workshop is not under way."""
        chosen = self.cleaned_data
        theme = next((theme for theme in self.themes if str(theme.pk) == chosen["theme"]), None)
        where = {"workshop": self.workshop, "theme": theme, "title": chosen["title"]}
        return grouping.sort(chosen["answers"], **where, by=by)


class ThemeForm(SeenForm):
    """A theme's title, and where it stands among the others."""

    class Meta:
        model = Theme
        fields = ["title", "order"]
        help_texts = {"order": _("1 comes first.")}

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        others = Theme.objects.filter(workshop=self.instance.workshop).exclude(pk=self.instance.pk)
        if others.filter(title=title).exists():
            raise forms.ValidationError(grouping.TAKEN)
        return title

    def save_by(self, by: Person) -> None:
        """Raises ValidationError, by field where there is one, and EditConflict."""
        grouping.revise(self.instance, by=by, seen=self.what_was_seen, **given(self))


class MergeForm(forms.Form):
    """Into which other theme of the same workshop."""

    into = ChoiceOfOne(
        Theme.objects.none(),
        label=_("Merge it into"),
        empty_label=_("Choose a theme"),
        error_messages={"required": _("Choose the theme that it becomes part of.")},
    )

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theme = theme
        others = Theme.objects.filter(workshop=theme.workshop).exclude(pk=theme.pk).in_order()
        self.fields["into"].queryset = others  # type: ignore[attr-defined]

    def merge(self, *, by: Person) -> Theme:
        """Raises ValidationError when the workshop is closed, or something has grown out of the theme."""
        into: Theme = self.cleaned_data["into"]
        grouping.merge(self.theme, into, by=by)
        return into
