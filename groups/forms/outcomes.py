"""The outcome for a direction or a group: which one, and what that one asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from directions.forms.direction import title_is_free
from directions.models import Direction, Outcome
from groups.models import Group, OutcomeSuggestion
from groups.named import named
from groups.outcomes import ENDINGS, ChosenOutcome
from ui import lengths
from ui.choices import Select, told_apart
from ui.forms import CharField, ExplainedChoices, MarkdownField
from ui.swedish import alphabetically

DIRECTION_HINTS: dict[str, Any] = {
    Outcome.CONTINUE: _("The next stage goes on where this one ended."),
    Outcome.CHANGE: _("It continues, with another aim or in another way. Say which."),
    Outcome.END: _("It has done what it could, or another direction takes over."),
    Outcome.HAND_OVER: _("Line operations take over what works."),
    Outcome.START_NEW: _("It ends, and a new direction begins where it ended."),
}
GROUP_HINTS: dict[str, Any] = {
    Outcome.CONTINUE: _("As before."),
    Outcome.CHANGE: _("It continues with another task, or under another direction."),
    Outcome.END: _("It has done what it could, or another group takes over."),
    Outcome.HAND_OVER: _("Line operations take over what works."),
    Outcome.START_NEW: _("It ends, and its members are asked to come along into a new group."),
}
CHOICES = [(outcome.value, capfirst(outcome.label)) for outcome in Outcome]
SAY_WHY = _("Say why. One sentence is enough.")
SAY_WHAT_WAS_LEARNED = _("Say what you learned: that is what remains.")


@dataclass(frozen=True)
class Around:
    """What else there is now, that a direction or a group may go on in; asked for once for all forms."""

    directions: list[Direction]
    groups: list[Group]

    @classmethod
    def now(cls) -> "Around":
        doing = Group.objects.current().exclude(direction=None)
        return cls(
            list(Direction.objects.current().order_by(alphabetically("title"))),
            list(doing.order_by(alphabetically("name"))),
        )


class OneOf(forms.TypedChoiceField):
    """One of the things it is told to `offer`, or none."""

    widget = Select

    def __init__(self, *, empty_label: str | Promise, **kwargs: Any) -> None:
        super().__init__(required=False, empty_value=None, **kwargs)
        self.empty_label = empty_label

    def offer(self, things: Iterable[Any]) -> None:
        offered = {thing.slug: thing for thing in things}
        labels = [(thing.slug, label) for thing, label in told_apart(offered.values())]
        self.choices = [("", self.empty_label), *labels]
        self.coerce = offered.__getitem__


class OutcomeForm(forms.Form):
    """The outcome, and what that outcome asks for. What belongs to another outcome is not looked at."""

    outcome = forms.ChoiceField(
        choices=CHOICES,
        error_messages={"required": _("Say what happens to it.")},
    )
    why = CharField(
        label=_("Why?"), required=False, max_length=lengths.REPLY, widget=forms.Textarea(attrs={"rows": 2})
    )
    learned = MarkdownField(
        label=_("What did you learn?"),
        help_text=_(
            "For those who were not there, and for those who try something similar in five years' time."
        ),
        required=False,
        max_length=lengths.REPLY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    handed_over_to = CharField(
        label=_("To whom?"),
        help_text=_("The unit or function that takes over."),
        required=False,
        max_length=lengths.TITLE,
    )

    # By outcome, the fields that a template shows only then.
    ASKED: Mapping[str, str] = {
        "handed_over_to": "hand_over",
        "into": "end",
        "new_name": "start_new",
        "new_purpose": "start_new",
        "moves_to": "change",
    }

    about: str  # the name of what it is about

    def ask_about(self, name: str, hints: Mapping[str, Any]) -> None:
        """The question names it: one page may ask the same of many."""
        self.about = name
        outcome = self.fields["outcome"]
        outcome.label = named(gettext("What happens to %(group)s?") % {"group": name})
        outcome.widget = ExplainedChoices(hints=hints, choices=CHOICES)

    @property
    def asked_sometimes(self) -> list[tuple[str, Any]]:
        """Each of the other fields with the outcome that asks for it."""
        return [(self.ASKED[name], self[name]) for name in self.fields if name in self.ASKED]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        outcome = chosen.get("outcome")
        if outcome == Outcome.HAND_OVER and not chosen.get("handed_over_to"):
            self.add_error("handed_over_to", _("Say who takes over."))
        if outcome == Outcome.START_NEW and not self.has_error("new_name") and not chosen.get("new_name"):
            self.add_error("new_name", _("Say what the new one is called."))
        return chosen

    def successor(self) -> Any:
        """The new direction or group, not yet saved."""
        raise NotImplementedError

    def chosen_outcome(self) -> ChosenOutcome:
        chosen = self.cleaned_data
        outcome = Outcome(chosen["outcome"])
        asked = {name: chosen.get(name) for name, wanted in self.ASKED.items() if wanted == outcome}
        return ChosenOutcome(
            outcome,
            chosen["why"],
            chosen["learned"],
            handed_over_to=asked.get("handed_over_to") or "",
            successor=self.successor() if outcome == Outcome.START_NEW else None,
            into=asked.get("into"),
            moves_to=asked.get("moves_to"),
        )


class DirectionOutcomeForm(OutcomeForm):
    into = OneOf(label=_("Which direction takes over?"), empty_label=_("None"))
    new_name = CharField(label=_("The new direction's title"), required=False, max_length=lengths.TITLE)
    new_purpose = CharField(
        label=_("Where is it heading?"),
        help_text=_("One or two sentences."),
        required=False,
        max_length=lengths.SENTENCE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, direction: Direction, around: "Around", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.direction = direction
        self.ask_about(direction.title, DIRECTION_HINTS)
        self.fields["into"].offer(other for other in around.directions if other != direction)  # type: ignore[attr-defined]
        for name, sentence in (("why", SAY_WHY), ("learned", SAY_WHAT_WAS_LEARNED)):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence

    def clean(self) -> dict[str, Any]:
        chosen = super().clean()
        if chosen.get("outcome") == Outcome.START_NEW:
            if chosen.get("new_name"):
                self._check_title(chosen["new_name"])
            if not chosen.get("new_purpose"):
                self.add_error("new_purpose", _("Say in a sentence where it is heading."))
        return chosen

    def _check_title(self, title: str) -> None:
        try:
            title_is_free(title)
        except forms.ValidationError as problem:
            self.add_error("new_name", problem)

    def successor(self) -> Direction:
        """A successor inherits the hue of the lineage."""
        chosen = self.cleaned_data
        return Direction(
            title=chosen["new_name"], purpose=chosen["new_purpose"], hue=self.direction.hue, text=""
        )


class GroupOutcomeForm(OutcomeForm):
    into = OneOf(
        label=_("Which group takes over?"),
        help_text=_("Those who sit here are asked whether they come along."),
        empty_label=_("None"),
    )
    new_name = CharField(label=_("The new group's name"), required=False, max_length=lengths.TITLE)
    new_purpose = CharField(label=_("In one sentence"), required=False, max_length=lengths.SUMMARY)
    moves_to = OneOf(label=_("Under which direction does it continue?"), empty_label=_("The same"))

    def __init__(
        self,
        *args: Any,
        group: Group,
        around: "Around",
        suggestion: OutcomeSuggestion | None = None,
        **kwargs: Any,
    ) -> None:
        if suggestion:
            suggested = {name: getattr(suggestion, name) for name in ("outcome", "why", "learned")}
            kwargs.setdefault("initial", suggested)
        super().__init__(*args, **kwargs)
        self.group, self.suggestion = group, suggestion
        self.ask_about(group.name, GROUP_HINTS)
        self.fields["outcome"].initial = Outcome.CONTINUE
        homes = [direction for direction in around.directions if direction.pk != group.direction_id]
        self.fields["into"].offer(other for other in around.groups if other != group)  # type: ignore[attr-defined]
        self.fields["moves_to"].offer(homes)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean()
        outcome = chosen.get("outcome")
        if outcome and outcome != Outcome.CONTINUE and not chosen.get("why"):
            self.add_error("why", SAY_WHY)
        if outcome in {Outcome.END, Outcome.HAND_OVER, Outcome.START_NEW} and not chosen.get("learned"):
            self.add_error("learned", SAY_WHAT_WAS_LEARNED)
        return chosen

    def successor(self) -> Group:
        chosen = self.cleaned_data
        new = {"name": chosen["new_name"], "summary": chosen["new_purpose"]}
        return Group(kind=self.group.kind, seats=self.group.seats, **new)


class EndsHere(forms.Form):
    """Only the outcomes in which something ends: for an end between two reconsiderations."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["around"] = Around.now()
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        outcome.choices = [(value, label) for value, label in CHOICES if value in ENDINGS]  # type: ignore[attr-defined]
        outcome.initial = Outcome.END
        self.fields.pop("moves_to", None)


class EndDirectionForm(EndsHere, DirectionOutcomeForm):
    pass


class EndGroupForm(EndsHere, GroupOutcomeForm):
    pass
