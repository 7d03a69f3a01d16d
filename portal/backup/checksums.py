"""A checksum of everything that a table holds, by which two databases of one engine are held to be equal.

Rows are read in the order of their primary key, through the portal's own connection: an index of SQLite's may
use functions that only this one knows (`ui.swedish`).
"""

import hashlib
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

CHUNK = 2000  # rows

SQLITE_TABLES = """
SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name
"""
SQLITE_KEY = "SELECT name FROM pragma_table_info(%s) WHERE pk > 0 ORDER BY pk"
POSTGRESQL_TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename COLLATE "C"
"""
# Text in the order of its bytes: the server's own order is another on another machine.
POSTGRESQL_KEY = """
SELECT format('%%I%%s', attname, CASE WHEN attcollation <> 0 THEN ' COLLATE "C"' END)
FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
WHERE indrelid = quote_ident(%s)::regclass AND indisprimary ORDER BY array_position(indkey::int2[], attnum)
"""


@dataclass(frozen=True)
class TableSum:
    rows: int
    sha256: str


def table_sums(connection: BaseDatabaseWrapper) -> dict[str, TableSum]:
    of_one = _sum_on_sqlite if connection.vendor == "sqlite" else _sum_on_postgresql
    return {table: of_one(connection, table) for table in tables(connection)}


def tables(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_TABLES if connection.vendor == "sqlite" else POSTGRESQL_TABLES)
        return [name for (name,) in cursor.fetchall()]


def differing(one: dict[str, TableSum], other: dict[str, TableSum]) -> list[str]:
    """The tables that are not the same in both, or in one of them alone."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _sum_on_sqlite(connection: BaseDatabaseWrapper, table: str) -> TableSum:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_KEY, [table])
        key = ", ".join(quote(column) for (column,) in cursor.fetchall()) or "rowid"
    said, rows = hashlib.sha256(), 0
    found = connection.connection.execute(f"SELECT * FROM {quote(table)} ORDER BY {key}")  # noqa: S608 - from the catalogue
    while chunk := found.fetchmany(CHUNK):
        rows += len(chunk)
        said.update("".join(map(repr, map(tuple, chunk))).encode())
    return TableSum(rows, said.hexdigest())


def _sum_on_postgresql(connection: BaseDatabaseWrapper, table: str) -> TableSum:
    quote = connection.ops.quote_name
    said, rows = hashlib.sha256(), 0
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL_KEY, [table])
        key = ", ".join(column for (column,) in cursor.fetchall()) or f"{quote(table)}::text"
        order = f"SELECT * FROM {quote(table)} ORDER BY {key}"  # noqa: S608 - from the catalogue
        with cursor.copy(f"COPY ({order}) TO STDOUT") as copy:
            for block in copy:
                rows += bytes(block).count(b"\n")  # one within a text is written as \\n
                said.update(block)
    return TableSum(rows, said.hexdigest())
