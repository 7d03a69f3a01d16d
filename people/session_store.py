"""Sessions as Django keeps them in the database, each read together with the person whose it is.

Every page needs both, so they are one query, which also tells whether the person sits anywhere: most do not,
and then nobody asks where. Nothing is remembered between requests: a person who has left,
or whose rights have changed, is so on the next one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from people.models import Person
from ui.prepared import Place, prepared
from ui.unchanged import StateOfDatabase, state_after

_came_along: ContextVar[Person | None] = ContextVar("came_along", default=None)


class SessionStore(db.SessionStore):
    person: Person | None = None  # as they were when the session was read, until somebody asks
    state: tuple[Any, ...] | None = None  # of the database, when it was read

    def _get_session_from_db(self) -> Any:
        for person in _with_session(key=self.session_key, at=timezone.now()):
            data, told = person.__dict__.pop("session_data"), person.__dict__.pop("state_of_database")
            if data is not None:
                self.person, self.state = person, state_after(told)
                return Session(session_data=data)
        return super()._get_session_from_db()  # type: ignore[misc] # nobody's, or over


@prepared(key=CharField(), at=DateTimeField())
def _with_session(key: Place, at: Place) -> QuerySet[Person]:
    """Whose session it is, as allauth's list of them has it, with what the session holds."""
    held = Session.objects.filter(session_key=key, expire_date__gt=at).values("session_data")
    seats: Any = Person._meta.get_field("memberships").related_model
    now_sits = seats.objects.current().filter(person=OuterRef("pk"), group__ended_on=None)
    people = Person.objects.with_unread_notices().filter(usersession__session_key=key)
    people = people.annotate(session_data=Subquery(held), state_of_database=StateOfDatabase())
    return people.annotate(sits_somewhere=Exists(now_sits))


@contextmanager
def with_person_of(session: Any) -> Iterator[None]:
    """Within, `came_along` knows the person that was read with the session: once, for they may change."""
    session.get(SESSION_KEY)  # has it read
    token = _came_along.set(getattr(session, "person", None))
    session.person = None
    try:
        yield
    finally:
        _came_along.reset(token)


def came_along(pk: int | str) -> Person | None:
    """That person, where it is the one who is asked for."""
    person = _came_along.get()
    return person if person and person.pk == int(pk) else None
