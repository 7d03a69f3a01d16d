from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback import correcting
from feedback.models import Feedback
from people.models import Person
from ui import lengths
from ui.forms import CharField, MarkdownField, VersionedForm, VersionSeen


class CorrectionForm(VersionedForm, forms.Form):
    """A version after what was sent, with its reason. `version` is the one that was being corrected."""

    title = CharField(label=_("Headline"), max_length=lengths.TITLE)
    text = MarkdownField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 10}), max_length=lengths.TEXT)
    why = CharField(
        label=_("What was wrong?"),
        help_text=_("In a sentence. It is shown beside the correction, and all versions can be read."),
        max_length=lengths.SENTENCE,
    )
    version = VersionSeen(required=True, min_value=1)

    @staticmethod
    def begins_with(feedback: Feedback) -> dict[str, Any]:
        return {"title": feedback.headline, "text": feedback.words, "version": feedback.version}

    def correct(self, feedback: Feedback, *, by: Person) -> Feedback:
        """Raises EditConflict or ValidationError, and saves nothing, when something is in the way."""
        chosen = self.cleaned_data
        words = {name: chosen[name] for name in ("title", "text", "why")}
        correcting.correct(feedback, **words, seen=chosen["version"], by=by)
        return feedback
