from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from feedback import reviewing
from feedback.admin.filters import narrowed
from feedback.assigning import coordinators, noted_by
from feedback.models import Answer, Correction, Feedback, Review, SavedFilter
from feedback.reviewing import Kept, ReviewConflict, Step, Written
from feedback.versions import Version, versions_of
from people.models import Person
from people.models.person import PersonQuerySet
from ui import lengths
from ui.choices import ChoiceOfOne, ChoiceToNarrowBy
from ui.comparing import compare
from ui.forms import CharField, MarkdownField, VersionSeen

PUBLISH, READ, SAVE, MINE = "publish", "read", "save", "mine"  # the buttons
NOTHING_WRITTEN = _("There is no answer to publish yet. Write a few lines first.")


class ReviewForm(forms.Form):
    """All that a coordinator does with one piece, in one form, so that no button loses what stands beside it.

    `show_hidden_initial` sends along what stood on the page, and so a field counts as changed only when this
    person changed it, not when a colleague did meanwhile. The versions say which texts were read and changed.
    """

    answer = MarkdownField(
        label=_("The coordination group's answer"),
        help_text=_(
            "A draft stays among you until it is published. Then the sender sees it, and it "
            "cannot be changed."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=lengths.ANSWER,
        required=False,
        show_hidden_initial=True,
    )
    share = forms.BooleanField(
        label=_("Share with everybody"),
        help_text=_(
            "Shown on the first page, with the sender's name. Everybody signed in can then read "
            "it, with its replies, attached files and earlier versions. It happens when you press"
            " Read or Publish, and cannot be undone."
        ),
        required=False,
    )
    assigned_to = ChoiceOfOne(
        label=_("Who looks after it"),
        queryset=Person.objects.none(),
        empty_label=_("Nobody yet"),
        required=False,
        show_hidden_initial=True,
    )
    note = CharField(
        label=_("Internal note"),
        help_text=_("Only those who review it see this. The sender never does."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=lengths.REPLY,
        required=False,
        show_hidden_initial=True,
    )
    text_version = VersionSeen(min_value=1)
    answer_version = VersionSeen()
    review_version = VersionSeen()

    def __init__(
        self,
        data: QueryDict | dict[str, Any] | None,
        *,
        feedback: Feedback,
        text_version: int,
        reviewers: PersonQuerySet,
        button: str = "",
        **kwargs: Any,
    ) -> None:
        self.feedback, self.text_seen, self.button = feedback, text_version, button
        self.answer_now = feedback.review_receipt and feedback.review_receipt.answer_in_any_state
        self.review_now = getattr(feedback, "review", None)
        self.reviewers = reviewers
        super().__init__(data, initial=self._as_it_stands(), **kwargs)
        self.fields["assigned_to"].queryset = self.reviewers  # type: ignore[attr-defined]
        self.is_answered = bool(self.answer_now and self.answer_now.is_published)
        if feedback.is_shared:
            del self.fields["share"]

    def _as_it_stands(self) -> dict[str, Any]:
        answer, review = self.answer_now, self.review_now
        return {
            "answer": answer.text if answer and not answer.is_published else "",
            "answer_version": answer.version if answer else 0,
            "note": review.note if review else "",
            "text_version": self.text_seen,
            "assigned_to": self._looked_after_by(),
            "review_version": review.version if review else 0,
        }

    def _looked_after_by(self) -> int | None:
        """Whoever does and may be chosen: what somebody looked after who has left is nobody's."""
        pk = self.review_now.assigned_to_id if self.review_now else None
        return pk if pk and self.reviewers.filter(pk=pk).exists() else None

    def clean(self) -> None:
        text = self.cleaned_data.get("answer", "")
        if self.button == PUBLISH and not text.strip() and "answer" not in self.errors:
            self.add_error("answer", NOTHING_WRITTEN)

    def save(self, *, by: Person) -> None:
        """Take the step. Raises ReviewConflict when a colleague was quicker; then nothing has happened."""
        reviewing.carry_out(self.feedback, self._step(by), by=by)

    @property
    def shares(self) -> bool:
        """What cannot be taken back goes with the buttons that finish the review, never with saving."""
        return bool(self.cleaned_data.get("share")) and self.button in {READ, PUBLISH}

    def _step(self, by: Person) -> Step:
        typed, publishes = self.cleaned_data, self.button == PUBLISH
        written = Written(typed["answer"], publishes, typed["answer_version"] or 0)
        kept = Kept(typed["note"], self._assigned_to(by), typed["review_version"] or 0)
        touches_ours = self.button == MINE or {"note", "assigned_to"} & set(self.changed_data)
        return Step(
            reads=self.button in {READ, PUBLISH},
            shares=self.shares,
            text_seen=typed["text_version"] or 1,
            written=written if publishes or "answer" in self.changed_data else None,
            kept=kept if touches_ours else None,
        )

    def _assigned_to(self, by: Person) -> Person | None:
        """Unchanged unless this person changed it, also where nobody is shown because they have left."""
        if self.button == MINE:
            return by
        if "assigned_to" in self.changed_data:
            chosen: Person | None = self.cleaned_data["assigned_to"]
            return chosen
        return self.review_now.assigned_to if self.review_now else None


class ConflictShown:
    """What somebody has saved meanwhile, beside what was typed here, for the page to show.

    `text_seen` is the version of the text that was on the screen; `versions` are those after it.
    """

    def __init__(self, typed: QueryDict, meanwhile: ReviewConflict, text_seen: int) -> None:
        self.correction: Correction | None = meanwhile.correction
        self.versions = _versions_after(text_seen, self.correction) if self.correction else []
        self.answer: Answer | None = meanwhile.answer
        self.review: Review | None = meanwhile.review
        self.who = (self.review and noted_by(self.review)) or _("A colleague")
        self.answer_pieces = compare(self.answer.text, typed.get("answer", "")) if self.answer else []
        self.note_pieces = compare(self.review.note, typed.get("note", "")) if self.review else []
        self.typed = self._after(typed)

    def _after(self, typed: QueryDict) -> QueryDict:
        """The same words, now against what stands: whoever saves again has seen the difference."""
        data = typed.copy()
        if self.correction:
            data["text_version"] = str(self.correction.number)
        if self.answer:
            data["answer_version"] = str(self.answer.version)
            data["initial-answer"] = "" if self.answer.is_published else self.answer.text
        if self.review:
            data["review_version"] = str(self.review.version)
            data["initial-note"] = self.review.note
            data["initial-assigned_to"] = _choice(self.review.assigned_to)
        return data


def _choice(person: Person | None) -> str:
    """As the form's field has it: nobody in place of who has left."""
    return str(person.pk) if person and person in coordinators() else ""


def _versions_after(seen: int, correction: Correction) -> list[Version]:
    return [version for version in versions_of(correction.feedback) if version.number > seen]


class QueueActionForm(ActionForm):
    """What to do with the chosen rows, and to whom."""

    assign_to = ChoiceToNarrowBy(coordinators, label=_("Assign to"), empty_label=_("choose who"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].label = _("With those selected:")

    def offer(self, people: list[Person]) -> None:
        """Those who have been asked for already, for something else on the page."""
        field: Any = self.fields["assign_to"]
        field.ask = lambda: people


class SavedFilterForm(forms.ModelForm):
    """A name for what the queue shows now. Only what the queue knows is kept of the address."""

    query = CharField(widget=forms.HiddenInput, max_length=lengths.ANSWER, required=False)

    class Meta:
        model = SavedFilter
        fields = ["name", "query"]
        labels = {"name": _("Name of the view")}

    def clean_query(self) -> str:
        return narrowed(QueryDict(self.cleaned_data["query"]))

    def keep(self, *, by: Person) -> SavedFilter | None:
        """None when it could not be saved; why stands beside the name."""
        try:
            return SavedFilter.objects.keep(self.cleaned_data["name"], self.cleaned_data["query"], by=by)
        except forms.ValidationError as problem:
            self.add_error(None, problem)
            return None
