"""One file that somebody chose, from all of its sides: size, content, viruses, name."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File

from files.kinds import Kind
from files.naming import clean_name
from files.recognising import kind_of
from files.refusals import EMPTY, TOO_LARGE, FileRejected
from files.scanning import refuse_infected

PIECE = 64 * 1024
MB = 1024 * 1024


@dataclass(frozen=True)
class Checked:
    """A file that may be attached."""

    content: File
    name: str
    kind: Kind
    size: int
    sha256: str


def judge(upload: File) -> Checked:
    """Raises FileRejected, with a sentence that names the file."""
    given = upload.name or ""
    try:
        return _judge(upload, given)
    except FileRejected as refusal:
        shown = given[-80:]
        names = {"name": shown, "limit": settings.ATTACHMENT_MAX_BYTES // MB}
        raise FileRejected(refusal.message % names) from refusal


def _judge(upload: File, given: str) -> Checked:
    size = upload.size
    if size > settings.ATTACHMENT_MAX_BYTES:
        raise FileRejected(TOO_LARGE)
    if not size:
        raise FileRejected(EMPTY)
    content: Any = upload.file  # open, since somebody has just sent it
    kind = kind_of(content, given)
    refuse_infected(_pieces(content))
    digest = sha256()
    for piece in _pieces(content):
        digest.update(piece)
    return Checked(upload, clean_name(given, kind), kind, size, digest.hexdigest())


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    content.seek(0)
    while piece := content.read(PIECE):
        yield piece
