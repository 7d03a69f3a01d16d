"""Sessions as signing in makes them, without its ceremony: that has tests of its own, and most begin here."""

import time
from collections.abc import Sequence

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils.crypto import get_random_string

from people.models import Person
from people.sessions import SEEN, SINCE


def sessions_of(people: Sequence[Person]) -> list[str]:
    """The key of a new session for each."""
    sessions = [_session_of(person) for person in people]
    Session.objects.bulk_create(sessions)
    keys = [session.session_key for session in sessions]
    UserSession.objects.bulk_create(
        UserSession(user=person, session_key=key, ip="127.0.0.1", user_agent="Firefox")
        for person, key in zip(people, keys, strict=True)
    )
    return keys


def _session_of(person: Person) -> Session:
    holds = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.get_session_auth_hash(),
        SINCE: time.time(),
        SEEN: time.time(),
    }
    store = SessionStore()
    key = get_random_string(32, VALID_KEY_CHARS)
    return Session(session_key=key, session_data=store.encode(holds), expire_date=store.get_expiry_date())
