"""Choices that can be told apart: what has the same name as another one says besides what it is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator, ModelChoiceIteratorValue

from ui.http import number_in
from ui.prepared import prepared
from ui.swedish import fold

type Offer = tuple[str, str, bool]  # value, label, and whether people have written the label


class Written(str):
    """A label that people have written: it is Swedish whatever the language of the page."""

    __slots__ = ()


class Select(forms.Select):
    """Its options say which of them people have written."""

    def create_option(
        self, name: str, value: int | str, label: int | str, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        if isinstance(label, Written):
            option["attrs"]["lang"] = "sv"
        return option


def told_apart[Thing: Model](things: Iterable[Thing]) -> list[tuple[Thing, Written]]:
    """Each with its label. A model says in `told_apart_by` what stands beside a name that comes twice."""
    named = [(thing, Written(thing)) for thing in things]
    count = Counter(fold(label) for _thing, label in named)
    return [
        (thing, label if count[fold(label)] == 1 else Written(f"{label} ({_beside(thing)})"))
        for thing, label in named
    ]


def _beside(thing: Any) -> str:
    return str(getattr(thing, "told_apart_by", thing.pk))


class _ToldApart(ModelChoiceIterator):
    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for thing, label in told_apart(self._things()):
            yield ModelChoiceIteratorValue(self.field.prepare_value(thing), thing), label

    def _things(self) -> Iterable[Any]:
        things: Iterable[Any] = self.queryset.all()
        return things


class ChoiceOfOne(forms.ModelChoiceField):
    iterator: Any = _ToldApart
    widget = Select


class _UnderHeadings(ModelChoiceIterator):
    field: Any

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for heading, things in groupby(self.queryset.all(), key=self.field.heading):
            yield heading, [(self._value(thing), self.field.in_words(thing)) for thing in things]

    def _value(self, thing: Model) -> ModelChoiceIteratorValue:
        return ModelChoiceIteratorValue(self.field.prepare_value(thing), thing)


class ChoiceUnderHeadings(ChoiceOfOne):
    """Where one knows what it is about rather than what it is called: rows in the order of their headings."""

    iterator = _UnderHeadings

    def heading(self, thing: Any) -> str:
        raise NotImplementedError

    def in_words(self, thing: Any) -> str:
        raise NotImplementedError


class _AskedAgain(_ToldApart):
    field: Any

    def _things(self) -> Iterable[Any]:
        things: Iterable[Any] = self.field.ask()
        return things


class ChoiceToNarrowBy(ChoiceOfOne):
    """Among the same rows for everybody, as lists are narrowed by; `rows` gives them, and is asked often."""

    iterator = _AskedAgain

    def __init__(self, rows: Callable[[], QuerySet[Any]], **kwargs: Any) -> None:
        super().__init__(rows(), required=False, **kwargs)
        self.ask = prepared()(rows)

    def offered(self) -> tuple[Offer, ...]:
        """What there is to choose from just now, as plain values."""
        return tuple(
            (str(value), str(label), isinstance(label, Written)) for value, label in self.iterator(self)
        )


class ChoiceOfSeveral(forms.ModelMultipleChoiceField):
    iterator = _ToldApart

    def clean(self, value: Sequence[str] | None) -> Any:
        """More digits than a database takes name no row, where rows are named by their numbers."""
        if not self.to_field_name and None in (number_in(number) for number in value or ()):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)
