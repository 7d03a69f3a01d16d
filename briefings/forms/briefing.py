from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from briefings.models import Briefing
from people.models import Person
from ui import lengths
from ui.comparing import Piece, compare
from ui.edit_conflict import EditConflict
from ui.forms import MarkdownField, VersionedForm, VersionSeen, given


class BriefingForm(VersionedForm, forms.ModelForm):
    """The draft of a briefing. `version` is the one that was being changed."""

    text = MarkdownField(
        label=_("What is new"),
        help_text=_("One printed page is about 550 words."),
        widget=forms.Textarea(attrs={"rows": 28}),
        required=False,
        max_length=lengths.TEXT,
    )
    version = VersionSeen(required=True)

    pieces: list[Piece] | None = None  # how it differs from what somebody else saved meanwhile

    class Meta:
        model = Briefing
        fields = ["title", "text"]
        labels = {"title": _("Headline")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version if self.instance.pk else 0)

    def begin(self, *, by: Person) -> Briefing:
        """Raises ValidationError when there is a draft already."""
        briefing: Briefing = self.instance
        briefing.begin(by=by)
        return briefing

    def write(self, *, by: Person) -> Briefing:
        """Raises EditConflict or ValidationError, and saves nothing, when something stands in the way."""
        briefing: Briefing = self.instance
        briefing.write(seen=self.cleaned_data["version"], by=by, **given(self))
        return briefing

    def meet(self, conflict: EditConflict) -> None:
        self.pieces = compare(conflict.current.text, self.cleaned_data["text"])
        self.data = given(self)  # with our line ends
        super().meet(conflict)
