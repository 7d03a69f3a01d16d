"""Back to yesterday 14.30, by the very commands of `docs/backup.md`, on a PostgreSQL of this test's own."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests.missing import missing
from tests.portal.process import ROOT
from tests.postgres import INSTALL, Server, find_binaries, free_port, unprivileged

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

PAGE = (ROOT / "docs" / "backup.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## Back to yesterday")[2].partition("\n## ")[0]
SERVER = """
systemctl() { pg_ctl "$1" --wait --silent --log="$PGDATA/../server.log"; }
set -eu
"""


class Playground:
    def __init__(self, folder: Path) -> None:
        binaries = find_binaries() or missing("PostgreSQL", INSTALL)
        self.folder, self.port = folder, free_port()
        self.server = Server(binaries, folder, self.port)
        self.places = {
            "/var/lib/postgresql/15/main": str(folder / "data"),
            "/etc/postgresql/15/main": str(folder),
            "/srv/pgarchive": str(folder / "archive"),
        }

    def ours(self, text: str) -> str:
        for theirs, place in self.places.items():
            assert theirs in SECTION
            text = text.replace(theirs, place)
        return text

    def run(self, script: str) -> None:
        environment = os.environ | {"PGDATA": str(self.folder / "data"), "PGUSER": "riktning"}
        environment |= {"PGHOST": "127.0.0.1", "PGPORT": str(self.port)}
        environment["PATH"] = f"{self.server.binaries}:{environment['PATH']}"
        command = ["bash", "-c", SERVER + self.ours(script)]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server would hold a pipe open
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=60,
            **unprivileged(),
        )
        assert done.returncode == 0, script

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection]:
        address = f"host=127.0.0.1 port={self.port} user=riktning dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            yield connection


@pytest.fixture
def playground() -> Iterator[Playground]:
    with TemporaryDirectory(prefix="riktning-postgres-") as folder:
        found = Playground(Path(folder))
        found.server.prepare()
        settings = re.findall(r"```ini\n(.*?)```", SECTION, re.DOTALL)[0]
        around = f"port = {found.port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n"
        found.run(f"""
            mkdir -p /etc/postgresql/15/main/conf.d /srv/pgarchive/wal
            echo "include_dir '/etc/postgresql/15/main/conf.d'" >>/var/lib/postgresql/15/main/postgresql.conf
            cat >/etc/postgresql/15/main/conf.d/archive.conf <<'END'\n{settings}{around}fsync = off\nEND
            systemctl start
        """)
        try:
            yield found
        finally:
            found.server.stop()


def archived(connection: psycopg.Connection) -> None:
    connection.execute("SELECT pg_switch_wal()")
    (wanted,) = connection.execute("SELECT pg_walfile_name(pg_current_wal_lsn() - 1)").fetchone() or ("",)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        (last,) = connection.execute("SELECT last_archived_wal FROM pg_stat_archiver").fetchone() or ("",)
        if last and last >= wanted:
            return
        time.sleep(0.05)
    raise TimeoutError("The log of changes is not archived")


def wait_until_writable(connection: psycopg.Connection) -> None:
    """The server answers before it has ended its recovery, so that one can look."""
    deadline = time.monotonic() + 30
    while connection.execute("SELECT pg_is_in_recovery()").fetchone() != (False,):
        assert time.monotonic() < deadline, "It never ended its recovery"
        time.sleep(0.05)


def test_commands_of_the_page_bring_back_what_was_there_at_that_time(playground: Playground) -> None:
    every_week, going_back = re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL)
    with playground.connected() as connection:
        connection.execute("CREATE TABLE note (said text)")
        connection.execute("INSERT INTO note VALUES ('before the copy')")
        playground.run(every_week)
        connection.execute("INSERT INTO note VALUES ('after the copy')")
        time.sleep(0.2)
        then = datetime.now(UTC)
        time.sleep(0.2)
        connection.execute("DELETE FROM note")
        archived(connection)

    shown = "2026-11-28 14:30:00 Europe/Stockholm", "base-2026-11-22"
    assert all(word in going_back for word in shown)
    at = then.astimezone(ZoneInfo("Europe/Stockholm")).strftime("%Y-%m-%d %H:%M:%S.%f Europe/Stockholm")
    playground.run(
        going_back.replace(shown[0], at).replace(shown[1], f"base-{datetime.now().astimezone():%Y-%m-%d}")
    )

    with playground.connected() as connection:
        wait_until_writable(connection)
        found = connection.execute("SELECT said FROM note ORDER BY said").fetchall()
        assert found == [("after the copy",), ("before the copy",)]
        connection.execute("INSERT INTO note VALUES ('work goes on')")
