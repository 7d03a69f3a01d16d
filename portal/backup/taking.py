"""Making a backup: the database at one moment, then the files, which are written once and never changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from django.db import connection

from files.models import Attachment
from files.storage import attachment_storage
from portal.backup import archive, postgresql, sealing, sqlite
from portal.backup.keeping import name_of
from portal.backup.manifest import Manifest, MemberSum
from ui.dates import now

FILES = "files/"


@dataclass(frozen=True)
class Taken:
    path: Path
    told: Manifest


def engine() -> ModuleType:
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def take(folder: Path, keys: Sequence[str]) -> Taken:
    """Write a backup into the folder, sealed for those keys when there are any."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for_whom = sealing.recipients(keys)
    made_at = now()
    path = folder / (name_of(made_at) + (archive.SEALED if for_whom else archive.TAR))
    with (
        TemporaryDirectory(dir=folder, prefix=".making-") as place,
        archive.packing(path, for_whom) as packing,
    ):
        dump = Path(place) / engine().MEMBER
        tables = engine().dump(dump)
        with dump.open("rb") as file:
            packing.add(dump.name, file, dump.stat().st_size)
        missing, damaged = _add_files(packing)
        told = Manifest(made_at, connection.vendor, tables, packing.members, missing, damaged)
        packing.finish(told)
    return Taken(path, told)


def _add_files(packing: archive.Packing) -> tuple[list[str], list[str]]:
    """Those that the database names by now: what was attached since the copy costs a little room."""
    missing, damaged = [], []
    storage = attachment_storage()
    for name, size, attached in _named():
        try:
            with storage.open(name) as file:
                found = packing.add(FILES + name, file, storage.size(name))
        except FileNotFoundError:
            missing.append(name)
            continue
        if found != MemberSum(size, attached):
            damaged.append(name)
    still = set(Attachment.objects.filter(file__in=missing).values_list("file", flat=True))
    return sorted(still), damaged


def _named() -> Iterator[tuple[str, int, str]]:
    rows = Attachment.objects.order_by("pk").values_list("file", "size", "sha256")
    return rows.iterator(chunk_size=1000)
