"""What `manage.py check --deploy` and `migrate` refuse, on top of Django's own list."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from ui.swedish import COLLATION

# SQLite's page on WAL tells of a rare race that can corrupt the file, mended in this release.
SAFE_SQLITE = (3, 51, 3)


@register(Tags.security, deploy=True)
def no_demo_in_production(**kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    text = "RIKTNING_DEMO lets anybody sign in as the demo's people. Unset it."
    return [Error(text, id="portal.E001")]


@register(Tags.security, deploy=True)  # checks of `database` run only when one is named
def sqlite_is_safe_for_production(**kwargs: Any) -> list[CheckMessage]:
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if not on_sqlite or sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return []
    text = f"SQLite {sqlite3.sqlite_version} has a rare race in WAL mode that can corrupt the database."
    return [Warning(text, hint="Use PostgreSQL 15 or newer, or SQLite 3.51.3 or newer.", id="portal.W001")]


@register(Tags.security, deploy=True)
def mail_has_a_server(**kwargs: Any) -> list[CheckMessage]:
    mailer = settings.MAILERS["default"]
    if "smtp" in mailer["BACKEND"] and not mailer.get("OPTIONS"):
        return [Error("Nobody can sign in without mail. Set RIKTNING_EMAIL_URL.", id="portal.E002")]
    return []


@register(Tags.security, deploy=True)
def something_stands_in_front(**kwargs: Any) -> list[CheckMessage]:
    """What cannot be seen from here: whether it waits for slow visitors, and what it lets through."""
    if settings.SECURE_PROXY_SSL_HEADER:
        return []
    text = "No proxy is believed: neither that a line is protected, nor where a visitor comes from."
    hint = "Set RIKTNING_BEHIND_PROXY once a proxy is set up as docs/proxy.md has it."
    return [Warning(text, hint=hint, id="portal.W002")]


@register(Tags.database)  # asked by `migrate` before it changes anything
def database_is_of_this_line(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Migrations began anew in November 2026: a database from before is left alone, never half-migrated."""
    return [error for alias in databases or [] for error in _unknown_migrations(connections[alias])]


@register(Tags.database)
def database_sorts_in_swedish(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """PostgreSQL brings its Swedish order with ICU, which nearly every build of it has."""
    unfit = [alias for alias in databases or [] if not _knows_collation(connections[alias])]
    text = f"The database has no collation {COLLATION}, in which the portal sorts names and searches."
    hint = "Use a PostgreSQL that is built with ICU, and a database whose encoding is UTF8."
    return [Error(text, hint=hint, id="portal.E004") for _alias in unfit]


def _knows_collation(connection: BaseDatabaseWrapper) -> bool:
    if connection.vendor != "postgresql":
        return True  # SQLite is taught it (`ui.swedish`)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_collation WHERE collname = %s"
            " AND collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))"
            " AND getdatabaseencoding() = 'UTF8'",
            [COLLATION],
        )
        return cursor.fetchone() is not None


def _unknown_migrations(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}
    applied = set(loader.applied_migrations) - set(loader.disk_migrations)
    unknown = sorted(f"{app}.{name}" for app, name in applied if app in ours)
    if not unknown:
        return []
    text = (
        f"Another version made this database: it has had migrations that are not here, such as {unknown[0]}."
    )
    hint = "Nothing was changed. Begin with a new database; for the demo: make demo-reset."
    return [Error(text, hint=hint, id="portal.E003")]
