"""A backup is everything at one moment and comes back as it was; what is damaged or in the way is told."""

import dataclasses
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from files.models import Attachment
from files.storage import attachment_storage
from notices.models import MailState, Notice
from people.models import Person
from portal.backup import restoring, sealing
from portal.backup.archive import sum_of
from portal.backup.checksums import TableSum, differing, table_sums
from portal.backup.errors import BackupError
from portal.backup.taking import Taken, take
from tests.cast import World, make_world
from tests.factories.attachments import PDF, attach
from tests.factories.feedback import make_post
from tests.factories.notices import make_notice
from tests.portal.elsewhere import elsewhere
from ui.dates import now

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

CANARY = "kanariefågeln som ingen får höra"


@pytest.fixture
def world(transactional_db: None) -> World:
    """Somebody signed in, mail that waits, and attached files."""
    world = make_world()
    Client().force_login(world.employee)
    feedback = make_post(world.member, group=world.group, text=CANARY)
    for _number in range(3):
        attach(feedback, world.member, content=PDF)
    make_notice(world.employee)
    make_notice(world.manager, due_at=now() + timedelta(days=1))
    return world


@pytest.fixture
def taken(world: World, tmp_path: Path) -> Taken:
    return take(tmp_path / "made", [])


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "secret.key"
    sealing.make_key(file)
    return file


def public(key: Path) -> str:
    found = re.search(r"age1\w+", key.read_text())
    assert found
    return found[0]


@contextmanager
def written_to_meanwhile(person: Person) -> Iterator[None]:
    """Somebody writes all the time, each time to two tables in one transaction."""
    enough = Event()

    def write() -> None:
        while not enough.is_set():
            make_notice(person, CANARY)
            time.sleep(0.005)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        enough.set()
        writer.join()


def test_backup_made_under_writing_comes_back_as_it_was_elsewhere(
    world: World, key: Path, tmp_path: Path
) -> None:
    with written_to_meanwhile(world.employee):
        taken = take(tmp_path / "made", [public(key)])
    assert Notice.objects.count() > taken.told.tables["notices_notice"].rows > 0
    assert CANARY.encode() not in taken.path.read_bytes()

    with elsewhere(tmp_path) as there:
        done = there.manage("restore", str(taken.path), "--identity", str(key), "--as-it-was")
        assert done.returncode == 0, done.stderr
        with there.connected() as connected:
            assert differing(table_sums(connected), taken.told.tables) == []
        for name in Attachment.objects.values_list("file", flat=True):
            assert sum_of(there.files / name).sha256 == Attachment.objects.get(file=name).sha256
        assert there.manage("migrate", "--check").returncode == 0
        made = there.manage("shell", "-c", "from people.models import Unit; Unit.objects.create(name='Ny')")
        assert made.returncode == 0, made.stderr


def test_what_is_there_is_replaced_only_when_that_is_said(world: World, tmp_path: Path) -> None:
    first = take(tmp_path / "first", [])
    with elsewhere(tmp_path) as there:
        assert there.manage("restore", str(first.path)).returncode == 0
        world.employee.name = "Någon annan"
        world.employee.save()
        second = take(tmp_path / "second", [])

        refused = there.manage("restore", str(second.path), "--as-it-was")
        assert "--replace" in refused.stderr
        with there.connected() as connected:
            assert "people_person" not in differing(table_sums(connected), first.told.tables)
        done = there.manage("restore", str(second.path), "--as-it-was", "--replace")
        assert done.returncode == 0, done.stderr
        with there.connected() as connected:
            assert differing(table_sums(connected), second.told.tables) == []
        again = there.manage("backup")
        assert again.returncode == 0, again.stderr


def test_what_is_there_stays_when_what_is_restored_is_not_what_was_backed_up(
    taken: Taken, tmp_path: Path
) -> None:
    before = table_sums(connection)
    other = dataclasses.replace(taken.told, tables={**before, "people_person": TableSum(0, "")})

    with pytest.raises(BackupError, match="people_person"):
        restoring.restore(taken.path, None, other, staging=tmp_path, replace=True)

    assert differing(table_sums(connection), before) == []


