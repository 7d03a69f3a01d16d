"""Fixtures every test may ask for. The cast lives in `tests/cast.py`, the makers in `tests/factories/`."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from people.models import Person
from portal.mail import mailers
from tests import emptying, kept_rows
from tests.cast import World
from tests.leftovers import remove_leftovers
from tests.mail_server import MailServer, mail_server
from tests.signing_in import sessions_of

ASKS = {"db", "transactional_db", "live_server", "demo"}  # fixtures of tests that may ask the database


def pytest_sessionstart(session: pytest.Session) -> None:
    """Pages ask for hashed static files: collect them once, where `make` has not done so."""
    if hasattr(session.config, "workerinput"):
        return
    remove_leftovers()
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        call_command("catalogues", "compile")


def pytest_configure() -> None:
    emptying.use()
    gc.set_threshold(100_000, 50, 50)  # a test makes much and keeps nothing, and looking for cycles costs


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that may ask no database, and would be stopped if it did, runs on one of them alone."""
    for item in items:
        if not item.get_closest_marker("django_db") and not ASKS.intersection(_fixtures_of(item)):
            item.add_marker("one_database")


def _fixtures_of(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def pytest_sessionfinish(session: pytest.Session) -> None:
    shutil.rmtree(settings.ATTACHMENTS_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database, empty even where it was kept and the last run was cut off.

    PostgreSQL throws it away only once every session in it has ended. Those of the server's threads, and of
    the context that Playwright keeps, may outlive their tests.
    """
    with django_db_blocker.unblock():
        emptying.empty(connection)
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo organisation, loaded once for all of a file's tests and gone after them.

    What one of them changes the next does not see, as ever.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        kept_rows.demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world(db: None) -> World:
    return kept_rows.world()


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A real mail server on this machine, to which all mail goes."""
    with mail_server() as found:
        settings.MAILERS = mailers(found.url, local=True, folder=Path("unused"))
        yield found


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """A browser-like client in which that person has signed in."""

    def sign_in(person: Person, **options: Any) -> Client:
        client = Client(**options)
        client.cookies[settings.SESSION_COOKIE_NAME], *_ = sessions_of([person])
        return client

    return sign_in
