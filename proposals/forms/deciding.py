"""Preparing, deciding and following up a proposal."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from groups.kinds import KindCode
from groups.models import Membership
from people.choosing import PersonField
from people.models import Person
from proposals import deciding
from proposals.deciding import IN_THE_PAST, NO_SAMVERKAN, NOT_YET, SAMVERKAN_FIRST
from proposals.forms.proposing import SAMVERKAN_HINT
from proposals.models import Outcome, Preparation, Proposal, Recommendation
from proposals.models.proposal import IN_THE_FUTURE
from ui import lengths
from ui.dates import today
from ui.days import DueDay, PastDay
from ui.forms import CharField, ExplainedChoices, MarkdownField, VersionedForm, VersionSeen
from ui.save_as import SaveAs, SaveAsField

SAY_WHAT = _("Choose what you recommend.")
SAY_WHY = _("Say why. Those who proposed it read the reason.")
RECOMMENDED_MEANS = _(
    "Sent to the director, dated today. Those who proposed it can read it. It can become "
    "an official document (allmän handling), so nobody can change or remove it "
    "afterwards."
)
NEED_SAMVERKAN = {Outcome.APPROVED.value, Outcome.DECLINED.value}
NOT_WITHOUT_SAMVERKAN = _("Not possible before it is said when it was taken up in samverkan.")


def _words(rows: int = 6, **more: Any) -> MarkdownField:
    return MarkdownField(widget=forms.Textarea(attrs={"rows": rows}), max_length=lengths.TEXT, **more)


class PreparationForm(VersionedForm, forms.Form):
    """The storgrupp's recommendation, as a draft or completed."""

    recommendation = forms.ChoiceField(
        label=_("What do you recommend?"),
        choices=Recommendation.choices,
        widget=ExplainedChoices(
            hints={
                Recommendation.APPROVE: _("It should be done as it is proposed."),
                Recommendation.DECLINE: _("It should not be done."),
                Recommendation.SEND_BACK: _("Those who proposed it should work on it, and hand it in again."),
            }
        ),
        required=False,
    )
    reasons = _words(
        8,
        label=_("Why?"),
        help_text=_("The arguments for and against, and how you have weighed them."),
        required=False,
    )
    changes_how_people_work = forms.BooleanField(
        label=_("It changes how people work"),
        help_text=_("Tasks, working hours, tools, places or how work is divided."),
        required=False,
    )
    samverkan_on = PastDay(
        label=_("When was it taken up in samverkan?"),
        help_text=SAMVERKAN_HINT,
        error_messages={"too_late": IN_THE_FUTURE},
        required=False,
    )
    version = VersionSeen()
    save_as = SaveAsField(completed_means=RECOMMENDED_MEANS, completes=_("Send to the director"))
    words_field = "reasons"

    @classmethod
    def of(cls, proposal: Proposal, typed: QueryDict | None) -> "PreparationForm":
        preparation = proposal.preparation or Preparation()
        facts = {name: getattr(proposal, name) for name in ("changes_how_people_work", "samverkan_on")}
        words = {name: getattr(preparation, name) for name in ("recommendation", "reasons", "version")}
        return cls(typed, initial=facts | words)

    @property
    def completes(self) -> bool:
        return self.cleaned_data.get("save_as") == SaveAs.COMPLETED

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if self.completes:
            for name, missing in (("recommendation", SAY_WHAT), ("reasons", SAY_WHY)):
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return answers

    def write(self, proposal: Proposal, *, by: Person) -> Proposal:
        """Raises EditConflict or ValidationError, and saves nothing, when something stands in the way."""
        words = {name: self.cleaned_data[name] for name in self.cleaned_data.keys() - {"version", "save_as"}}
        seen = self.cleaned_data["version"]
        deciding.write_preparation(proposal, **words, seen=seen, completes=self.completes, by=by)
        return proposal


class DialogueNoteForm(forms.Form):
    on = PastDay(label=_("When did you talk?"), initial=today, error_messages={"too_late": NOT_YET})
    text = _words(
        label=_("What did it give?"),
        help_text=_("Who was there, what was asked, what was found out."),
    )

    def act(self, proposal: Proposal, *, by: Person) -> None:
        deciding.note_dialogue(proposal, self.cleaned_data["text"], on=self.cleaned_data["on"], by=by)


