"""Another place to put a backup: an empty database of the same engine, and commands that use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from subprocess import CompletedProcess

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.portal.process import python
from tests.races import server


@dataclass(frozen=True)
class Elsewhere:
    folder: Path
    url: str
    name: str

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def manage(self, *arguments: str, **more: str) -> CompletedProcess[str]:
        ours = {"RIKTNING_DEMO": "1", "RIKTNING_DATABASE_URL": self.url, "RIKTNING_DATABASE_POOL": "0"}
        ours |= {
            "RIKTNING_ATTACHMENTS_DIR": str(self.files),
            "RIKTNING_BACKUP_DIR": str(self.folder / "made"),
        }
        return python("-W", "ignore", "manage.py", *arguments, **ours | more)

    @contextmanager
    def connected(self) -> Iterator[BaseDatabaseWrapper]:
        there = connection.copy("elsewhere")
        there.settings_dict["NAME"] = self.name
        try:
            there.ensure_connection()
            yield there
        finally:
            there.close()


@contextmanager
def elsewhere(folder: Path) -> Iterator[Elsewhere]:
    if connection.vendor == "sqlite":
        file = folder / "elsewhere.sqlite3"
        yield Elsewhere(folder, f"sqlite:///{file}", str(file))
        return
    name = f"elsewhere_{token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            address = server.test_database_url().rpartition("/")[0]
            yield Elsewhere(folder, f"{address}/{name}", name)
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
