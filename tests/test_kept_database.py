"""The tests' own database: made anew when a migration has changed, and empty when a test begins."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests import emptying
from tests.cast import make_world
from tests.kept_database import kept_database


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("groups/migrations/0001_initial.py", "requirements/dev.txt"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_database_is_kept_while_nothing_changes(root: Path) -> None:
    kept = kept_database(root)
    kept.with_name(f"{kept.name}_gw0").touch()

    assert kept_database(root) == kept
    assert kept.with_name(f"{kept.name}_gw0").exists()


@pytest.mark.parametrize(
    "changed", ["groups/migrations/0001_initial.py", "groups/migrations/0002_more.py", "requirements/dev.txt"]
)
def test_changed_migration_makes_a_new_database_and_the_old_one_goes(root: Path, changed: str) -> None:
    kept = kept_database(root)
    kept.with_name(f"{kept.name}_gw0-wal").touch()
    (root / changed).write_text("changed")

    assert kept_database(root) != kept
    assert list(kept.parent.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_rows_of_a_test_go_and_what_migrations_made_stays() -> None:
    made = Permission.objects.count(), ContentType.objects.count()
    make_world()

    emptying.empty(connection)

    left = {model.__name__ for model in apps.get_models(include_auto_created=True) if model.objects.exists()}  # type: ignore[attr-defined]
    assert left == {"Permission", "ContentType"}
    assert (Permission.objects.count(), ContentType.objects.count()) == made
    assert min(made) > 0
