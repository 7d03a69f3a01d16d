"""A reconsideration as one form, and what representatives suggest beforehand."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import ngettext

from directions.models import Outcome, Reconsideration, Stage
from groups.forms.outcomes import Around, DirectionOutcomeForm, GroupOutcomeForm, OutcomeForm
from groups.models import Group, OutcomeSuggestion
from groups.outcomes import ChosenOutcome
from groups.reconsidering import InvalidOutcome, reconsider
from people.models import Person
from ui.forms import FormOfForms
from ui.listing import listed


class SuggestionForm(GroupOutcomeForm):
    """A representative's own thought beforehand: the outcome and why, no more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, around=Around([], []), **kwargs)
        for name in self.ASKED:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Nothing has to be said yet; only the reconsideration decides."""
        return forms.Form.clean(self) or {}

    def chosen_outcome(self) -> ChosenOutcome:
        chosen = self.cleaned_data
        return ChosenOutcome(Outcome(chosen["outcome"]), chosen["why"], chosen["learned"])


class ReconsiderationForm(FormOfForms):
    """The direction's outcome and every living group's, as one form: right when all of them are."""

    def __init__(
        self,
        data: QueryDict | None,
        stage: Stage,
        groups: Iterable[Group],
        suggestions: Mapping[int, OutcomeSuggestion],
    ) -> None:
        self.stage, around = stage, Around.now()
        self.direction = DirectionOutcomeForm(
            data, prefix="direction", direction=stage.direction, around=around
        )
        self.groups = [
            GroupOutcomeForm(
                data,
                prefix=f"group-{group.pk}",
                group=group,
                around=around,
                suggestion=suggestions.get(group.pk),
            )
            for group in groups
        ]

    @property
    def parts(self) -> list[OutcomeForm]:
        return [self.direction, *self.groups]

    @property
    def open_parts(self) -> list[OutcomeForm]:
        """All that are not right yet, or else the one to begin with: the direction."""
        return [part for part in self.parts if part.errors] or [self.direction]

    @property
    def unspoken(self) -> str:
        """Of whom nobody has suggested anything, and what becomes of them then."""
        groups = [part.group for part in self.groups if not part.suggestion]
        text = ngettext(
            "Nobody has suggested anything for %(groups)s. It goes on, unless you choose otherwise.",
            "Nobody has suggested anything for %(groups)s. They go on, unless you choose otherwise.",
            len(groups),
        )
        names = listed(group.name for group in groups)
        return text % {"groups": names} if groups else ""

    @property
    def errors(self) -> list[Any]:
        return [part.errors for part in self.parts if part.errors]

    def is_valid(self) -> bool:
        return all([part.is_valid() for part in self.parts])  # noqa: C419 - each says what is wrong with it

    def reconsider(self, *, by: Person) -> Reconsideration:
        outcomes = {part.group.pk: part.chosen_outcome() for part in self.groups}
        return reconsider(self.stage, self.direction.chosen_outcome(), outcomes, by=by)

    def refuse(self, problem: forms.ValidationError) -> None:
        """Say with the group it is about, or at the top, what stood in the way."""
        about = problem.group if isinstance(problem, InvalidOutcome) else None
        part = next((part for part in self.groups if part.group == about), self.direction)
        part.add_error("outcome", forms.ValidationError(problem.messages))
