"""The kinds of feedback, in words that staff recognise. Everything else asks this table.

| kind            | answered within | who writes it, and why                                  |
|-----------------|-----------------|---------------------------------------------------------|
| what we did     | reading is enough | so that others can follow the work                    |
| what we learned | reading is enough | so that others need not learn it again                |
| question        | 14 days         | somebody wants to know something before going on        |
| need a decision | 30 days         | the work stands still until a body says which way       |
| idea            | 30 days         | somebody proposes a thing that nobody has asked for     |

What is only to be read may still be answered. A kind is added by adding a row.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FeedbackKind(models.TextChoices):
    DID = "did", _("What we did")
    LEARNED = "learned", _("What we learned")
    QUESTION = "question", _("Question")
    DECISION = "decision", _("Need a decision")
    IDEA = "idea", _("Idea")


@dataclass(frozen=True)
class Kind:
    code: FeedbackKind
    means: str | Promise
    days: int | None = None  # within which whoever gets it is to answer; None when reading is enough

    def answer_by(self, sent_on: date) -> date | None:
        """The last day for an answer."""
        return sent_on + timedelta(days=self.days) if self.days else None


KINDS = {
    kind.code: kind
    for kind in (
        Kind(FeedbackKind.DID, _("To be read. Nobody has to answer.")),
        Kind(FeedbackKind.LEARNED, _("To be read, so that others need not learn it again.")),
        Kind(FeedbackKind.QUESTION, _("Answered within 14 days."), 14),
        Kind(
            FeedbackKind.DECISION, _("You wait for somebody to say which way. Answered within 30 days."), 30
        ),
        Kind(FeedbackKind.IDEA, _("Something you propose. Answered within 30 days."), 30),
    )
}
