"""PostgreSQL: its own pg_dump and pg_restore, told which moment to copy."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg import pq
from psycopg.conninfo import make_conninfo

from portal.backup.checksums import TableSum, differing, table_sums, tables
from portal.backup.errors import BackupError

MEMBER = "database.dump"
ASIDE = "replaced_by_a_restore"
LIBPQ = {found.keyword.decode() for found in pq.Conninfo.get_defaults()}


def dump(path: Path) -> dict[str, TableSum]:
    """Copy the database as it is at one moment; the sums of its tables at that very moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
        sums = table_sums(connection)
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}"]
        _run("pg_dump", *options, f"--file={path}", f"--dbname={_address()}")
    _run("pg_restore", f"--file={os.devnull}", str(path))  # reads all of it
    return sums


def is_empty() -> bool:
    return not tables(connection)


def restore(path: Path, sums: dict[str, TableSum], *, replace: bool) -> None:
    """All of it in one transaction. What it replaces is thrown away once the new has been looked at."""
    with _old_set_aside() if replace else nullcontext():
        options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        _run("pg_restore", *options, f"--dbname={_address()}", str(path))
        if differ := differing(table_sums(connection), sums):
            raise BackupError(f"What was restored differs in {', '.join(differ)}.")


@contextmanager
def _old_set_aside() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = connection.ops.quote_name(cursor.fetchone()[0])
        _make_way(cursor, schema)
        try:
            yield
        except BaseException:
            cursor.execute(f"DROP SCHEMA {schema} CASCADE; ALTER SCHEMA {ASIDE} RENAME TO {schema}")
            raise
        cursor.execute(f"DROP SCHEMA {ASIDE} CASCADE")


def _make_way(cursor: Any, schema: str) -> None:
    """The new schema has the old one's owner, or the next dump would hold it as something of ours."""
    cursor.execute("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = current_schema()")
    (owner,) = cursor.fetchone()
    with transaction.atomic():
        cursor.execute(f"ALTER SCHEMA {schema} RENAME TO {ASIDE}")
        cursor.execute(f"CREATE SCHEMA {schema}")
        cursor.execute(f"ALTER SCHEMA {schema} OWNER TO {owner}")


def _run(tool: str, *arguments: str) -> None:
    """The password travels by the environment: arguments are seen by everybody on the machine."""
    password = connection.settings_dict["PASSWORD"]
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    try:
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own tools
            [tool, *arguments], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as problem:
        raise BackupError(f"{tool} is missing: install PostgreSQL's client tools.") from problem
    if done.returncode:
        raise BackupError(f"{tool}: {done.stderr.strip()}")


def _address() -> str:
    told = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    address = {word: told[name] for word, name in names.items() if told.get(name)}
    options = {word: said for word, said in told["OPTIONS"].items() if word in LIBPQ}
    return make_conninfo(**(options | address))
