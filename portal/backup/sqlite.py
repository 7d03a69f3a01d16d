"""SQLite: copied while it is written to, by SQLite itself, through the portal's own connection.

Other ways of copying will not do: an index uses the portal's own functions (`ui.swedish`).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.backup.checksums import TableSum, differing, table_sums
from portal.backup.errors import BackupError

MEMBER = "database.sqlite3"


def dump(path: Path) -> dict[str, TableSum]:
    """Copy the database as it is at one moment, whatever is written meanwhile; the sums of its tables."""
    with _at_one_moment() as source, sqlite3.connect(path) as target:
        sums = table_sums(connection)
        source.backup(target)
    target.close()
    with opened(path) as copied:
        _check(copied, sums)
    return sums


def is_empty() -> bool:
    return not connection.introspection.table_names()


def restore(path: Path, sums: dict[str, TableSum], *, replace: bool) -> None:
    """Looked at before anything is changed; then SQLite puts all of it in place in one transaction."""
    with opened(path) as copied:
        _check(copied, sums)
        connection.ensure_connection()
        copied.connection.backup(connection.connection)
    _check(connection, sums)


@contextmanager
def opened(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """Another file, by a connection that knows what the portal's own does."""
    copied = connection.copy("copy")
    copied.settings_dict["NAME"] = str(path)
    try:
        copied.ensure_connection()
        yield copied
    finally:
        copied.close()


@contextmanager
def _at_one_moment() -> Iterator[sqlite3.Connection]:
    connection.ensure_connection()
    source: sqlite3.Connection = connection.connection
    source.execute("BEGIN DEFERRED")  # nobody waits for a reader in WAL mode
    try:
        yield source
    finally:
        source.execute("ROLLBACK")


def _check(copied: BaseDatabaseWrapper, sums: dict[str, TableSum]) -> None:
    found = [said for (said,) in copied.connection.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        raise BackupError(f"The copy of the database is damaged: {found[0]}")
    if differ := differing(table_sums(copied), sums):
        raise BackupError(f"The copy of the database differs in {', '.join(differ)}.")
