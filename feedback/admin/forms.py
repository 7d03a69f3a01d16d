from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback import reviewing
from feedback.models import Feedback
from people.models import Person


class ReviewForm(forms.Form):
    """One form for the three things a coordinator does: reading is said by saving, the rest is optional."""

    answer = forms.CharField(
        label=_("Answer"),
        help_text=_("The sender sees it at once. Leave it empty to say only that you have read it."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=10_000,
        required=False,
    )
    share = forms.BooleanField(
        label=_("Share with everybody"),
        help_text=_("Shown on the first page, with the sender's name. It cannot be taken back."),
        required=False,
    )

    def __init__(self, *args: Any, feedback: Feedback, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feedback = feedback
        review = getattr(feedback, "review", None)
        self.is_answered = bool(review and review.answered_at)
        if feedback.is_shared:
            del self.fields["share"]

    def clean_answer(self) -> str:
        text = self.cleaned_data["answer"]
        if text and self.is_answered:
            by = self.feedback.review.answered_by
            raise forms.ValidationError(
                _("%(name)s has already answered. Their answer stands; yours has not been sent.")
                % {"name": by}
            )
        return text

    def save(self, *, by: Person) -> None:
        reviewing.mark_read(self.feedback, by=by)
        if self.cleaned_data["answer"]:
            reviewing.answer(self.feedback, self.cleaned_data["answer"], by=by)
        if self.cleaned_data.get("share"):
            reviewing.share(self.feedback, by=by)
