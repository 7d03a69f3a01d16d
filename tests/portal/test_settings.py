"""What an installation must be told before it starts, and what `check --deploy` does not let through."""

import json
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from pytest_django import Settings

from portal.checks import SAFE_SQLITE
from tests.portal.process import PRODUCTION, ROOT, python

CHECK = ("-W", "ignore", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
ON_SQLITE = {"RIKTNING_DATABASE_URL": "sqlite:///:memory:"}

pytestmark = [pytest.mark.one_database, pytest.mark.slow]


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
print("demo" in get_resolver().namespace_dict)
"""


@pytest.mark.parametrize(("environment", "exist"), [(PRODUCTION, "False"), ({"RIKTNING_DEMO": "1"}, "True")])
def test_demos_way_in_exists_in_the_demo_alone(environment: dict[str, str], exist: str) -> None:
    done = python("-W", "ignore", "-c", ADDRESSES, **environment)

    assert done.stdout.strip() == exist, done.stderr


def test_installation_is_told_at_its_start_what_does_not_fit() -> None:
    unfit = {"RIKTNING_ATTACHMENTS_DIR": "var/static", "RIKTNING_CLAMD_URL": "tcp://"}
    done = python("-W", "ignore", "manage.py", "check", RIKTNING_DEMO="1", **unfit)

    assert done.returncode != 0
    assert "files.E001" in done.stderr
    assert "files.E002" in done.stderr


def found_by_check(name: str) -> bool:
    return name in {found.id for found in run_checks(tags=[Tags.security])}


@pytest.mark.parametrize(("believed", "warns"), [(None, True), (("HTTP_X_FORWARDED_PROTO", "https"), False)])
def test_check_warns_of_a_portal_that_believes_no_proxy(
    settings: Settings, believed: tuple[str, str] | None, warns: bool
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = believed

    found = run_checks(tags=[Tags.security], include_deployment_checks=True)

    assert ("portal.W002" in {problem.id for problem in found}) == warns


@pytest.mark.parametrize("folder", ["var/static", "var/static/files", "var", "static/files"])
def test_check_refuses_to_keep_attached_files_where_they_would_be_served(
    settings: Settings, folder: str
) -> None:
    settings.ATTACHMENTS_DIR = ROOT / folder

    assert found_by_check("files.E001")


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("tcp://127.0.0.1:3310", True),
        ("unix:///run/clamav/clamd.ctl", True),
        ("127.0.0.1:3310", False),
        ("tcp://", False),
    ],
)
def test_check_refuses_a_virus_scanner_that_nobody_could_ask(
    settings: Settings, address: str, fits: bool
) -> None:
    settings.CLAMD_URL = address

    assert found_by_check("files.E002") is not fits


ASK = """
import os
if os.environ.get("RIKTNING_ENV_FILE") == "as it comes":
    del os.environ["RIKTNING_ENV_FILE"]
from portal import settings
print(settings.ENV_FILE, settings.DEBUG, settings.DEMO, settings.SECRET_KEY, sep="|")
"""
DEVELOPMENT = "RIKTNING_SECRET_KEY=my own\nRIKTNING_DEMO=1\nRIKTNING_DEBUG=1\n"


def told(**environment: str) -> list[str]:
    done = python("-W", "ignore", "-c", ASK, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().split("|")


def test_settings_of_development_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text(DEVELOPMENT)

    assert told(RIKTNING_ENV_FILE=str(file)) == [str(file), "True", "True", "my own"]


def test_what_the_environment_says_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text(DEVELOPMENT)
    environment = {"RIKTNING_ENV_FILE": str(file), "RIKTNING_DEBUG": "0", "RIKTNING_SECRET_KEY": "another"}

    assert told(**environment) == [str(file), "False", "True", "another"]


def test_file_is_looked_for_beside_manage_py_where_nothing_is_told() -> None:
    file, *_ = told(RIKTNING_ENV_FILE="as it comes", RIKTNING_DEMO="1")

    assert file == str(ROOT / ".env")


def test_server_is_not_changed_by_a_file_that_lies_there() -> None:
    file, debug, demo, _key = told(RIKTNING_ENV_FILE="as it comes", **PRODUCTION)

    assert (file, debug, demo) == ("", "False", "False")


def test_set_up_gives_each_machine_a_key_of_its_own_once(tmp_path: Path) -> None:
    def set_up(folder: Path) -> str:
        folder.mkdir(exist_ok=True)
        subprocess.run([ROOT / ".ci" / "env"], cwd=folder, check=True)
        return (folder / ".env").read_text()

    first, other = set_up(tmp_path / "a"), set_up(tmp_path / "b")

    assert first != other
    assert set_up(tmp_path / "a") == first
    assert os.stat(tmp_path / "a" / ".env").st_mode & 0o077 == 0
    _file, debug, demo, key = told(RIKTNING_ENV_FILE=str(tmp_path / "a" / ".env"))
    assert (debug, demo) == ("True", "True")
    assert key in first
    assert len(key) == 100


CONNECTS = """
import django, json
django.setup()
from django.db import connection
settings = connection.settings_dict
told = settings["OPTIONS"] | connection.get_connection_params()
told |= {"health": settings["CONN_HEALTH_CHECKS"], "no_cursors": settings["DISABLE_SERVER_SIDE_CURSORS"]}
print(json.dumps(told, default=str))
"""
AT_HOME = "postgres://riktning@db.riktning.example/riktning"


def connection_told(**environment: str) -> dict[str, object]:
    done = python("-W", "ignore", "-c", CONNECTS, **PRODUCTION | environment)
    assert done.returncode == 0, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_address_of_a_database_keeps_what_it_says_of_the_connection() -> None:
    address = f"{AT_HOME}?sslmode=verify-full&sslrootcert=/etc/db.pem&target_session_attrs=read-write"
    told = connection_told(RIKTNING_DATABASE_URL=address)

    asked = {"sslmode": "verify-full", "sslrootcert": "/etc/db.pem", "target_session_attrs": "read-write"}
    assert asked.items() <= told.items()
    assert told["health"] is True
    assert told["pool"] == {"min_size": 1, "max_size": 4, "timeout": 10}  # less than gunicorn's own 30


def test_behind_pgbouncer_nothing_outlives_a_transaction() -> None:
    told = connection_told(RIKTNING_PGBOUNCER="on")

    assert (told["pool"], told["no_cursors"]) == (False, True)


def test_address_of_an_sqlite_file_keeps_how_it_is_written_to() -> None:
    told = connection_told(RIKTNING_DATABASE_URL="sqlite:////tmp/none.sqlite3?timeout=5")

    assert (told["transaction_mode"], told["timeout"]) == ("IMMEDIATE", 5)
