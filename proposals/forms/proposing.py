"""Writing a proposal, withdrawing it, and narrowing the lists of them."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from files.forms import WithAttachments
from groups.models import Group
from people.models import Person
from proposals import deciding, proposing
from proposals.models import Outcome, Proposal, ProposalState
from proposals.models.proposal import IN_THE_FUTURE, ProposalQuerySet
from proposals.models.text import WORDS
from ui import lengths
from ui.choices import ChoiceOfOne
from ui.dates import FIRST_DAY, today
from ui.days import PastDay
from ui.forms import CharField, SearchField, VersionedForm, VersionSeen, given
from ui.save_as import SaveAs, SaveAsField
from ui.searching import numbers_among, those_found
from ui.swedish import alphabetically

HANDED_IN_MEANS = _(
    "Handed in to the storgrupp, dated today. The coordination group, the storgrupp and "
    "the steering group can read it, and so can everybody once it is decided. It can "
    "become an official document (allmän handling), so nobody can change or remove it "
    "afterwards."
)
SAMVERKAN_HINT = _("Leave it empty until that has happened. Without it the proposal cannot be decided.")


class ProposalForm(VersionedForm, WithAttachments, forms.ModelForm):
    """The words of a proposal. Only those who may hand it in are offered to do so."""

    version = VersionSeen()
    save_as = SaveAsField(completed_means=HANDED_IN_MEANS, completes=_("Hand in"))

    class Meta:
        model = Proposal
        fields = [*WORDS, "changes_how_people_work", "samverkan_on"]
        labels = {
            "title": _("Headline"),
            "text": _("What do you propose?"),
            "why": _("Why?"),
            "effects": _("What does it cost, and what does it change?"),
            "samverkan_on": _("When was it taken up in samverkan?"),
        }
        help_texts = {
            "title": _("Write it as a decision: what is to be done."),
            "text": _("So concrete that it can be answered with yes or no."),
            "why": _("What have you tried, seen and learned?"),
            "effects": _(
                "Money, time, and whose working day will be different. Leave it empty if there is nothing."
            ),
            "changes_how_people_work": _("Tasks, working hours, tools, places or how work is divided."),
            "samverkan_on": SAMVERKAN_HINT,
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 8}),
            "why": forms.Textarea(attrs={"rows": 6}),
            "effects": forms.Textarea(attrs={"rows": 4}),
        }
        field_classes = {"samverkan_on": PastDay}
        error_messages = {"samverkan_on": {"too_late": IN_THE_FUTURE}}

    def __init__(self, *args: Any, may_hand_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        if self.instance.theme and not self.instance.pk:
            self.initial.update(title=self.instance.theme.title, why=self.instance.theme.in_markdown)
        if not may_hand_in:
            del self.fields["save_as"]

    @property
    def hands_in(self) -> bool:
        return self.cleaned_data.get("save_as") == SaveAs.COMPLETED

    def write(self, *, by: Person) -> Proposal:
        """Save it, and hand it in when that was chosen.

        Raises EditConflict or ValidationError, and saves nothing, when something stands in the way.
        """
        draft: Proposal = self.instance
        typed = {**given(self), "files": self.chosen, "hands_in": self.hands_in, "by": by}
        if draft.pk is None:
            grown_from = {"feedback": draft.feedback, "theme": draft.theme}
            return proposing.propose(group=draft.group, **grown_from, **typed)
        return proposing.edit(draft, seen=self.cleaned_data["version"], **typed)


class WithdrawForm(forms.Form):
    why = CharField(
        label=_("Why?"),
        help_text=_("If you want to say so. Everybody who can read the proposal can read it."),
        required=False,
        max_length=lengths.SENTENCE,
    )

    def act(self, proposal: Proposal, *, by: Person) -> None:
        deciding.withdraw(proposal, self.cleaned_data["why"], by=by)


class FilterForm(forms.Form):
    """What the lists can be narrowed to. A value that makes no sense is told beside its field."""

    q = SearchField()
    state = forms.ChoiceField(required=False, label=_("State"))
    direction = ChoiceOfOne(
        Direction.objects.order_by(alphabetically("title")),
        to_field_name="slug",
        required=False,
        label=_("Direction"),
        empty_label=_("All directions"),
    )
    year = forms.TypedChoiceField(required=False, label=_("Year"), coerce=int, empty_value=None)

    states: list[tuple[str, Any]] = [
        ("", _("All states")),
        *[(state.value, state.label) for state in ProposalState if state != ProposalState.DRAFT],
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today().year, FIRST_DAY.year - 1, -1)
        self.fields["state"].choices = self.states  # type: ignore[attr-defined]
        self.fields["year"].choices = [("", _("All years")), *[(y, str(y)) for y in years]]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen)

    def narrow(self, proposals: ProposalQuerySet) -> ProposalQuerySet:
        """Those of `proposals` that match; all of them when nothing valid was chosen."""
        chosen = self.chosen
        if "state" in chosen:
            proposals = proposals.in_state(ProposalState(chosen["state"]))
        return self._narrow_further(proposals, chosen, "latest__handed_in_at__year")

    def _narrow_further(
        self, proposals: ProposalQuerySet, chosen: dict[str, Any], year: str
    ) -> ProposalQuerySet:
        if "direction" in chosen:
            proposals = proposals.filter(direction=chosen["direction"])
        if "year" in chosen:
            proposals = proposals.filter(**{year: chosen["year"]})
        return proposals.filter(_has_words(chosen["q"], proposals)) if "q" in chosen else proposals


def _has_words(asked: str, proposals: ProposalQuerySet) -> Q:
    """In the proposal itself, or in the name of its group."""
    groups = Group.objects.filter(pk__in=proposals.order_by().values("group"))
    named = numbers_among("group", asked, groups)
    return Q(group__in=named) | those_found("proposal", asked, proposals, near=not named)


class DecisionFilterForm(FilterForm):
    """Narrows what has been decided."""

    states = [
        ("", _("All decisions")),
        (Outcome.APPROVED.value, Outcome.APPROVED.label),
        (Outcome.DECLINED.value, Outcome.DECLINED.label),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].label = _("Decision")

    def narrow(self, proposals: ProposalQuerySet) -> ProposalQuerySet:
        chosen = self.chosen
        if "state" in chosen:
            proposals = proposals.filter(latest__decision__outcome=chosen["state"])
        return self._narrow_further(proposals, chosen, "latest__decision__decided_at__year")
