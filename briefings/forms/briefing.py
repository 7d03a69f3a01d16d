from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from briefings.models import Briefing
from people.models import Person

CHANGED_MEANWHILE = _(
    "Somebody saved the briefing while you wrote, so nothing was saved. Your words are still here."
)


class BriefingForm(forms.ModelForm):
    """The draft of a briefing. `version` is the one that was being changed."""

    text = forms.CharField(
        label=_("What is new"),
        help_text=_(
            "Markdown: ## heading, **bold**, - list, [words](link). One printed page is about 550 words."
        ),
        widget=forms.Textarea(attrs={"rows": 28}),
        required=False,
        max_length=20_000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = Briefing
        fields = ["title", "text"]
        labels = {"title": _("Headline")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version if self.instance.pk else 0)

    def clean_text(self) -> str:
        """Browsers send line ends of their own; ours make it comparable with what stands there."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def begin(self, *, by: Person) -> Briefing:
        """Raises ValidationError when there is a draft already."""
        briefing: Briefing = self.instance
        briefing.begin(by=by)
        return briefing

    def write(self, *, by: Person) -> Briefing:
        """Raises EditConflict or ValidationError, and saves nothing, when something stands in the way."""
        chosen, briefing = self.cleaned_data, self.instance
        briefing.write(title=chosen["title"], text=chosen["text"], seen=chosen["version"], by=by)
        return briefing

    def see(self, briefing: Briefing) -> None:
        """Whoever sends it again has seen the draft as it stands now."""
        typed = {name: self.cleaned_data[name] for name in self.Meta.fields}
        self.data = {**typed, "version": str(briefing.version)}
        self.add_error("text", CHANGED_MEANWHILE)