class DissentForm(forms.Form):
    person = PersonField(
        label=_("Who disagrees?"), nobody=_("Nobody in the storgrupp has that name or e-mail.")
    )
    text = _words(label=_("What do they think, and why?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Membership.objects.current().filter(group__kind=KindCode.STORGRUPP, group__ended_on=None)
        whom: Any = self.fields["person"]
        whom.people = Person.objects.active().filter(memberships__in=seats)

    def act(self, proposal: Proposal, *, by: Person) -> None:
        deciding.record_dissent(proposal, self.cleaned_data["person"], self.cleaned_data["text"], by=by)


class SamverkanForm(forms.Form):
    """Asked before the decision where it is missing. It saves nothing: it tells what can be decided."""

    samverkan_on = PastDay(
        label=_("When was it taken up in samverkan?"),
        help_text=_(
            "Needed to approve or decline. If you do not know the day, ask those who proposed it, or the"
            " storgrupp."
        ),
        error_messages={"too_late": IN_THE_FUTURE},
    )

    @property
    def day(self) -> date | None:
        """What has been said, when it holds."""
        return self.cleaned_data["samverkan_on"] if self.is_valid() else None


class DecisionForm(forms.Form):
    """The director's decision. What changes how people work asks for its samverkan too."""

    outcome = forms.ChoiceField(
        label=_("Your decision"),
        choices=[
            (Outcome.APPROVED.value, _("Approve")),
            (Outcome.DECLINED.value, _("Decline")),
            (Outcome.SENT_BACK.value, _("Send back")),
        ],
        widget=ExplainedChoices(
            hints={
                Outcome.APPROVED: _("It will be done. Say below who carries it out, and by when."),
                Outcome.DECLINED: _("It will not be done."),
                Outcome.SENT_BACK: _("Those who proposed it can change it and hand it in again."),
            }
        ),
    )
    reason = _words(label=_("Why?"), help_text=SAY_WHY)
    responsible = CharField(
        label=_("Who carries it out?"),
        help_text=_("Needed to approve. A person or a unit."),
        max_length=lengths.TITLE,
        required=False,
    )
    due_on = DueDay(
        label=_("By when?"),
        help_text=_("Needed to approve."),
        required=False,
        error_messages={"too_early": IN_THE_PAST},
    )
    samverkan_on = PastDay(
        label=_("When was it taken up in samverkan?"),
        help_text=_("Needed to approve or decline."),
        error_messages={"too_late": IN_THE_FUTURE},
        required=False,
    )

    def __init__(
        self, *args: Any, proposal: Proposal, samverkan: SamverkanForm | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.samverkan = samverkan or SamverkanForm()
        self.initial["samverkan_on"] = proposal.samverkan_on or self.samverkan.day
        self.is_hindered = proposal.needs_samverkan and not self._says_when()
        if self.is_hindered:
            self._close()
        if self.is_hindered or not proposal.changes_how_people_work:
            del self.fields["samverkan_on"]

    def _says_when(self) -> bool:
        """Or asks for it: whoever has chosen what needs it is told beside the day."""
        said = self.data if self.is_bound else self.initial
        return bool(said.get("samverkan_on")) or said.get("outcome") in NEED_SAMVERKAN

    def _close(self) -> None:
        """Without samverkan it can only be sent back."""
        self.fields["outcome"].help_text = NO_SAMVERKAN
        choices: Any = self.fields["outcome"].widget
        choices.close(NEED_SAMVERKAN, NOT_WITHOUT_SAMVERKAN)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("outcome") == Outcome.APPROVED:
            self._ask_for("responsible", _("Say who carries it out: a person or a unit."))
            self._ask_for("due_on", _("Say by when it is to be done."))
        if answers.get("outcome") in NEED_SAMVERKAN and "samverkan_on" in self.fields:
            self._ask_for("samverkan_on", SAMVERKAN_FIRST)
        return answers

    def _ask_for(self, name: str, missing: Any) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, missing)

    def act(self, proposal: Proposal, *, by: Person) -> None:
        answers = self.cleaned_data
        deciding.decide(
            proposal,
            Outcome(answers["outcome"]),
            answers["reason"],
            samverkan_on=answers.get("samverkan_on"),
            responsible=answers["responsible"],
            due_on=answers["due_on"],
            by=by,
        )


class FollowUpForm(forms.Form):
    text = _words(label=_("How far has it got?"))
    moved_to = DueDay(
        label=_("Another day"),
        help_text=_("Only if it will be done by a different day."),
        error_messages={"too_early": IN_THE_PAST},
        required=False,
    )
    is_done = forms.BooleanField(label=_("It is done"), required=False)

    def act(self, proposal: Proposal, *, by: Person) -> None:
        answers = self.cleaned_data
        deciding.follow_up(
            proposal, answers["text"], moved_to=answers["moved_to"], is_done=answers["is_done"], by=by
        )
