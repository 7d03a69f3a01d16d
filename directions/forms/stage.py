from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directions.lifespan import LastingQuerySet
from directions.models import Stage
from directions.staging import ENDS_BEFORE_IT_STARTS, change_stage, open_stage
from people.models import Person
from ui.choices import ChoiceOfSeveral
from ui.days import StageDay
from ui.forms import ExplainedBoxes, SeenForm, changed
from ui.swedish import alphabetically


class StageForm(SeenForm):
    """A stage to open, or to change while it is under way, with the groups that carry it out."""

    groups: Any = ChoiceOfSeveral(
        queryset=None,
        to_field_name="slug",
        required=False,
        label=_("Groups carrying it out"),
        widget=ExplainedBoxes,
    )

    more_seen = ("groups",)

    class Meta:
        model = Stage
        fields = ["title", "aim", "starts_on", "ends_on"]
        widgets = {
            "aim": forms.Textarea(attrs={"rows": 2}),
        }
        field_classes = {"starts_on": StageDay, "ends_on": StageDay}
        help_texts = {
            "title": _("A few words that are easy to remember."),
            "aim": _("What is different when the stage is over? One or two sentences."),
            "starts_on": _("The first day, which is part of the stage."),
            "ends_on": _("The last day. Then the stage is reconsidered: keep it short, some months."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = self.instance.direction.groups.current().order_by(alphabetically("name"))
        self.fields["groups"].queryset = working  # type: ignore[attr-defined]
        self.fields["groups"].initial = self._carrying_out(working)

    def _carrying_out(self, working: LastingQuerySet[Any]) -> list[str]:
        chosen = working.filter(work__stage=self.instance) if self.instance.pk else working
        return list(chosen.values_list("slug", flat=True))

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        first, last = chosen.get("starts_on"), chosen.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ENDS_BEFORE_IT_STARTS)
        return chosen

    def save_by(self, by: Person) -> Stage:
        """Open it, or change it. Raises ValidationError, by field, and EditConflict."""
        groups = self.cleaned_data["groups"]
        if self.instance.pk is None:
            return open_stage(self.instance, groups, by=by)
        return change_stage(self.instance, groups, seen=self.what_was_seen, by=by, **changed(self))
