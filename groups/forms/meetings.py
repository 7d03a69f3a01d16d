from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from files.forms import WithAttachments
from groups import planning_meetings
from groups.models import Meeting
from people.models import Person
from ui import lengths
from ui.dates import instant_of, is_on_the_clock
from ui.days import GatheringDay
from ui.forms import ClockInput, MarkdownField, SeenForm, VersionedForm, VersionSeen, given
from ui.languages import Said
from ui.save_as import SaveAs, SaveAsField

NO_SUCH_TIME = _("That time does not exist: the clocks go forward that night. Choose another.")
COMPLETED_MEANS = _(
    "Dated today and in your name, and read by the coordination group, the storgrupp and "
    "the steering group. It can become an official document (allmän handling), so nobody "
    "can change or remove it afterwards."
)


CLOCKS = {"starts_at": "begins", "ends_at": "ends"}  # which field says when


class MeetingForm(SeenForm):
    """When, where and what about. Times are those of the clock on the wall in Stockholm."""

    day = GatheringDay(label=_("Day"))
    begins = forms.TimeField(label=_("Begins"), widget=ClockInput())
    ends = forms.TimeField(label=_("Ends"), widget=ClockInput())
    field_order = ["title", "day", "begins", "ends", "place", "agenda"]
    more_seen = ("starts_at", "ends_at")

    class Meta:
        model = Meeting
        fields = ["title", "place", "agenda"]
        widgets = {"agenda": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "title": _("Leave it empty if the group's name says enough."),
            "place": _("A room, an address, or the link to a meeting online."),
            "agenda": _("Everybody signed in can read it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["agenda"] = self.instance.agenda_to_read
        if self.instance.pk:
            begins, ends = (timezone.localtime(at) for at in (self.instance.starts_at, self.instance.ends_at))
            self.initial.update(day=begins.date(), begins=begins.time(), ends=ends.time())

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if not {"day", "begins", "ends"} <= chosen.keys():
            return chosen
        for name in ("begins", "ends"):
            if not is_on_the_clock(chosen["day"], chosen[name]):
                self.add_error(name, NO_SUCH_TIME)
        if not self.errors and chosen["ends"] <= chosen["begins"]:
            self.add_error("ends", _("It must end after it begins, on the same day."))
        return chosen

    def plan(self, *, by: Person) -> Meeting:
        """Raises ValidationError when the group has ended, or nothing may change the meeting any more."""
        chosen = self.cleaned_data
        times = {name: instant_of(chosen["day"], chosen[clock]) for name, clock in CLOCKS.items()}
        fields = given(self) | times | {"drafted": self._untouched_draft(), "seen": self.what_was_seen}
        return planning_meetings.plan_meeting(self.instance, by=by, **fields)

    def _untouched_draft(self) -> Said | None:
        """The drafted agenda in each language, when what was sent is that draft in one of them."""
        drafted: Said = self.instance.drafted or {}
        return drafted if self.cleaned_data["agenda"] in drafted.values() else None


class NotesForm(VersionedForm, WithAttachments):
    """The notes, as a draft or completed. `version` is the one that was being changed."""

    notes = MarkdownField(
        label=_("Notes"),
        help_text=_("What you talked about, and what you agreed on. Write so that others understand."),
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
        max_length=lengths.TEXT,
    )
    version = VersionSeen(required=True)
    save_as = SaveAsField(completed_means=COMPLETED_MEANS, completes=_("Complete the notes"))
    field_order = ["notes"]
    words_field = "notes"

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        self.instance = meeting
        super().__init__(*args, **kwargs)
        self.initial.update(notes=meeting.notes, version=meeting.version)

    def write(self, *, by: Person) -> Meeting:
        """Raises EditConflict or ValidationError, and saves nothing, when something stands in the way."""
        chosen = self.cleaned_data
        completes = chosen["save_as"] == SaveAs.COMPLETED
        seen = {"seen": chosen["version"], "completes": completes}
        return planning_meetings.write_notes(self.instance, chosen["notes"], **seen, files=self.chosen, by=by)
