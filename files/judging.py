"""One file that somebody chose, from all of its sides: size, content, viruses, name."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File

from files.explaining import EXPLAINED
from files.kinds import CSV, TEXT, Kind
from files.naming import clean_name, ending_of, refuse_misnamed
from files.recognising import kind_of
from files.refusals import EMPTY, MACROS, TOO_LARGE, FileRejected
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
        raise FileRejected(refusal.message % (names | (refusal.params or {}))) from refusal


def _judge(upload: File, given: str) -> Checked:
    size, ending = upload.size, ending_of(given)
    if not size:
        raise FileRejected(EMPTY)
    if size > settings.ATTACHMENT_MAX_BYTES:
        raise FileRejected(EXPLAINED.get(ending, TOO_LARGE))
    content: Any = upload.file  # open, since somebody has just sent it
    kind = _kind(content, ending)
    refuse_infected(_pieces(content))
    digest = sha256()
    for piece in _pieces(content):
        digest.update(piece)
    return Checked(upload, clean_name(given, kind), kind, size, digest.hexdigest())


def _kind(content: IO[bytes], ending: str) -> Kind:
    """What it is. What it says that it is tells most often how to go on, where it is not taken."""
    try:
        kind = kind_of(content, ending)
    except FileRejected as refusal:
        if refusal.message == MACROS:
            raise
        raise FileRejected(EXPLAINED.get(ending, refusal.message)) from refusal
    if kind in {TEXT, CSV} and ending in EXPLAINED:
        raise FileRejected(EXPLAINED[ending])  # mails, addresses and scripts are written as plain text
    refuse_misnamed(kind, ending)
    return kind


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    content.seek(0)
    while piece := content.read(PIECE):
        yield piece
