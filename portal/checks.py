"""What `manage.py check --deploy` refuses, on top of Django's own list."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

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
