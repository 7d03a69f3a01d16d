"""Sealing a backup with age, piece by piece: the portal has the public key alone, and cannot open its own.

age wants to be handed a file to read and one to write, and so does tar: a pipe and a thread lie between.
"""

import os
import tarfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pyrage

from portal.backup.errors import BackupError

NOT_OPENED = "The backup cannot be opened: it is sealed for another key, or damaged."


def recipients(keys: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as problem:
        raise BackupError("RIKTNING_BACKUP_KEYS holds something else than public keys (age1…).") from problem


def identities(file: Path) -> list[pyrage.x25519.Identity]:
    """The secret keys in a file, as `age-keygen` and `manage.py backup --new-key` write it."""
    lines = file.read_text().splitlines()
    try:
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and line[0] != "#"]
    except pyrage.IdentityError as problem:
        raise BackupError(f"{file} holds something else than secret keys (AGE-SECRET-KEY-1…).") from problem
    return found


def make_key(file: Path) -> str:
    """Write a new secret key into a file that is not there yet, for its owner alone; the public one of it."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as written:
        written.write(f"# public key: {public}\n{identity}\n")
    return public


@contextmanager
def sealed(target: IO[bytes], keys: Sequence[pyrage.x25519.Recipient]) -> Iterator[IO[bytes]]:
    """What is written into it arrives in `target`, sealed."""
    reading, writing = _pipe()

    def seal() -> None:
        with reading:
            try:
                pyrage.encrypt_io(reading, target, keys)
            except pyrage.EncryptError as problem:
                raise BackupError(f"The backup could not be written: {problem}") from problem

    with _beside(seal, ends=[writing]):
        yield writing
        writing.close()


@contextmanager
def opened(source: IO[bytes], keys: Sequence[pyrage.x25519.Identity]) -> Iterator[IO[bytes]]:
    """What is read from it is what `source` holds sealed. All of it is read: its end proves the rest."""
    reading, writing = _pipe()

    def unseal() -> None:
        with writing:
            try:
                pyrage.decrypt_io(source, writing, keys)
            except (pyrage.DecryptError, OSError) as problem:  # OSError: a piece of it is not what it was
                raise BackupError(NOT_OPENED) from problem

    with _beside(unseal, ends=[reading]):
        yield reading
        while reading.read(1 << 20):
            pass


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb")


@contextmanager
def _beside(work: Callable[[], None], ends: Sequence[IO[bytes]]) -> Iterator[None]:
    """Do it in a thread. What goes wrong there shows here as a pipe that broke, or an end that came early."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        try:
            yield
        except (BrokenPipeError, tarfile.TarError):
            _close(ends)
            done.result()
            raise
        finally:
            _close(ends)
        done.result()


def _close(ends: Sequence[IO[bytes]]) -> None:
    for end in ends:
        with suppress(BrokenPipeError):
            end.close()
