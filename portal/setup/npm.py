"""One file of a pinned npm package, fetched at set-up and verified. npm's own settings say from where."""

import hashlib
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 60
PATIENCE = ["--fetch-retries", "1", "--fetch-retry-mintimeout", "1000"]


class UnavailableError(Exception):
    """The file could not be had; the text says why, as the end of a sentence."""


def fetch(package: str, member: str, *, sha256: str) -> bytes:
    """The member's bytes, if they are the pinned ones, or raise UnavailableError."""
    content = _fetch(package, member)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UnavailableError(f"what npm delivered as {package} is not what was pinned")
    return content


def _fetch(package: str, member: str) -> bytes:
    """npm gets a cache of its own, since the home directory may be missing."""
    with TemporaryDirectory() as folder:
        command = ["npm", "pack", package, "--silent", "--cache", f"{folder}/cache", *PATIENCE]
        try:
            subprocess.run(command, cwd=folder, timeout=SECONDS, check=True, capture_output=True)  # noqa: S603
            (archive,) = Path(folder).glob("*.tgz")
            return _unpack(archive, member)
        except FileNotFoundError:
            raise UnavailableError("npm is not installed") from None
        except subprocess.TimeoutExpired:
            raise UnavailableError(f"npm did not answer within {SECONDS} seconds") from None
        except (subprocess.CalledProcessError, ValueError, tarfile.TarError, KeyError):
            raise UnavailableError(f"npm could not fetch {package}") from None


def _unpack(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as package:
        member = package.extractfile(name)
        if member is None:
            raise KeyError(name)
        return member.read()
