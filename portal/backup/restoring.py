"""Getting a backup back: all of it is read and compared before anything is changed."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection

from files.storage import attachment_storage
from notices.mail_in_doubt import doubt_what_waits
from portal.backup import archive, manifest
from portal.backup.errors import BackupError
from portal.backup.manifest import Manifest, MemberSum
from portal.backup.taking import FILES, engine
from ui.limits import LimitsAway


def read(path: Path, identity: Path | None) -> Manifest:
    """What a backup holds. Raises BackupError unless every member is what was put into it."""
    found: dict[str, MemberSum] = {}
    told = None
    with archive.unpacking(path, identity) as tar:
        for name, content in archive.members(tar):
            if name == manifest.NAME:
                told = Manifest.read(content.read())
                continue
            while content.read(archive.BLOCK):
                pass
            found[name] = content.member
    if told is None:
        raise BackupError(f"{path} is no backup, or not all of it.")
    told.compare(found)
    return told


def restore(path: Path, identity: Path | None, told: Manifest, *, staging: Path, replace: bool) -> None:
    """Put a backup that has been read (`read`) in place: the files first, so that no row lacks its own."""
    if told.engine != connection.vendor:
        raise BackupError(f"The backup is of {told.engine}, and this database is of {connection.vendor}.")
    if not replace and not (engine().is_empty() and _no_files()):
        raise BackupError(
            "There is something here already, and nothing was changed. Say --replace to lose it."
        )
    staging.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=staging, prefix=".restoring-") as place:
        dump = Path(place) / engine().MEMBER
        with archive.unpacking(path, identity) as tar:
            for name, content in archive.members(tar):
                _put(name, content, dump)
                if name in told.members and content.member != told.members[name]:
                    raise BackupError(f"{path} has been changed while it was read.")
        engine().restore(dump, told.tables, replace=replace)


def restore_missing_files(path: Path, identity: Path | None) -> int:
    """For a database that has come back in another way: the attached files that are not there."""
    count = 0
    with archive.unpacking(path, identity) as tar:
        for name, content in archive.members(tar):
            file = name.removeprefix(FILES)
            if file != name and not attachment_storage().exists(file):
                _put_file(file, content)
                count += 1
    return count


def leave_what_is_over() -> int:
    """What must not come back with yesterday: whoever was signed in, and mail that may have gone since.

    Says how many mails a person has to decide on (`docs/worker.md`).
    """
    UserSession.objects.all().delete()
    Session.objects.all().delete()
    with suppress(LimitsAway):  # what is counted elsewhere is not yesterday's
        cache.clear()
    return doubt_what_waits()


def _put(name: str, content: archive.Summing, dump: Path) -> None:
    if name == dump.name:
        with dump.open("wb") as file:
            while block := content.read(archive.BLOCK):
                file.write(block)
    elif name.startswith(FILES):
        _put_file(name.removeprefix(FILES), content)


def _put_file(name: str, content: archive.Summing) -> None:
    """As large as an attached file may be, so it fits into memory."""
    storage = attachment_storage()
    storage.delete(name)
    if storage.save(name, ContentFile(content.read())) != name:
        raise BackupError(f"The file {name} could not be written where it was.")


def _no_files() -> bool:
    try:
        folders, files = attachment_storage().listdir("")
    except FileNotFoundError:
        return True
    return not (folders or files)
