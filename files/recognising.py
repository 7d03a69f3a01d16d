"""Which kind a file is of, by its content. Its name and what the browser calls it decide nothing.

A few signatures and a look into archives are all there is to it, so no library is asked: those that there
are know hundreds of kinds that are not wanted here, and none tells a document from one with macros.

Whoever sends the file chooses every byte of it. So each of the looks here costs the same for every byte,
whatever the bytes are: each is one pass, and no expression begins anew what it has passed over already.
"""

import codecs
import re
from typing import IO

from files.archives import kind_of_archive
from files.explaining import MAIL, OTHER_CODING, OTHER_OFFICE, OTHER_PICTURE, PHONE_PICTURE, RECORDING
from files.kinds import CSV, GIF, JPEG, PDF, PNG, TEXT, WEBP, Kind
from files.refusals import EMPTY, MARKUP, OLD_OFFICE, UNKNOWN, FileRejected

HEAD, PIECE = 1024, 64 * 1024
SIGNATURES = {
    re.compile(rb"\xff\xd8\xff[\xc0-\xfe]"): JPEG,
    re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"): PNG,
    re.compile(rb"GIF8[79]a"): GIF,
    re.compile(rb"RIFF.{4}WEBPVP8[ LX]", re.DOTALL): WEBP,
}
# Readers of PDF look for its sign in all of the head. Before it, a mark of the byte order or a line break is
# common. A text may tell of the sign: with words before it, a file is a PDF only where it is called one.
PDF_SIGN = re.compile(rb"%PDF-[12]\.\d")
NOTHING_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?[\s\0]*+")
PART_OF_PDF = b"endobj"
WRITTEN = TEXT.suffixes + CSV.suffixes
ARCHIVE, OLD, RICH_TEXT = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OUTLOOK = "__properties_version1.0".encode("utf-16-le")  # a part that every mail of Outlook has

# The family of HEIC, AVIF and films: what it is stands in its first box.
BOX = re.compile(rb".{4}ftyp(.{4})", re.DOTALL)
BRANDS = dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), PHONE_PICTURE)
BRANDS |= dict.fromkeys((b"avif", b"avis"), OTHER_PICTURE)

# What makes a text, in small letters, into something that a browser could take for a page: any tag at its
# beginning, and one of these wherever it stands.
BEGINS_AS_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<[!?/a-z]")
MARKUP_IN_TEXT = re.compile(
    rb"<(?=[\s/!a-z])[\s/]{0,8}+(?=[!a-z])(?:!doctype|html|head|b(?:ody|ase)|s(?:cript|tyle|vg)|m(?:ath|eta)|i(?:frame|mg)"
    rb"|object|embed|link|fo(?:rm|reignobject)|video|audio)\b"
)
CODINGS = ("utf-8", "cp1252")  # the latter is what Excel in Sweden still writes its tables in
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")  # what no text holds, but for tabs and line breaks


def kind_of(file: IO[bytes], ending: str) -> Kind:
    """Raises FileRejected for what is not taken. `ending` only tells a table or a PDF from another text."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise FileRejected(EMPTY)
    if head.startswith(ARCHIVE):
        return kind_of_archive(file)
    for signature, kind in SIGNATURES.items():
        if signature.match(head):
            return kind
    _refuse_neighbours(file, head)
    return PDF if _is_pdf(file, head, ending) else _kind_of_text(file, ending)


def _refuse_neighbours(file: IO[bytes], head: bytes) -> None:
    """What is known by its first bytes and not taken, with the sentence that fits."""
    if head.startswith(OLD):
        raise FileRejected(MAIL if OUTLOOK in head + file.read() else OLD_OFFICE)
    if head.startswith(UTF_16):
        raise FileRejected(OTHER_CODING)
    if head.startswith(RICH_TEXT):
        raise FileRejected(OTHER_OFFICE)
    if box := BOX.match(head):
        raise FileRejected(BRANDS.get(box[1], RECORDING))


def _is_pdf(file: IO[bytes], head: bytes, ending: str) -> bool:
    sign = PDF_SIGN.search(head)
    if sign is None or MARKUP_IN_TEXT.search(head[: sign.start()].lower()):
        return False
    if not NOTHING_BEFORE.fullmatch(head, 0, sign.start()):
        return ending in PDF.suffixes
    return ending not in WRITTEN or PART_OF_PDF in head + file.read()


def _kind_of_text(file: IO[bytes], ending: str) -> Kind:
    file.seek(0)
    content = file.read()
    in_small_letters = content.lower()
    if BEGINS_AS_MARKUP.match(in_small_letters) or MARKUP_IN_TEXT.search(in_small_letters):
        raise FileRejected(MARKUP)
    if not any(_is_readable(content, coding) for coding in CODINGS):
        raise FileRejected(UNKNOWN)
    return CSV if ending in CSV.suffixes else TEXT


def _is_readable(content: bytes, coding: str) -> bool:
    """In pieces: four bytes to a character, all at once, would be much memory."""
    decoder = codecs.getincrementaldecoder(coding)()
    try:
        for start in range(0, len(content), PIECE):
            if CONTROL.search(decoder.decode(content[start : start + PIECE])):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
