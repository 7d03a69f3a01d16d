from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ui import lengths
from ui.forms import CharField
from workshops.models import Answer, Participant


class AnswerForm(forms.Form):
    """A note. Whoever has signed in may put their name under it."""

    text = CharField(
        label=_("Write a note"),
        max_length=lengths.NOTE,
        help_text=_("One thought per note. Write as many notes as you like."),
        error_messages={
            "required": _("Write something first. A few words are enough."),
            "max_length": _(
                "A note has room for %(limit_value)d characters, and this is %(show_value)d. Shorten "
                "it, or split it into several notes."
            ),
        },
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": " "}),
    )
    signed = forms.BooleanField(label=_("Put my name under it"), required=False)

    def __init__(self, *args: Any, is_guest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs.pop("maxlength", None)  # too long is told, never cut off
        if is_guest:
            del self.fields["signed"]

    def give(self, participant: Participant) -> None:
        """Raises ValidationError when the workshop takes no answers."""
        chosen = self.cleaned_data
        Answer.objects.give(participant, chosen["text"], key=self._key(), signed=chosen.get("signed", False))

    def _key(self) -> UUID | None:
        try:
            return UUID(self.data.get("form_key", ""))
        except ValueError:
            return None
