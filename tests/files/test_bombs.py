"""Archives that would unpack to far more than they are, and an honest large one."""

import struct
import time
import tracemalloc
import zipfile
import zlib
from io import BytesIO
from random import Random

import pytest

from files.archives import MAX_PARTS
from files.judging import judge
from files.kinds import DOCX, XLSX
from files.refusals import DAMAGED, PACKED, FileRejected
from tests.factories.attachments import archive, chosen, microsoft

pytestmark = pytest.mark.slow

MB = 1024 * 1024
CONTENTS = "[Content_Types].xml"


def end_of_archive(parts: int, index_size: int, index_at: int = 4) -> bytes:
    """The record by which a reader finds the index."""
    return struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, parts, parts, index_size, index_at, 0)


def _many_parts() -> bytes:
    return archive({f"{number}": "" for number in range(MAX_PARTS)} | {CONTENTS: "<Types/>"})


def _huge_part() -> bytes:
    noise = archive({"noise": b"".join(struct.pack("<L", zlib.crc32(b"%d" % n)) for n in range(100_000))})
    return microsoft(DOCX, **{"a.bin": noise, "b.bin": bytes(21 * MB)})


def _high_ratio() -> bytes:
    return microsoft(DOCX, **{"word/document.xml": b"a" * (3 * MB)})


def _lies_about_its_size() -> bytes:
    """Its index says a hundred bytes; what is packed there unpacks to 50 MB."""
    content = bytearray(microsoft(DOCX, **{"word/document.xml": b"a" * (50 * MB)}))
    said, lie = struct.pack("<L", 50 * MB), struct.pack("<L", 100)
    assert content.count(said) == 2
    return bytes(content.replace(said, lie))


def _overlapping() -> bytes:
    """Many entries of the index that all lead to the same packed bytes."""
    whole = archive({"a": b"a" * 100_000})
    end = whole.rindex(b"PK\x05\x06")
    entry = whole[whole.index(b"PK\x01\x02") : end]
    entries = b"".join(entry[:-1] + bytes([number]) for number in range(65, 115))
    return whole[: end - len(entry)] + entries + end_of_archive(50, len(entries), end - len(entry))


def _long_index() -> bytes:
    """Says that it has one part, and has an index of nine megabytes, each line of which costs memory."""
    entry = archive({"a": ""})
    line = entry[entry.index(b"PK\x01\x02") : entry.rindex(b"PK\x05\x06")]
    lines = line * (9 * MB // len(line))
    return b"PK\x03\x04" + lines + end_of_archive(1, len(lines))


def _long_index_of_the_long_kind() -> bytes:
    """The same, told in the record of the long kind (zip64), which is read instead of the short one."""
    bomb = _long_index()
    size = len(bomb) - 22 - 4
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, size, 4)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(bomb) - 22, 1)
    return bomb[:-22] + record + locator + end_of_archive(1, 46)


def _bombs_in_a_bomb() -> bytes:
    inner = archive({f"{n}.txt": b"0" * MB for n in range(15)})
    return microsoft(DOCX, **{f"{n}.zip": archive({"b": inner, "c": b"0" * MB}) for n in range(30)})


BOMBS = {
    "many parts": (_many_parts, PACKED),
    "huge part": (_huge_part, PACKED),
    "high ratio": (_high_ratio, PACKED),
    "lies about its size": (_lies_about_its_size, DAMAGED),
    "overlapping": (_overlapping, None),
    "long index": (_long_index, PACKED),
    "long index of the long kind": (_long_index_of_the_long_kind, DAMAGED),
    "bombs in a bomb": (_bombs_in_a_bomb, None),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_bomb_is_refused_within_two_seconds_and_50_mb(bomb: str) -> None:
    make, why = BOMBS[bomb]
    upload = chosen("brev.docx", make())
    tracemalloc.start()
    began = time.monotonic()

    refused = None
    try:
        judge(upload)
    except FileRejected as refusal:
        refused = refusal.message
    took, (_now, peak) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (took < 2, peak < 50 * MB) == (True, True), (took, peak)
    if why:
        assert refused == why % {"name": "brev.docx"}


def test_overlapping_parts_are_refused() -> None:
    with pytest.raises(FileRejected):
        judge(chosen("brev.docx", _overlapping()))


def test_two_parts_of_one_name_are_refused() -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as twice:
        twice.writestr(CONTENTS, "<Types/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            twice.writestr(CONTENTS, "<Types></Types>")

    with pytest.raises(FileRejected):
        judge(chosen("brev.docx", content.getvalue()))


def sheet_of_numbers(count: int) -> bytes:
    """As Excel writes a sheet: ten numbers to a row."""
    random = Random(1)
    rows = (
        f'<row r="{row}" spans="1:10">'
        + "".join(f'<c r="{column}{row}"><v>{random.random():.13f}</v></c>' for column in "ABCDEFGHIJ")
        + "</row>"
        for row in range(1, count // 10 + 1)
    )
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


@pytest.mark.slow
def test_large_workbook_of_numbers_is_no_bomb() -> None:
    sheet = sheet_of_numbers(700_000)
    workbook = microsoft(XLSX, **{"xl/worksheets/sheet1.xml": sheet})
    assert (len(workbook) > 4 * MB, len(sheet) > 25 * MB) == (True, True)

    assert judge(chosen("mätningar.xlsx", workbook)).kind == XLSX


def test_refusal_of_a_bomb_tells_a_way_on() -> None:
    assert "pdf" in str(PACKED).lower()
