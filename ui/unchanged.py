"""Whether anything has been written since a page was made: the database itself is asked.

A page that a browser has is asked for again with its tag. To know that it is the same, it would have to be
made. But where nothing at all has been written since, it is: by nobody, in no table, through no door. Both
databases can tell, in the query that reads the session:

- PostgreSQL names the transactions that a statement sees. What sees the same ones sees the same rows.
- SQLite counts, for each connection, what the others have committed, and what was changed through it.

In busy hours such a page is mostly made anew, whether what is written concerns it or not. It is never wrong.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import CharField, Func

# While it runs, and in another that it takes over from: numbers begin anew where a server was restored.
SEEN = "pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text"


class StateOfDatabase(Func):
    """What the database says of its own state, as a column of a query: what that query sees."""

    output_field = CharField()

    def as_sqlite(self, *_args: Any, **_options: Any) -> tuple[str, tuple[()]]:
        return "(SELECT CAST(data_version AS text) FROM pragma_data_version)", ()

    def as_postgresql(self, *_args: Any, **_options: Any) -> tuple[str, tuple[()]]:
        return SEEN, ()


def state_after(told: str) -> tuple[Any, ...] | None:
    """All that tells two states apart, right after the query that told; None inside a transaction.

    A transaction's own rows are in no state but its own.
    """
    if connection.in_atomic_block:
        return None
    if connection.vendor == "sqlite":
        return told, connection.opened, connection.connection.total_changes  # type: ignore[attr-defined]
    return (told,)


def tell_apart(connection: Any, **_told: Any) -> None:
    """What SQLite counts begins anew with each connection: each gets a mark of its own when it is opened."""
    connection.opened = object()


def shows_rows_alone[View: Callable[..., Any]](view: View) -> View:
    """For a view whose page follows from rows, the address, cookies and the minute, and nothing else."""
    view.shows_rows_alone = True  # type: ignore[attr-defined]
    return view
