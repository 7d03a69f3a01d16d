"""Migrations are forever: what is published is applied somewhere, and the next one keeps the portal up."""

import hashlib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django_migration_linter import MigrationLinter

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "tests" / "migrations.txt"
OURS = [app.label for app in apps.get_app_configs() if Path(app.path).parent == ROOT]


def test_published_migrations_stay_as_they_are() -> None:
    """A new one adds its line to `migrations.txt` (sha256sum prints it); a line that stands there is kept."""
    files = sorted(ROOT.glob("*/migrations/0*.py"))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(ROOT)}" for file in files]

    assert lines == PUBLISHED.read_text().splitlines()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)  # SQLite writes down no schema inside a transaction
def test_the_old_release_goes_on_while_a_new_migration_is_applied() -> None:
    """No column dropped or made mandatory under a running portal: the linter knows what that takes.

    The verdict is PostgreSQL's. SQLite makes a table anew for each column, in an announced pause.
    """
    beginnings = ["0001_initial", "0002_cache_table"]  # nothing runs before there are tables
    wider = ["0005_place_takes_an_address"]  # what the release before writes fits as it did
    unique = ["0009_names_of_their_own"]  # two groups of one name are a mistake in the release before too
    linter = MigrationLinter(
        ROOT,
        include_apps=OURS,
        ignore_name=[*beginnings, *wider, *unique],
        no_cache=True,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()

    assert connection.vendor == "sqlite" or not linter.has_errors


@pytest.mark.django_db
def test_database_of_another_version_is_left_alone_and_told_so() -> None:
    MigrationRecorder.Migration.objects.create(app="people", name="0002_of_another_version")

    refused = run_checks(tags=[Tags.database], databases=["default"])

    assert [error.id for error in refused] == ["portal.E003"]
    assert "people.0002_of_another_version" in refused[0].msg


@pytest.mark.django_db
def test_database_of_this_version_is_taken() -> None:
    assert MigrationRecorder(connection).applied_migrations()
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
