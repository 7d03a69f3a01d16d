from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback import writing
from feedback.kinds import KINDS, FeedbackKind
from feedback.models import Feedback
from files.forms import WithAttachments
from people.models import Person
from ui.forms import ExplainedChoices, VersionedForm, VersionSeen, given
from ui.save_as import SaveAs, SaveAsField

COMPLETED_MEANS = _(
    "Sent upward and dated today. It can become an official document (allmän handling), "
    "so nobody can remove it afterwards, and what is corrected stays to be read."
)


class FeedbackForm(VersionedForm, WithAttachments, forms.ModelForm):
    """Writing feedback. Only those who may complete it are offered to do so."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=FeedbackKind.choices,
        widget=ExplainedChoices(hints={kind.code: kind.means for kind in KINDS.values()}),
        error_messages={"required": _("Choose what it is, so that those who get it know what to do.")},
    )
    version = VersionSeen()
    save_as = SaveAsField(completed_means=COMPLETED_MEANS)
    version_name = "draft_version"

    class Meta:
        model = Feedback
        fields = ["kind", "title", "text"]
        labels = {"title": _("Headline"), "text": _("What do you want to tell?")}
        help_texts = {
            "text": _("A few sentences will do. Write so that somebody who was not there understands."),
        }

    def __init__(self, *args: Any, may_complete: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "kind" not in (kwargs.get("initial") or {}):
            self.initial["kind"] = None  # chosen, not left as it was
        self.initial.setdefault("version", self.instance.draft_version)
        if not may_complete:
            del self.fields["save_as"]

    @property
    def completes(self) -> bool:
        return self.cleaned_data.get("save_as") == SaveAs.COMPLETED

    def write(self, *, by: Person) -> Feedback:
        """Save the draft, and complete it when that was chosen.

        Raises EditConflict or ValidationError, and saves nothing, when something stands in the way.
        """
        draft: Feedback = self.instance
        typed = {**given(self), "files": self.chosen, "complete": self.completes, "by": by}
        if draft.pk is None:
            return writing.post(about=draft.subject, voice=draft.voice, **typed)
        return writing.edit(draft, seen=self.cleaned_data["version"], **typed)
