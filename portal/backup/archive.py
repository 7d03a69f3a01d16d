"""The archive that a backup is, written and read as a stream, with a checksum of all that passes by."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from portal.backup import manifest, sealing
from portal.backup.errors import BackupError
from portal.backup.manifest import Manifest, MemberSum

BLOCK = 1 << 20
TAR, SEALED = ".tar", ".tar.age"


class Summing:
    """A file, and the checksum of what has been read from it or written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size, self.sum = file, 0, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        return self._passed(self.file.read(size))

    def write(self, data: bytes) -> int:
        return self.file.write(self._passed(data))

    def flush(self) -> None:
        self.file.flush()

    def _passed(self, data: bytes) -> bytes:
        self.size += len(data)
        self.sum.update(data)
        return data

    @property
    def member(self) -> MemberSum:
        return MemberSum(self.size, self.sum.hexdigest())


@dataclass
class Packing:
    tar: tarfile.TarFile
    members: dict[str, MemberSum] = field(default_factory=dict)

    def add(self, name: str, file: IO[bytes], size: int) -> MemberSum:
        passing = Summing(file)
        self._add(name, passing, size)
        self.members[name] = passing.member
        return passing.member

    def finish(self, told: Manifest) -> None:
        text = told.write()
        self._add(manifest.NAME, io.BytesIO(text), len(text))

    def _add(self, name: str, file: Any, size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self.tar.addfile(member, file)


@contextmanager
def packing(path: Path, keys: Sequence[Any]) -> Iterator[Packing]:
    """Write an archive that is there whole, on the disk and read back, or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "xb", opener=_for_its_owner) as file:
            passing = Summing(file)
            with ExitStack() as stack:
                written = cast(IO[bytes], passing)
                stream = stack.enter_context(sealing.sealed(written, keys)) if keys else written
                yield Packing(stack.enter_context(tarfile.open(fileobj=stream, mode="w|")))
            file.flush()
            os.fsync(file.fileno())
        if sum_of(part) != passing.member:
            raise BackupError(f"What was read back of {path} is not what was written. Look at the disk.")
        note = path.with_name(f"{path.name}.sha256")
        note.write_text(f"{passing.member.sha256}  {path.name}\n")
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def unpacking(path: Path, identity: Path | None) -> Iterator[tarfile.TarFile]:
    """Read an archive from its beginning to its end."""
    with _said_of(path), _unpacking(path, identity) as tar:
        yield tar


@contextmanager
def _said_of(path: Path) -> Iterator[None]:
    try:
        yield
    except tarfile.TarError as problem:
        raise BackupError(f"{path} is no backup, or not all of it.") from problem


@contextmanager
def _unpacking(path: Path, identity: Path | None) -> Iterator[tarfile.TarFile]:
    if path.name.endswith(SEALED) and identity is None:
        raise BackupError("The backup is sealed: say with --identity in which file its secret key is.")
    with ExitStack() as stack:
        stream: IO[bytes] = stack.enter_context(path.open("rb"))
        if identity and path.name.endswith(SEALED):
            stream = stack.enter_context(sealing.opened(stream, sealing.identities(identity)))
        yield stack.enter_context(tarfile.open(fileobj=stream, mode="r|"))


def members(tar: tarfile.TarFile) -> Iterator[tuple[str, Summing]]:
    for member in tar:
        content = tar.extractfile(member)
        if content is None:
            raise BackupError(f"The backup holds {member.name}, which is no file.")
        yield member.name, Summing(content)


def sum_of(path: Path) -> MemberSum:
    with path.open("rb") as file:
        passing = Summing(file)
        while passing.read(BLOCK):
            pass
    return passing.member


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
