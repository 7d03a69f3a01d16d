from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback import reviewing
from feedback.models import Answer, Feedback
from feedback.models.receipt import REVIEWED_BY
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
        receipt = feedback.review_receipt
        self.is_answered = bool(receipt and receipt.published)
        if feedback.is_shared:
            del self.fields["share"]

    def clean_answer(self) -> str:
        text = self.cleaned_data["answer"]
        if text and self.is_answered:
            raise self._already_answered()
        return text

    def save(self, *, by: Person) -> bool:
        """False when somebody answered in the meantime: then it says so, and this answer is not sent."""
        reviewing.mark_read(self.feedback, by=by)
        text = self.cleaned_data["answer"]
        if text and not reviewing.answer(self.feedback, text, by=by):
            self.add_error("answer", self._already_answered())
            return False
        if self.cleaned_data.get("share"):
            reviewing.share(self.feedback, by=by)
        return True

    def _already_answered(self) -> forms.ValidationError:
        answers = Answer.objects.filter(receipt__feedback=self.feedback, receipt__body__kind=REVIEWED_BY)
        answer = answers.select_related("drafted_by").get()
        text = _("%(name)s has begun an answer. Read it on the feedback's own page; yours has not been sent.")
        if answer.is_published:
            text = _("%(name)s has already answered. Their answer stands; yours has not been sent.")
        return forms.ValidationError(text % {"name": answer.drafted_by})
