"""Small files for the demo's people to attach, made here so that no file has to lie in the repository."""

import struct
import zlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from files.attaching import store
from files.judging import judge
from files.models import Attachable
from people.models import Person

type Colour = tuple[int, int, int]
type Picture = list[list[Colour]]

PAPER, INK, BAR, LATEST = (246, 243, 236), (24, 33, 42), (131, 92, 12), (164, 30, 49)
# Digits, three by five, row by row.
DIGITS = {
    "0": "111101101101111", "1": "010110010010111", "2": "111001111100111", "3": "111001111001111",
    "4": "101101111001001", "5": "111100111001111", "6": "111100111101111", "7": "111001010010010",
    "8": "111101111101111", "9": "111101111001111",
}  # fmt: skip


def attach_papers(papers: list[dict[str, Any]], target: Attachable, by: Person, at: datetime) -> None:
    """What the content lists as `files`: a `sheet` of lines, a `table` of rows, or labelled `bars`."""
    for paper in papers:
        file = judge(ContentFile(_made(paper), name=paper["name"]))
        attached = store(file, target, by=by)
        attached.added_at = at
        attached.save(update_fields=["added_at"])


def _made(paper: dict[str, Any]) -> bytes:
    if "sheet" in paper:
        return sheet(paper["sheet"])
    if "bars" in paper:
        return bars(paper["bars"])
    return "\r\n".join(";".join(map(str, row)) for row in paper["table"]).encode("utf-8-sig")


def sheet(lines: list[str]) -> bytes:
    """A PDF of one page: the first line as its heading, the rest below."""
    written = b"".join(
        b"/F1 %d Tf (%s) Tj 0 -%d Td " % ((20, _quoted(line), 36) if not n else (12, _quoted(line), 20))
        for n, line in enumerate(lines)
    )
    text = b"BT 60 760 Td " + written + b"ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    """The objects one after the other, and the table of where each begins."""
    content, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (size, table, size)
    return content + head + b"startxref\n%d\n%%%%EOF\n" % len(content)


def _quoted(line: str) -> bytes:
    plain = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return plain.encode("cp1252")


def bars(values: dict[str, int]) -> bytes:
    """A PNG of bars, the last one in red, each with its number above and its label, also a number, below."""
    width, height, step = 80 * len(values) + 80, 420, 80
    picture = [[PAPER] * width for _row in range(height)]
    tallest = max(values.values())
    for place, (label, value) in enumerate(values.items()):
        left, top = 60 + place * step, 360 - value * 270 // tallest
        _fill(picture, left, top, 40, 360 - top, LATEST if place == len(values) - 1 else BAR)
        _write(picture, left, top - 32, str(value))
        _write(picture, left, 376, label)
    _fill(picture, 40, 360, width - 80, 2, INK)
    return _png(picture)


def _fill(picture: Picture, left: int, top: int, width: int, height: int, colour: Colour) -> None:
    for row in picture[top : top + height]:
        row[left : left + width] = [colour] * width


def _write(picture: Picture, left: int, top: int, number: str, dot: int = 5) -> None:
    for place, digit in enumerate(number):
        for n, is_set in enumerate(DIGITS[digit]):
            if is_set == "1":
                across, down = left + (place * 4 + n % 3) * dot, top + n // 3 * dot
                _fill(picture, across, down, dot, dot, INK)


def _png(picture: Picture) -> bytes:
    rows = b"".join(b"\0" + bytes(part for colour in row for part in colour) for row in picture)
    head = struct.pack("!2L5B", len(picture[0]), len(picture), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    chunks = (struct.pack("!L", len(data)) + kind + data for kind, data in parts)
    sums = (struct.pack("!L", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk + check for chunk, check in zip(chunks, sums, strict=True))
