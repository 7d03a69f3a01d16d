from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from directions.models import Plan
from directions.models.plan import REPLACED, SAY_WHAT
from people.models import Person
from ui import lengths
from ui.forms import CharField, MarkdownField, VersionSeen


class RevisionSeen(VersionSeen):
    """The number of the revision that a page tells of. Shown again it is always the latest: whoever has been
    told of a newer one sends the next time on top of that."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class PlanForm(forms.Form):
    """The next revision of the plan, written on top of the one that holds."""

    text = MarkdownField(
        label=_("The plan"),
        widget=forms.Textarea(attrs={"rows": 24}),
        max_length=lengths.TEXT,
    )
    what_changed = CharField(
        label=_("What has changed?"),
        help_text=_("One sentence, for those who read the plan before."),
        error_messages={"required": SAY_WHAT},
        max_length=lengths.SENTENCE,
    )
    based_on = RevisionSeen()

    def __init__(self, *args: Any, current: Plan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = current.number if current else 0
        self.initial = {"text": current.text if current else "", "based_on": self.number}
        if current is None:
            del self.fields["what_changed"]

    def clean(self) -> dict[str, Any]:
        written = super().clean() or {}
        written["based_on"] = written.get("based_on") or 0
        if written["based_on"] != self.number:
            self.add_error(None, ValidationError(REPLACED, code="replaced"))
        return written

    @property
    def is_replaced(self) -> bool:
        """Another revision has come since this one was begun."""
        return self.has_error(NON_FIELD_ERRORS, code="replaced")

    def revise(self, *, by: Person) -> Plan:
        """Raises ValidationError, saying what stands in the way."""
        return Plan.objects.revise(**{"what_changed": ""} | self.cleaned_data, by=by)
