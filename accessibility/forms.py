from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accessibility import reporting
from accessibility.models import Report
from ui.forms import given


class ReportForm(forms.ModelForm):
    """It asks for no name."""

    class Meta:
        model = Report
        fields = ["text", "page", "reply_to"]
        labels = {
            "text": _("What does not work?"),
            "page": _("On which page?"),
            "reply_to": _("How can we reach you?"),
        }
        help_texts = {
            "text": _(
                "What you wanted to do, what happened, and what you use: a screen reader, for example."
            ),
            "page": _("Its address or its heading, if it was on one page."),
            "reply_to": _("Only if you want an answer: an e-mail address or a telephone number."),
        }

    def save_with(self, key: UUID | None) -> None:
        reporting.report(key=key, **given(self))
