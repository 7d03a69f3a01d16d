"""Presenting a stage to a body, and writing down what it said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directions.models import Stage
from groups import presenting
from groups.kinds import HEARING
from groups.models import Group, Presentation
from groups.presenting import PRESENTED_ALREADY
from people.models import Person
from ui import lengths
from ui.choices import ChoiceOfOne
from ui.days import GatheringDay
from ui.forms import CharField, MarkdownField, SeenForm, VersionedForm, VersionSeen, given


class PresentationForm(SeenForm):
    """To whom, when and with what; the bodies are those to which working groups feed back."""

    class Meta:
        model = Presentation
        fields = ["body", "on", "material"]
        labels = {"on": _("Day")}
        field_classes = {"on": GatheringDay, "body": ChoiceOfOne}
        help_texts = {
            "on": _("It may be in the future."),
            "material": _("What you want to show: a few lines, and links to more."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        body.queryset = Group.objects.current().filter(kind__in=HEARING)  # type: ignore[attr-defined]
        body.to_field_name, body.empty_label = "slug", _("Choose a body")  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["body"] = self.instance.body.slug

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        same = self.instance.stage.presentations.filter(body=chosen.get("body"), on=chosen.get("on"))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("on", PRESENTED_ALREADY)
        return chosen

    def save_by(self, by: Person) -> Stage:
        """Raises ValidationError when somebody planned the same this very moment, and EditConflict."""
        presentation: Presentation = self.instance
        if presentation.pk:
            presenting.change(presentation, by=by, seen=self.what_was_seen, **given(self))
        else:
            presenting.plan(presentation.stage, by=by, **given(self))
        return presentation.stage


class SaidForm(forms.ModelForm):
    """What the body said, in a few words that those who presented recognise."""

    said = MarkdownField(
        label=_("What did they say?"),
        error_messages={"required": _("Write down what they said. A few sentences will do.")},
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=lengths.REPLY,
    )

    class Meta:
        model = Presentation
        fields = ["said"]

    def save_by(self, by: Person) -> Stage:
        presentation: Presentation = self.instance
        presenting.record(presentation, by=by, **given(self))
        return presentation.stage


class SaidCorrectionForm(VersionedForm, forms.Form):
    """A version after what was written down, with its reason."""

    words_field = "said"

    said = MarkdownField(
        label=_("What did they say?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=lengths.REPLY,
    )
    why = CharField(
        label=_("What was wrong?"),
        help_text=_("In a sentence. It is shown beside the correction, and all versions can be read."),
        max_length=lengths.SENTENCE,
    )
    version = VersionSeen()

    def __init__(self, *args: Any, instance: Presentation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.presentation = instance
        self.initial = {"said": instance.words, "version": instance.version}

    def save_by(self, by: Person) -> Stage:
        """Raises EditConflict or ValidationError as `presenting.correct`."""
        chosen = self.cleaned_data
        presenting.correct(self.presentation, chosen["said"], chosen["why"], seen=chosen["version"], by=by)
        return self.presentation.stage
