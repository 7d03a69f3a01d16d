"""No form takes a day or a number without bounds, also a form of tomorrow, and no drawing grows with them."""

from collections.abc import Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.apps import apps as django_apps
from django.contrib import admin
from django.core.validators import MaxValueValidator
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.test import Client, RequestFactory

from directions.models import Stage
from groups.models import Group, Presentation
from people.models import Person
from tests.cast import World
from tests.factories.meetings import make_meeting
from tests.factories.workshops import make_workshop
from tests.repository.files import ROOT, source
from ui.dates import midnight, months_after, today
from ui.days import DayField

ABSURD = ["9999-12-31", "2207-03-01", "0001-01-01", "0027-03-01", "1926-11-28"]


def _forms() -> set[type[forms.BaseForm]]:
    """Ours, whoever uses them."""
    apps = {Path(app.path).name for app in django_apps.get_app_configs() if Path(app.path).parent == ROOT}
    for path in source(".py"):
        if path.relative_to(ROOT).parts[0] in apps and "forms" in {*path.parts, path.stem}:
            import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return {form for form in _below(forms.BaseForm) if form.__module__.split(".")[0] in apps}


def _admin_forms(person: Person) -> set[type[forms.BaseForm]]:
    """Those that Django makes of the models that this person may change."""
    request = RequestFactory().get("/")
    request.user = person
    return {registered.get_form(request, change=True) for registered in admin.site._registry.values()}


def _below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for below in form.__subclasses__():
        yield below
        yield from _below(below)


def _fields(*kinds: type[forms.Field], of: set[Any]) -> dict[str, tuple[type[forms.BaseForm], forms.Field]]:
    """All fields of such a kind, by form and name."""
    return {
        f"{form.__name__}.{name}": (form, field)
        for form in of
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, kinds)
    }


MEETING = ("MeetingForm", "SeriesForm", "RecurrenceForm")
DAYS = _fields(forms.DateField, of=_forms())


@pytest.fixture
def everything(world: World) -> set[type[forms.BaseForm]]:
    """All forms there are, the admin's for somebody who may change whatever anybody may change there."""
    world.coordinator.is_administrator = True
    return _forms() | _admin_forms(world.coordinator)


def test_every_day_has_bounds(everything: set[type[forms.BaseForm]]) -> None:
    days = _fields(
        forms.DateField,
        forms.DateTimeField,
        forms.SplitDateTimeField,
        forms.TimeField,
        forms.DurationField,
        of=everything,
    )

    assert len(days) >= 10
    clocks = {f"{form}.{field}" for form in MEETING for field in ("begins", "ends")}
    assert {key for key, (_form, field) in days.items() if not isinstance(field, DayField)} == clocks


def test_every_number_has_bounds(everything: set[type[forms.BaseForm]]) -> None:
    numbers = _fields(forms.IntegerField, of=everything)

    assert len(numbers) >= 8
    assert [key for key, (form, field) in numbers.items() if not _is_bounded(form, key, field)] == []


def _is_bounded(form: type[forms.BaseForm], key: str, field: Any) -> bool:
    """By the form, or by the model that it asks, whose own bounds are only what the column holds."""
    if field.max_value is not None:
        return True
    model = getattr(getattr(form, "_meta", None), "model", None)
    column = model and model._meta.get_field(key.rsplit(".", 1)[1])
    return bool(column) and any(isinstance(check, MaxValueValidator) for check in column._validators)


@pytest.mark.parametrize("absurd", ABSURD)
@pytest.mark.parametrize("key", DAYS)
def test_absurd_day_is_told_beside_its_field(key: str, absurd: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        DAYS[key][1].clean(absurd)

    assert refused.value.code in {"too_early", "too_late"}


def test_calendar_of_the_browser_offers_what_is_taken(world: World, signed_in: type[Client]) -> None:
    page = signed_in(world.convener).get(f"/groups/{world.group.slug}/meetings/new/").content.decode()

    last = months_after(today(), 36)
    assert 'min="2014-01-01"' in page
    assert f'max="{last}"' in page


def test_stage_for_ever_is_refused_in_words(world: World, signed_in: type[Client]) -> None:
    stage = world.direction.stages.get()
    words = {"title": "", "aim": "Pröva.", "starts_on": stage.starts_on, "ends_on": "9999-12-31"}

    answer = signed_in(world.coordinator).post(f"{stage.get_absolute_url()}edit/", words)

    assert answer.status_code == 422
    assert "Välj en dag från 1 januari 2014 till" in answer.content.decode()


FAR = date(9999, 12, 31)


def test_database_holds_what_is_drawn(world: World) -> None:
    stage, meeting = world.direction.stages.get(), make_meeting(world.group)
    shown = Presentation(stage=stage, body=world.storgrupp, on=FAR, planned_by=world.convener)
    for absurd in (
        lambda: Stage.objects.filter(pk=stage.pk).update(ends_on=FAR),
        lambda: Stage.objects.filter(pk=stage.pk).update(starts_on=date(27, 1, 1)),
        lambda: type(meeting).objects.filter(pk=meeting.pk).update(ends_at=midnight(FAR)),
        lambda: shown.save(),
        lambda: make_workshop(held_on=FAR),
        lambda: Group.objects.filter(pk=world.group.pk).update(seats=30_000),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            absurd()


@pytest.mark.parametrize("days", [1, 7, 90, 400, 5_000, 2_900_000])
def test_ruler_of_a_stage_stays_small(days: int) -> None:
    first = date(2016, 1, 1)
    stage = Stage(starts_on=first, ends_on=first + timedelta(days=days))

    drawn = Template("{% stage_bar stage %}").render(Context({"stage": stage}))

    assert drawn.count("<line") + drawn.count("M") <= 63
