"""The serif is a nicety: whatever goes wrong, set-up goes on and nothing unverified is installed."""

import hashlib
import io
import shlex
import sys
import tarfile
from pathlib import Path

import pytest

from portal.setup import npm, serif

FONT = b"not really a font"


def put_npm_on_path(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A stand-in for npm, alone on PATH."""
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def delivering(archive: Path) -> str:
    copy = f"import shutil; shutil.copy({str(archive)!r}, 'delivered.tgz')"
    return f"{shlex.quote(sys.executable)} -c {shlex.quote(copy)}"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "package.tgz"
    member = tarfile.TarInfo(serif.FONT)
    member.size = len(FONT)
    with tarfile.open(path, "w:gz") as package:
        package.addfile(member, io.BytesIO(FONT))
    return path


def test_pinned_font_is_installed_with_its_stylesheet(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_npm_on_path(monkeypatch, tmp_path, delivering(archive))
    monkeypatch.setattr(serif, "SHA256", hashlib.sha256(FONT).hexdigest())
    folder = tmp_path / "fonts"

    serif.install(folder)

    assert serif.is_installed(folder)
    assert (folder / "newsreader.woff2").read_bytes() == FONT


def test_any_other_font_is_refused(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_npm_on_path(monkeypatch, tmp_path, delivering(archive))

    with pytest.raises(npm.UnavailableError, match="not what was pinned"):
        serif.install(tmp_path / "fonts")

    assert not (tmp_path / "fonts").exists()


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "echo nonsense > delivered.tgz"])
def test_npm_that_delivers_nothing_usable_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    put_npm_on_path(monkeypatch, tmp_path, script)

    with pytest.raises(npm.UnavailableError, match="npm could not fetch"):
        serif.install(tmp_path / "fonts")


def test_machine_without_npm_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(npm.UnavailableError, match="npm is not installed"):
        serif.install(tmp_path / "fonts")
