"""What is in a file that is a zip archive, as the newer office formats are. Nothing is written out.

How much an archive would unpack to, and of how many parts, is read from its index before any part is. The
index is small by then, too: an archive's own figures may lie, so every part is read to its end in small
pieces, and what does not come out as the index says is not whole.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.conf import settings

from files.kinds import MICROSOFT, OPEN_DOCUMENT, Kind
from files.refusals import DAMAGED, MACROS, PACKED, UNKNOWN, FileRejected

MAX_PARTS = 1000
# How much an archive may unpack to. Long tables are packed to a tenth and less, so what counts is the ratio,
# and the most is a multiple of the largest file that is taken. Small ones are often packed harder.
MAX_RATIO, MAX_RATIO_OF_LARGE = 100, 40
LARGE, MOST = 2, 15  # times that largest file
MAX_INDEX = 512 * 1024
MAX_CONTENTS = 256 * 1024  # of the one part that is understood
PIECE = 64 * 1024
ENCRYPTED = 0x1

END = struct.Struct("<4s4H2LH")  # the end record: sign, disks, counts, the index's size and place, comment
END_SIGN, LONG_SIGN = b"PK\x05\x06", b"PK\x06\x07"
LONG_SIZE = 20  # of what stands before the end record when the archive is of the long kind (zip64)

CONTENTS, MIMETYPE = "[Content_Types].xml", "mimetype"
MAIN_PARTS = {f"{kind.content_type}.main+xml": kind for kind in MICROSOFT}
DECLARED = {kind.content_type.encode(): kind for kind in OPEN_DOCUMENT}
PROGRAMS = ("macroenabled", "vbaproject", "macrosheet")  # in a content type
PROGRAM_FILES = ("vbaproject.bin", "vbadata.xml")
PROGRAM_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/")


def kind_of_archive(file: IO[bytes]) -> Kind:
    """Which office format it is. Raises FileRejected for everything else, and what is not safe."""
    with _opened(file) as archive:
        parts = archive.infolist()
        _refuse_bombs(parts)
        _refuse_programs([part.filename.lower() for part in parts])
        kind = _microsoft(archive) or _open_document(archive)
        if kind is None:
            raise FileRejected(UNKNOWN)
        _read_to_the_end(archive)
        return kind


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[ZipFile]:
    _refuse_large_index(file)
    try:
        with ZipFile(file) as archive:
            yield archive
    except (BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error, struct.error) as problem:
        raise FileRejected(DAMAGED) from problem


def _refuse_large_index(file: IO[bytes]) -> None:
    """Before Python's zipfile reads the index, all of it at once and into much memory.

    An archive with a comment, or of the long kind, is no office file, and is where readers disagree.
    """
    size = file.seek(0, 2)
    if size < END.size:
        raise FileRejected(DAMAGED)
    file.seek(max(size - END.size - LONG_SIZE, 0))
    tail = file.read()
    before, end = tail[: -END.size], tail[-END.size :]
    sign, _disk, _start, _here, count, index_size, _place, comment = END.unpack(end)
    if sign != END_SIGN or comment or before.startswith(LONG_SIGN):
        raise FileRejected(DAMAGED)
    if count > MAX_PARTS or index_size > MAX_INDEX:
        raise FileRejected(PACKED)


def _refuse_bombs(parts: list[ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or _is_too_much(unpacked, packed):
        raise FileRejected(PACKED)
    if len({part.filename for part in parts}) < len(parts):  # which one counts depends on the reader
        raise FileRejected(DAMAGED)
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise FileRejected(DAMAGED)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise FileRejected(DAMAGED)


def _is_too_much(unpacked: int, packed: int) -> bool:
    largest = settings.ATTACHMENT_MAX_BYTES
    ratio = MAX_RATIO_OF_LARGE if unpacked > LARGE * largest else MAX_RATIO
    return unpacked > MOST * largest or unpacked > ratio * max(packed, 1)


def _refuse_programs(names: list[str]) -> None:
    if any(name.endswith(PROGRAM_FILES) or name.startswith(PROGRAM_FOLDERS) for name in names):
        raise FileRejected(MACROS)


def _microsoft(archive: ZipFile) -> Kind | None:
    """By the type of its main part, which `[Content_Types].xml` tells."""
    if CONTENTS not in archive.namelist():
        return None
    types = _types_in(_beginning(archive, CONTENTS))
    if any(program in content_type.lower() for content_type in types for program in PROGRAMS):
        raise FileRejected(MACROS)
    kinds = {MAIN_PARTS[content_type] for content_type in types if content_type in MAIN_PARTS}
    return kinds.pop() if len(kinds) == 1 else None


def _open_document(archive: ZipFile) -> Kind | None:
    """By the part named mimetype, which comes first and says nothing else."""
    if archive.namelist()[:1] != [MIMETYPE]:
        return None
    return DECLARED.get(_beginning(archive, MIMETYPE).strip())


def _types_in(xml: bytes) -> list[str]:
    """Every ContentType attribute. A document type, where entities are defined, is not looked into."""
    content_types: list[str] = []
    parser = expat.ParserCreate()

    def refuse(*about: object) -> None:
        raise FileRejected(DAMAGED)

    def note(name: str, attributes: dict[str, str]) -> None:
        content_types.append(attributes.get("ContentType", ""))

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, note
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as problem:
        raise FileRejected(DAMAGED) from problem
    return content_types


def _beginning(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(MAX_CONTENTS)


def _read_to_the_end(archive: ZipFile) -> None:
    """Whether each part is as long as the index says, with the right checksum: zipfile raises if not."""
    for part in archive.infolist():
        with archive.open(part) as opened:
            while opened.read(PIECE):
                pass
