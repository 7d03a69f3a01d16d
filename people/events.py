"""What can happen here, by name. Each app lists its verbs in its `events.py`; an `Act` is one that happened.

To add a verb, add a member to the app's `Event`, with a label for people and its Swedish. Nothing else knows
of it: no migration, no list. Who hears of every act stands in one place, the module that
`settings.EVENT_SUBSCRIBERS` names.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from people.models import Act

Subscriber = Callable[["Act"], object]


class Event(models.TextChoices):
    """The base of every app's verbs, without any of its own. A value is "app.past_participle"."""


class PersonEvent(Event):
    """What happens to people in the directory."""

    SIGNED_IN = "people.signed_in", _("signed in")
    ADDED = "people.added", _("added the person to the directory")
    EDITED = "people.edited", _("changed what the directory says of the person")
    CHANGE_ASKED = "people.change_asked", _("asked for a change in the directory that two have to agree on")
    CHANGE_CONFIRMED = "people.change_confirmed", _("confirmed a change in the directory")
    CHANGE_DECLINED = "people.change_declined", _("said no to a change in the directory")
    UNIT_ADDED = "people.unit_added", _("added the unit")
    UNIT_EDITED = "people.unit_edited", _("changed the unit")


class Source(models.TextChoices):
    """The way in by which something came about, whoever did it."""

    WEB = "web", _("on the web")
    API = "api", _("through the API")
    DIRECTORY = "directory", _("from the directory")
    WORKER = "worker", _("by the worker, as time passed")
    IMPORT = "import", _("by an import")
    COMMAND = "command", _("by a command on the server")


@dataclass(frozen=True)
class Scope:
    """To which direction and which group something belongs, by their numbers: whose feed it comes in."""

    direction: int | None = None
    group: int | None = None


_source: ContextVar[Source] = ContextVar("source", default=Source.COMMAND)


@contextmanager
def acting_from(source: Source) -> Iterator[None]:
    """Every act within comes from there, unless it says otherwise itself."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def current_source() -> Source:
    return _source.get()


def scope_of(target: Any) -> Scope:
    """As the model's `event_scope` has it; without one, the direction and the group that its row names."""
    if hasattr(type(target), "event_scope"):
        scope: Scope = target.event_scope
        return scope
    return Scope(getattr(target, "direction_id", None), getattr(target, "group_id", None))


def all_events() -> list[Event]:
    """Every verb there is, in the order of their values."""
    events = (event for verbs in Event.__subclasses__() for event in verbs)
    return sorted(events, key=lambda event: event.value)


def event_choices() -> list[tuple[str, Any]]:
    return [(event.value, event.label) for event in all_events()]


def event_label(value: str) -> str:
    """What a verb is called for people; the value itself of one that has been taken away since."""
    return str(dict(event_choices()).get(value, value))


def in_transaction() -> list[Subscriber]:
    """Who hears of an act in its own transaction: what one of them raises undoes all of it."""
    return list(import_module(settings.EVENT_SUBSCRIBERS).IN_TRANSACTION)


def after_commit() -> list[Subscriber]:
    """Who hears of it once it is certain: one that fails is logged, and hinders nothing."""
    return list(import_module(settings.EVENT_SUBSCRIBERS).AFTER_COMMIT)
