"""Fixtures every test may ask for. The cast lives in `tests/cast.py`, the makers in `tests/factories/`."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from people.models import Person
from tests.cast import World, make_world


def pytest_sessionstart(session: pytest.Session) -> None:
    """Pages ask for hashed static files: collect them once, where `make` has not done so."""
    is_worker = hasattr(session.config, "workerinput")
    if not is_worker and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        call_command("catalogues", "compile")


def pytest_sessionfinish(session: pytest.Session) -> None:
    shutil.rmtree(settings.ATTACHMENTS_DIR, ignore_errors=True)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def signed_in() -> Callable[[Person], Client]:
    """A browser-like client in which that person has signed in."""

    def sign_in(person: Person, **options: Any) -> Client:
        client = Client(**options)
        client.force_login(person)
        return client

    return sign_in
