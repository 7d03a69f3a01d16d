"""The demo, backed up while it is written to, restored elsewhere and served there: `make restore-drill`.

No test of the suite, which has a short form (`tests/portal/test_backup.py`). Each table is printed with its
rows and its checksum, at the moment of the backup and where it was restored.
"""

import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from people.models import Person
from portal.backup import sealing
from portal.backup.checksums import TableSum, table_sums
from portal.backup.taking import take
from tests.portal.elsewhere import elsewhere
from tests.portal.test_backup import public, written_to_meanwhile
from tests.races import server

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(transactional_db: None) -> Person:
    call_command("demo", verbosity=0, stdout=StringIO())
    return Person.objects.managers().order_by("pk")[0]


def test_restored_demo_is_the_demo(person: Person, tmp_path: Path) -> None:
    key = tmp_path / "secret.key"
    sealing.make_key(key)
    knock = server.Knock("", person)  # signs in: its session is in the backup
    with written_to_meanwhile(person):
        began = time.monotonic()
        taken = take(tmp_path / "made", [public(key)])
        took = time.monotonic() - began
    print(f"\n{taken.told.summary}; {taken.path.stat().st_size} bytes; {took:.1f} s to make", end=", ")

    with elsewhere(tmp_path) as there:
        began = time.monotonic()
        done = there.manage("restore", str(taken.path), "--identity", str(key), "--as-it-was")
        assert done.returncode == 0, done.stderr
        print(f"{time.monotonic() - began:.1f} s to restore\n")
        with there.connected() as connected:
            assert _compared(taken.told.tables, table_sums(connected)) == []
        places = {"RIKTNING_DATABASE_URL": there.url, "RIKTNING_ATTACHMENTS_DIR": str(there.files)}
        with server.portal(workers=1, **places) as host:
            knock.host = host
            assert knock.get("/") == 200
        assert there.manage("check", "--database", "default").returncode == 0


def _compared(before: dict[str, TableSum], after: dict[str, TableSum]) -> list[str]:
    nothing = TableSum(0, "none")
    differ = []
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name, nothing), after.get(name, nothing)
        said = "same" if one == other else "DIFFERS"
        print(f"{name:40} {one.rows:8} {one.sha256[:16]}  {other.rows:8} {other.sha256[:16]}  {said}")
        differ += [name] if one != other else []
    return differ
