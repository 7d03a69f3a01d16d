"""Which kind a file is of, by its content. Its name and what the browser calls it decide nothing.

Five signatures and a look into archives are all there is to it, so no library is asked: those that there
are know hundreds of kinds that are not wanted here, and none tells a document from one with macros.
"""

import re
import unicodedata
from typing import IO

from files.archives import kind_of_archive
from files.kinds import CSV, GIF, JPEG, PDF, PNG, TEXT, WEBP, Kind
from files.refusals import EMPTY, MARKUP, OLD_OFFICE, UNKNOWN, FileRejected

HEAD = 16
SIGNATURES = {
    re.compile(rb"%PDF-[12]\.\d"): PDF,
    re.compile(rb"\xff\xd8\xff[\xc0-\xfe]"): JPEG,
    re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"): PNG,
    re.compile(rb"GIF8[79]a"): GIF,
    re.compile(rb"RIFF.{4}WEBPVP8[ LX]", re.DOTALL): WEBP,
}
ARCHIVE, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# What makes a text into something that a browser could take for a page, wherever in it that stands.
MARKUP_IN_TEXT = re.compile(
    r"\A\s*<[!?a-z]|<\s*/?(!doctype|html|head|body|script|style|svg|math|iframe|object|embed|link|meta|base|form"
    r"|img|video|audio|foreignobject)\b",
    re.IGNORECASE,
)
LINE_BREAKS = {"\t", "\n", "\r", "\f", "\ufeff"}


def kind_of(file: IO[bytes], name: str) -> Kind:
    """Raises FileRejected for what is not taken. `name` only tells a table from another text."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise FileRejected(EMPTY)
    if head.startswith(OLD):
        raise FileRejected(OLD_OFFICE)
    if head.startswith(ARCHIVE):
        return kind_of_archive(file)
    for signature, kind in SIGNATURES.items():
        if signature.match(head):
            return kind
    return _kind_of_text(file, name)


def _kind_of_text(file: IO[bytes], name: str) -> Kind:
    file.seek(0)
    text = _decoded(file.read())
    if MARKUP_IN_TEXT.search(text):
        raise FileRejected(MARKUP)
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in set(text) - LINE_BREAKS):
        raise FileRejected(UNKNOWN)
    return CSV if name.lower().endswith(CSV.suffixes) else TEXT


def _decoded(content: bytes) -> str:
    """UTF-8, or what Excel in Sweden still writes its tables in."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRejected(UNKNOWN)