def test_only_files_that_are_missing_are_put_back_when_the_database_came_back_otherwise(
    world: World, taken: Taken
) -> None:
    lost, *_others = Attachment.objects.order_by("pk")
    attachment_storage().delete(lost.file.name)
    said = StringIO()

    call_command("restore", taken.path, files=True, stdout=said)

    assert "Put back 1 attached files." in said.getvalue()
    assert sum_of(Path(lost.file.path)).sha256 == lost.sha256
    assert not Session.objects.exists()


def test_nobody_is_signed_in_and_no_mail_goes_twice_after_restoring(world: World, tmp_path: Path) -> None:
    assert Session.objects.exists()

    assert restoring.leave_what_is_over() == 1

    assert not Session.objects.exists()
    assert Notice.objects.get(person=world.employee).mail == MailState.UNCERTAIN
    assert Notice.objects.get(person=world.manager).mail == MailState.WAITING


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize("damage", ["changed", "cut"])
def test_damaged_backup_is_refused(
    world: World, key: Path, tmp_path: Path, place: float, is_sealed: bool, damage: str
) -> None:
    path = take(tmp_path / "made", [public(key)] if is_sealed else []).path
    content = bytearray(path.read_bytes())
    at = int(len(content) * place)
    content[at] ^= 1
    path.write_bytes(content if damage == "changed" else content[:at])

    with pytest.raises(BackupError):
        restoring.read(path, key)


def test_sealed_backup_opens_for_its_key_alone(world: World, key: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    sealing.make_key(other)
    path = take(tmp_path / "made", [public(key)]).path

    assert restoring.read(path, key).tables
    with pytest.raises(BackupError, match="another key"):
        restoring.read(path, other)
    with pytest.raises(BackupError, match="--identity"):
        restoring.read(path, None)


def test_backup_of_another_engine_is_refused(taken: Taken, tmp_path: Path) -> None:
    foreign = dataclasses.replace(taken.told, engine="another")

    with pytest.raises(BackupError, match="of another"):
        restoring.restore(taken.path, None, foreign, staging=tmp_path, replace=True)


def test_backup_is_its_owners_alone_with_a_sum_beside_it_and_nothing_left_over(taken: Taken) -> None:
    note = taken.path.with_name(f"{taken.path.name}.sha256")

    assert taken.path.stat().st_mode & 0o077 == 0
    assert note.read_text() == f"{sum_of(taken.path).sha256}  {taken.path.name}\n"
    assert sorted(taken.path.parent.iterdir()) == [taken.path, note]


def test_attached_files_that_are_lost_or_changed_are_told_of(
    world: World, tmp_path: Path, settings: Settings
) -> None:
    settings.BACKUP_DIR = tmp_path
    lost, changed, _whole = Attachment.objects.order_by("pk")
    attachment_storage().delete(lost.file.name)
    Path(attachment_storage().path(changed.file.name)).write_bytes(b"something else")
    said = StringIO()

    with pytest.raises(CommandError, match="look at the disk"):
        call_command("backup", to=tmp_path, stdout=StringIO(), stderr=said)

    assert str(lost.file) in said.getvalue()
    assert str(changed.file) in said.getvalue()


def test_new_key_is_for_its_owner_and_never_written_over(tmp_path: Path) -> None:
    file, said = tmp_path / "secret.key", StringIO()
    call_command("backup", new_key=file, stdout=said)

    assert file.stat().st_mode & 0o077 == 0
    assert said.getvalue() == f"RIKTNING_BACKUP_KEYS={public(file)}\n"
    with pytest.raises(CommandError, match="exists"):
        call_command("backup", new_key=file)


def test_what_is_no_key_is_refused_before_anything_is_written(world: World, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="age1"):
        take(tmp_path / "made", ["nonsense"])

    assert list((tmp_path / "made").iterdir()) == []
