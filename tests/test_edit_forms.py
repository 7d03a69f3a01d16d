"""What a form asks for is saved when it is edited, not only when it is new: also a field added tomorrow."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField, ModelForm

from briefings.forms.briefing import BriefingForm
from directions.forms.direction import DirectionForm, NewDirectionForm
from directions.forms.stage import StageForm
from feedback.admin.forms import SavedFilterForm
from feedback.forms.writing import FeedbackForm
from groups.admin import BackgroundForm
from groups.forms.group import GroupForm, NewGroupForm
from groups.forms.meetings import MeetingForm
from groups.forms.presenting import PresentationForm, SaidForm
from groups.forms.series import SeriesForm
from groups.models import Meeting, Presentation
from people.admin import PersonForm, UnitForm
from people.forms import LanguageForm
from people.models import Person
from portal.admin import PageForm
from proposals.forms.proposing import ProposalForm
from tests.cast import World
from tests.factories.briefings import make_briefing
from tests.factories.directions import make_stage
from tests.factories.feedback import make_draft
from tests.factories.groups import make_backgrounds
from tests.factories.meetings import make_meeting
from tests.factories.proposals import make_proposal
from tests.factories.workshops import make_theme, make_workshop
from tests.repository.files import ROOT, name, source
from ui.dates import instant_of, today
from ui.edit_conflict import EditConflict
from workshops.forms.theme import ThemeForm
from workshops.forms.workshop import WorkshopForm

ONLY_NEW = {
    NewDirectionForm: "a direction is changed with DirectionForm",
    NewGroupForm: "a group is changed with GroupForm",
    SeriesForm: "a meeting is changed with MeetingForm",
    SavedFilterForm: "a saved view is thrown away and kept anew",
}


@dataclass
class Edit:
    """What is edited, and `added`: another field of the model, as if somebody had just put it in the form."""

    thing: Callable[[World], Any]
    added: str = ""
    typed: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


def presented(world: World) -> Presentation:
    stage = make_stage(world.direction)
    return Presentation.objects.create(
        stage=stage, body=world.storgrupp, on=today(), planned_by=world.convener
    )


def a_meeting(world: World) -> Meeting:
    """By day: one that begins late in the evening ends on the day after, which the form refuses."""
    begins = instant_of(today() + timedelta(days=1), time(10))
    return make_meeting(world.group, world.convener, starts_at=begins)


CLOCK = {"day": today() + timedelta(days=9), "begins": "10:00", "ends": "11:00"}
EDITS: dict[type[ModelForm], Edit] = {
    FeedbackForm: Edit(
        lambda world: make_draft(world.convener, group=world.group),
        typed={"version": 0, "save_as": "draft"},
        options={"may_complete": True},
    ),
    ProposalForm: Edit(
        lambda world: make_proposal(world.convener, world.group),
        "withdrawn_why",
        {"version": 0, "save_as": "draft"},
        {"may_hand_in": True},
    ),
    BriefingForm: Edit(lambda world: make_briefing(world.communicator), "covers_to", {"version": 1}),
    MeetingForm: Edit(a_meeting, "notes", CLOCK),
    PresentationForm: Edit(presented, "said"),
    SaidForm: Edit(presented, "material"),
    BackgroundForm: Edit(lambda world: make_backgrounds("drift")[0]),
    GroupForm: Edit(lambda world: world.group, "closing_words"),
    DirectionForm: Edit(lambda world: world.direction, "closing_words"),
    StageForm: Edit(lambda world: world.direction.stages.get(), "number"),
    WorkshopForm: Edit(lambda world: make_workshop(), "code"),
    ThemeForm: Edit(lambda world: make_theme(make_workshop())),
    LanguageForm: Edit(lambda world: world.employee, "title"),
}


def test_every_form_that_edits_is_here() -> None:
    """In the admin a page is saved whole, as it was read, and a person through the directory's door."""
    for path in source(".py"):
        parts = {*path.relative_to(ROOT).parts, path.stem}
        if {"forms", "admin"} & parts and "tests" not in parts:
            import_module(name(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."))

    ours = {form for form in _below(ModelForm) if form.__module__.split(".")[0] in OURS}
    assert ours - {PersonForm, UnitForm, PageForm} == EDITS.keys() | ONLY_NEW.keys()


OURS = {
    "portal",
    "feedback",
    "groups",
    "directions",
    "workshops",
    "people",
    "proposals",
    "briefings",
    "files",
}


def _below(form: type[ModelForm]) -> set[type[ModelForm]]:
    below = {one for one in form.__subclasses__() if not one.__module__.startswith("tests")}
    return below | {deeper for one in below for deeper in _below(one)}


@pytest.mark.parametrize("form_class", EDITS, ids=lambda form_class: form_class.__name__)
def test_every_field_of_a_form_is_saved_when_edited(world: World, form_class: type[ModelForm]) -> None:
    edit = EDITS[form_class]
    thing = edit.thing(world)
    names = [*form_class._meta.fields, *([edit.added] if edit.added else [])]  # type: ignore[misc]
    wanted = {name: _another(thing, name, world) for name in names}
    form = _with_fields(form_class, names)(
        {name: _typed(value) for name, value in wanted.items()} | edit.typed,
        instance=type(thing).objects.get(pk=thing.pk),
        **edit.options,
    )
    assert form.is_valid(), form.errors

    _save(form, thing if isinstance(thing, Person) else world.convener)

    kept = type(thing).objects.get(pk=thing.pk)
    assert {name: getattr(kept, name) for name in names} == wanted


@pytest.mark.parametrize(
    "form_class",
    [form for form in EDITS if form is not SaidForm],  # which begins empty
    ids=lambda form_class: form_class.__name__,
)
def test_form_sent_as_it_was_opened_is_right(world: World, form_class: type[ModelForm]) -> None:
    edit = EDITS[form_class]
    thing = edit.thing(world)
    opened = form_class(instance=type(thing).objects.get(pk=thing.pk), **edit.options)
    sent = {field.html_name: _as_a_browser_sends(field) for field in opened}

    form = form_class(sent, instance=type(thing).objects.get(pk=thing.pk), **edit.options)

    assert form.is_valid(), form.errors


def _as_a_browser_sends(field: BoundField) -> Any:
    """Of choices the one that is marked, if it is there."""
    value = field.value()
    if not hasattr(field.field, "choices"):
        return value if isinstance(value, bool) else field.field.widget.format_value(value)
    offered = {str(code) for code, _label in field.field.choices}
    if isinstance(value, list):
        return [code for code in value if str(code) in offered]
    return value if str(value) in offered else ""


@pytest.mark.parametrize(
    "form_class",
    [form for form in EDITS if form not in {LanguageForm, BackgroundForm}],  # one's own; an `EditForm`
    ids=lambda form_class: form_class.__name__,
)
def test_nobody_overwrites_what_they_have_not_read(world: World, form_class: type[ModelForm]) -> None:
    """Two open the same page. The second to send it is told, and what the first one saved stands."""
    edit = EDITS[form_class]
    thing = edit.thing(world)
    names: list[str] = [*form_class._meta.fields]  # type: ignore[misc]
    opened = form_class(instance=type(thing).objects.get(pk=thing.pk), **edit.options)
    hidden = {field.html_name: field.value() for field in opened.hidden_fields()}

    def send() -> Any:
        now = type(thing).objects.get(pk=thing.pk)
        typed = {name: _typed(_another(now, name, world)) for name in names}
        form = form_class(typed | edit.typed | hidden, instance=now, **edit.options)
        assert form.is_valid(), form.errors
        _save(form, world.convener)
        return typed

    first = send()
    with pytest.raises((EditConflict, ValidationError)):
        send()

    kept = type(thing).objects.get(pk=thing.pk)
    assert {name: _typed(getattr(kept, name)) for name in names} == first


def _with_fields(form_class: Any, names: list[str]) -> Any:
    """The same form, as it would be with one field more."""
    meta = type("Meta", (form_class.Meta,), {"fields": names})
    return type(form_class)(form_class.__name__, (form_class,), {"Meta": meta, "__module__": __name__})


def _another(thing: Any, name: str, world: World) -> Any:
    """A value that is not the one that stands there."""
    model_field, value = thing._meta.get_field(name), getattr(thing, name)
    if model_field.choices:
        return next(code for code, _label in model_field.choices if code != value)
    match model_field:
        case models.ForeignKey():
            return world.steering_group
        case models.BooleanField():
            return not value
        case models.DateField():
            return (value or today() - timedelta(days=2)) + timedelta(days=1)
        case models.IntegerField():
            return (value or 5) + 1
        case models.SlugField():
            return "annat"
    return "Annat"


def _typed(value: Any) -> Any:
    return value.slug if hasattr(value, "slug") else value


def _save(form: Any, by: Person) -> None:
    if hasattr(form, "save_by"):
        form.save_by(by)
    elif hasattr(form, "write"):
        form.write(by=by)
    else:
        form.plan(by=by)
