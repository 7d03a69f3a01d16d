"""What an installation must be told before it starts, and what `check --deploy` does not let through."""

import sqlite3

import pytest

from portal.checks import SAFE_SQLITE
from tests.portal.process import PRODUCTION, python

CHECK = ("-W", "ignore", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
ON_SQLITE = {"RIKTNING_DATABASE_URL": "sqlite:///:memory:"}

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("key", [{}, {"RIKTNING_SECRET_KEY": ""}])
def test_nothing_starts_without_a_secret_key_and_it_says_so(key: dict[str, str]) -> None:
    done = python("manage.py", "check", **key)

    assert done.returncode != 0
    assert "RIKTNING_SECRET_KEY is not set." in done.stderr.splitlines()[-1]


def test_demo_starts_without_being_told_anything() -> None:
    done = python("manage.py", "check", RIKTNING_DEMO="1")

    assert done.returncode == 0, done.stderr


def test_deployment_check_passes_on_a_servers_settings() -> None:
    done = python(*CHECK, **PRODUCTION)

    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_deployment_check_refuses_the_demo() -> None:
    done = python(*CHECK, **PRODUCTION, RIKTNING_DEMO="1")

    assert done.returncode != 0
    assert "portal.E001" in done.stderr


def test_deployment_check_refuses_a_portal_that_cannot_send_mail() -> None:
    done = python(*CHECK, **PRODUCTION | {"RIKTNING_EMAIL_URL": ""})

    assert done.returncode != 0
    assert "portal.E002" in done.stderr


def test_deployment_check_warns_of_an_sqlite_that_can_corrupt_its_file() -> None:
    done = python(*CHECK, **PRODUCTION | ON_SQLITE)

    assert ("portal.W001" in done.stderr) == (sqlite3.sqlite_version_info < SAFE_SQLITE)


ADDRESSES = """
import django
django.setup()
from django.urls import get_resolver
print("demo" in get_resolver().reverse_dict, "demo_sign_in_as" in get_resolver().reverse_dict)
"""


@pytest.mark.parametrize(
    ("environment", "exist"), [(PRODUCTION, "False False"), ({"RIKTNING_DEMO": "1"}, "True True")]
)
def test_demos_way_in_exists_in_the_demo_alone(environment: dict[str, str], exist: str) -> None:
    done = python("-W", "ignore", "-c", ADDRESSES, **environment)

    assert done.stdout.strip() == exist, done.stderr


@pytest.mark.parametrize("folder", ["var/static", "var/static/files", "var", "static/files"])
def test_check_refuses_to_keep_attached_files_where_they_would_be_served(folder: str) -> None:
    done = python("-W", "ignore", "manage.py", "check", RIKTNING_DEMO="1", RIKTNING_ATTACHMENTS_DIR=folder)

    assert done.returncode != 0
    assert "files.E001" in done.stderr


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("tcp://127.0.0.1:3310", True),
        ("unix:///run/clamav/clamd.ctl", True),
        ("127.0.0.1:3310", False),
        ("tcp://", False),
    ],
)
def test_check_refuses_a_virus_scanner_that_nobody_could_ask(address: str, fits: bool) -> None:
    done = python("-W", "ignore", "manage.py", "check", RIKTNING_DEMO="1", RIKTNING_CLAMD_URL=address)

    assert ("files.E002" in done.stderr, done.returncode == 0) == (not fits, fits)
