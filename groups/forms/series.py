"""Planning several meetings at once, in two steps: how often, and then which of those days."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups import planning_meetings
from groups.forms.meetings import NO_SUCH_TIME, exists, instant_of
from groups.models import Group, Meeting
from groups.planning_meetings import Times, what_is_wrong
from groups.recurring import MOST, Every, Recurrence
from people.models import Person
from ui.dates import in_words, today
from ui.forms import ClockInput, DayInput, ExplainedBoxes

AHEAD = timedelta(days=2 * 366)  # as far as anybody plans
TOO_FAR = _("That is more than two years ahead.")


class RecurrenceForm(forms.ModelForm):
    """What all the meetings have in common, and how often the group meets."""

    begins = forms.TimeField(label=_("Begins"), widget=ClockInput())
    ends = forms.TimeField(label=_("Ends"), widget=ClockInput())
    first = forms.DateField(label=_("First day"), widget=DayInput())
    every = forms.ChoiceField(label=_("How often?"), choices=Every.choices)
    until = forms.DateField(
        label=_("Last day"), help_text=_("Or say how many times."), widget=DayInput(), required=False
    )
    times = forms.IntegerField(
        label=_("How many times?"),
        help_text=_("At most %(most)s.") % {"most": MOST},
        min_value=1,
        max_value=MOST,
        required=False,
    )
    field_order = ["title", "first", "begins", "ends", "every", "until", "times", "place"]

    class Meta:
        model = Meeting
        fields = ["title", "place"]
        help_texts = {
            "title": _("Leave it empty when the group's name says enough."),
            "place": _("A room, an address, or the link to a meeting online."),
        }

    def clean_first(self) -> date:
        first: date = self.cleaned_data["first"]
        if first < today():
            raise forms.ValidationError(_("That day has passed."))
        return _not_too_far(first)

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        return _not_too_far(until) if until else None

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if {"until", "times"} <= chosen.keys() and bool(chosen["until"]) == bool(chosen["times"]):
            self.add_error("until", _("Say the last day or how many times, one of the two."))
        if {"begins", "ends"} <= chosen.keys() and chosen["ends"] <= chosen["begins"]:
            self.add_error("ends", _("It has to end after it begins, on the same day."))
        if chosen.get("until") and chosen.get("first") and chosen["until"] < chosen["first"]:
            self.add_error("until", _("The last day comes before the first."))
        return chosen

    @property
    def recurrence(self) -> Recurrence:
        chosen = self.cleaned_data
        return Recurrence(chosen["first"], Every(chosen["every"]), chosen["until"], chosen["times"])

    @property
    def as_shown(self) -> str:
        """The rule in a word: days that were ticked for another one are not these days."""
        return str([str(self.cleaned_data[name]) for name in ("begins", "ends")] + [str(self.recurrence)])


class DaysForm(forms.Form):
    """The days of a series, of which some may be left out."""

    days = forms.MultipleChoiceField(
        label=_("Days"),
        help_text=_("Untick those on which you do not meet."),
        widget=ExplainedBoxes(),
        error_messages={"required": _("Tick one day at least.")},
    )

    def __init__(self, *args: Any, group: Group, rule: RecurrenceForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.rule = group, rule
        offered = {day.isoformat(): day for day in rule.recurrence.days()}
        self.problems = self._problems(list(offered.values()))
        days: Any = self.fields["days"]
        days.choices = [(key, in_words(day, "l j F Y")) for key, day in offered.items()]
        days.widget.hints = self.problems
        days.initial = [key for key in offered if not self.problems.get(key)]

    def _problems(self, days: list[date]) -> dict[str, Any]:
        """Why the group cannot meet on a day, by day."""
        wrong = what_is_wrong(self.group, [self._times(day) for day in days])
        problems: dict[str, Any] = {day.isoformat(): wrong.get(self._times(day)) for day in days}
        clocks = [self.rule.cleaned_data[name] for name in ("begins", "ends")]
        left_out = [day for day in days if not all(exists(day, clock) for clock in clocks)]
        return problems | {day.isoformat(): NO_SUCH_TIME for day in left_out}

    def _times(self, day: date) -> Times:
        begins, ends = (instant_of(day, self.rule.cleaned_data[name]) for name in ("begins", "ends"))
        return begins, ends

    def clean_days(self) -> list[date]:
        ticked: list[str] = self.cleaned_data["days"]
        wrong = [
            f"{in_words(date.fromisoformat(key))}: {self.problems[key]}"
            for key in ticked
            if self.problems[key]
        ]
        if wrong:
            raise forms.ValidationError(wrong)
        return [date.fromisoformat(key) for key in ticked]

    def plan(self, *, by: Person) -> Meeting:
        """Raises ValidationError when the group has ended, or cannot meet on one of the days any more."""
        times = [self._times(day) for day in self.cleaned_data["days"]]
        shared = {name: self.rule.cleaned_data[name] for name in ("title", "place")}
        return planning_meetings.plan_series(self.group, times, by=by, **shared)


def _not_too_far(day: date) -> date:
    if day > today() + AHEAD:
        raise forms.ValidationError(TOO_FAR)
    return day
