"""How the rows of a test that committed go.

Django's own way empties every table and has each app make its permissions anew. Here the tables that have
rows are emptied, and what migrations made stays. Every foreign key is deferred, so the order is no matter.
"""

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

MADE_BY_MIGRATIONS = {"django_content_type", "auth_permission"}


def empty(connection: BaseDatabaseWrapper) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table in tables_with_rows(connection):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def tables_with_rows(connection: BaseDatabaseWrapper) -> list[str]:
    tables = set(connection.introspection.django_table_names(only_existing=False, include_views=False))
    tables.add(settings.CACHES["default"]["LOCATION"])  # what has been counted there; it has no model
    asked = [
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"
        for table in sorted(tables - MADE_BY_MIGRATIONS)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [table for (table,) in cursor.fetchall()]


def _fixture_teardown(test: TransactionTestCase) -> None:
    for alias in test._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        empty(connections[alias])


def use() -> None:
    TransactionTestCase._fixture_teardown = _fixture_teardown  # type: ignore[attr-defined]
