from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from feedback import answering, replying
from feedback.correcting import CorrectionConflict
from feedback.models import Feedback, Receipt
from people.models import Person
from ui import lengths
from ui.edit_conflict import EditConflict
from ui.forms import MarkdownField, VersionedForm, VersionSeen
from ui.save_as import ButtonField

PUBLISHED_MEANWHILE = _(
    "The answer was published while you were writing. It stands. What you wrote is still here."
)
TEXT_CORRECTED = _(
    "The text was corrected while you were writing, so nothing was published. The text as"
    " it is now is above. What you wrote is still here."
)


class PublishAs(models.TextChoices):
    DRAFT = "draft", _("Save the draft")
    PUBLISHED = "published", _("Publish the answer")


MEANS: dict[str, Any] = {
    PublishAs.DRAFT: _("Seen only by those who sit here. Any of you can continue it."),
    PublishAs.PUBLISHED: _(
        "Sent to those who asked, in the body's name, dated today and with your name. It can "
        "become an official document (allmän handling), so nobody can change or remove it "
        "afterwards."
    ),
}


class AnswerForm(VersionedForm, forms.Form):
    """A body's answer, as a draft or published.

    `version` is the one that was being changed, `text_version` the one of the feedback that was read.
    """

    text = MarkdownField(
        label=_("Answer"),
        help_text=_("Say yes, no or not yet, and why. Write so that those who asked can move on."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=lengths.ANSWER,
    )
    version = VersionSeen(required=True)
    text_version = VersionSeen(min_value=1)
    save_as = ButtonField(choices=PublishAs.choices, hints=MEANS)

    is_corrected = False  # the text that is answered, meanwhile

    @property
    def publishes(self) -> bool:
        return self.cleaned_data.get("save_as") == PublishAs.PUBLISHED

    def write(self, receipt: Receipt, *, by: Person) -> Receipt:
        """Raises EditConflict or ValidationError, and saves nothing, when something stands in the way."""
        answering.write(
            receipt,
            self.cleaned_data["text"],
            seen=self.cleaned_data["version"],
            text_seen=self.cleaned_data["text_version"] or 1,
            publishes=self.publishes,
            by=by,
        )
        return receipt

    def meet(self, conflict: EditConflict) -> None:
        if isinstance(conflict, CorrectionConflict):
            self.is_corrected = True
            self.have_seen("text_version", conflict.current.version)
            self.add_error("text", TEXT_CORRECTED)
        else:
            super().meet(conflict)

    def why_not(self, conflict: EditConflict) -> Any:
        return PUBLISHED_MEANWHILE if conflict.current.is_published else super().why_not(conflict)


class ReplyForm(forms.Form):
    text = MarkdownField(
        label=_("Your reply"),
        help_text=_("Read by everybody who can read the feedback. It cannot be changed afterwards."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=lengths.REPLY,
    )

    def send(self, feedback: Feedback, *, by: Person) -> Feedback:
        replying.reply(feedback, self.cleaned_data["text"], by=by)
        return feedback
