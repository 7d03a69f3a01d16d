"""Planning several meetings at once, in two steps: how often, and then which of those days."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups import planning_meetings
from groups.forms.meetings import NO_SUCH_TIME
from groups.models import Group, Meeting
from groups.planning_meetings import what_is_wrong
from people.models import Person
from ui.dates import in_words
from ui.forms import ExplainedBoxes
from ui.recurring import RecurrenceForm


class SeriesForm(RecurrenceForm, forms.ModelForm):
    """What all the meetings have in common, and how often the group meets."""

    field_order = ["title", "first", "begins", "ends", "every", "until", "times", "place"]

    class Meta:
        model = Meeting
        fields = ["title", "place"]
        help_texts = {
            "title": _("Leave it empty if the group's name says enough."),
            "place": _("A room, an address, or the link to a meeting online."),
        }


class DaysForm(forms.Form):
    """The days of a series, of which some may be left out."""

    days = forms.MultipleChoiceField(
        label=_("Days"),
        help_text=_("Untick those on which you do not meet."),
        widget=ExplainedBoxes(),
        error_messages={"required": _("Tick at least one day.")},
    )

    def __init__(self, *args: Any, group: Group, rule: SeriesForm, **kwargs: Any) -> None:
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
        wrong = what_is_wrong(self.group, [self.rule.times_on(day) for day in days])
        problems: dict[str, Any] = {day.isoformat(): wrong.get(self.rule.times_on(day)) for day in days}
        left_out = [day for day in days if not self.rule.is_possible_on(day)]
        return problems | {day.isoformat(): NO_SUCH_TIME for day in left_out}

    def clean_days(self) -> list[date]:
        ticked = sorted(set(self.cleaned_data["days"]))
        in_words = dict(self.fields["days"].choices)  # type: ignore[attr-defined]
        wrong = [f"{in_words[key]}: {self.problems[key]}" for key in ticked if self.problems[key]]
        if wrong:
            raise forms.ValidationError(wrong)
        return [date.fromisoformat(key) for key in ticked]

    def plan(self, *, by: Person) -> Meeting:
        """Raises ValidationError when the group has ended, or cannot meet on one of the days any more."""
        times = [self.rule.times_on(day) for day in self.cleaned_data["days"]]
        shared = {name: self.rule.cleaned_data[name] for name in ("title", "place")}
        return planning_meetings.plan_series(self.group, times, by=by, **shared)
