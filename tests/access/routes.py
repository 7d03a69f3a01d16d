"""Every address the urlconf knows, admin included, whether it has a name or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from directions.lineage import Link
from directions.models import Stage
from groups.models import Membership
from notices.models import Notice
from notices.unsubscribing import stop_token
from people.models import Person
from proposals.models import Proposal
from workshops.models import Answer, Participant, Theme

# A place for an argument, as `path` and as `re_path` write it.
ARGUMENT = re.compile(r"<(?:\w+:)?(?P<path>\w+)>|\(\?P<(?P<regex>\w+)>[^)]*\)")


@dataclass(frozen=True)
class Route:
    pattern: str
    name: str  # with its namespace; a route without a name goes by its pattern

    @property
    def arguments(self) -> list[str]:
        return [found["path"] or found["regex"] for found in ARGUMENT.finditer(self.pattern)]

    def address(self, thing: Model | None = None) -> str:
        """Where `thing` is found on this route."""
        return self.address_of(_arguments(thing) if thing else {})

    def address_of(self, values: dict[str, Any]) -> str:
        filled = ARGUMENT.sub(lambda found: str(values[found["path"] or found["regex"]]), self.pattern)
        return "/" + filled.replace("^", "").removesuffix("$")


def _arguments(thing: Model) -> dict[str, Any]:
    """What every route that could lead to `thing` might ask for."""
    return {
        "pk": thing.pk,
        "object_id": thing.pk,
        "slug": _slug(thing),
        "code": _code(thing),
        "token": getattr(thing, "token", ""),
        "secret": getattr(thing, "secret", ""),
        "stop": stop_token(thing.person, [thing.kind]) if isinstance(thing, Notice) else "",
        "year": thing.ends_on.year if isinstance(thing, Stage) else "",
        "number": _number(thing),
        "key": thing.directory_id if isinstance(thing, Person) else "",
        "app_label": thing._meta.app_label,
        "content_type_id": ContentType.objects.get_for_model(thing).pk,
        "url": "nowhere",
        "topic": "manager",  # what a page of help is about
    }


def _number(thing: Any) -> Any:
    """Of a proposal, its latest round's."""
    if isinstance(thing, Proposal):
        return thing.latest.number if thing.latest else 1
    return getattr(thing, "number", "")


def _code(thing: Any) -> str:
    """The code of the workshop that a thing belongs to."""
    if isinstance(thing, Theme | Participant):
        return thing.workshop.code
    if isinstance(thing, Answer):
        return thing.participant.workshop.code
    return str(getattr(thing, "code", ""))


def _slug(thing: Any) -> str:
    """A thing without an address of its own goes by what it belongs to."""
    if isinstance(thing, Membership):
        return str(thing.group.slug)
    if isinstance(thing, Stage):
        return str(thing.direction.slug)
    if isinstance(thing, Link):
        return str(thing.later.slug)  # type: ignore[attr-defined]
    return str(getattr(thing, "slug", ""))


def _walk(resolver: URLResolver, before: str = "", namespace: str = "") -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, pattern, inside)
        elif isinstance(entry, URLPattern):
            yield Route(pattern, f"{namespace}{entry.name}" if entry.name else pattern)


ROUTES = {route.name: route for route in _walk(get_resolver())}
