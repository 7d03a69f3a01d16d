"""What is in a file decides whether it may be attached, never its name nor what the browser calls it."""

import struct
import time
import tracemalloc
import zipfile
import zlib
from io import BytesIO

import pytest
from django.test import override_settings

from files.archives import MAX_PARTS
from files.judging import judge
from files.kinds import DOCX, KINDS, ODT, PDF, PNG, XLSX
from files.naming import LENGTH, clean_name
from files.refusals import (
    DAMAGED,
    EMPTY,
    MACROS,
    MARKUP,
    OLD_OFFICE,
    PACKED,
    TOO_LARGE,
    UNKNOWN,
    FileRejected,
)
from tests.factories import attachments as made
from tests.factories.attachments import GOOD, archive, chosen, microsoft, open_document

MB = 1024 * 1024
CONTENTS = "[Content_Types].xml"
MACRO_TYPES = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
MACRO_SHEET = '<Override PartName="/m.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
TEMPLATE = (
    '<Types><Override PartName="/a" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.template.main+xml"/></Types>'
)
TWO_KINDS = f'<Override PartName="/b" ContentType="{XLSX.content_type}.main+xml"/>'
ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><Types><Override ContentType="&b;"/></Types>'


@pytest.mark.parametrize("name", GOOD)
def test_file_of_every_kind_is_recognised_and_keeps_its_name(name: str) -> None:
    found = judge(chosen(name))

    assert found.name == name
    assert found.name.endswith(found.kind.suffixes)
    assert (found.size, len(found.sha256)) == (len(GOOD[name]), 64)


def test_every_kind_has_a_file_above() -> None:
    assert {judge(chosen(name)).kind for name in GOOD} == set(KINDS.values())


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("bild.png", made.PDF, "application/pdf"),
        ("sida.html", made.PNG, "image/png"),
        ("makro.docm", GOOD["brev.docx"], DOCX.content_type),
        ("kör.bat", b"echo hej", "text/plain"),
        ("tabell.xlsx", b"a;b\n1;2\n", "text/plain"),
    ],
)
def test_name_decides_nothing_and_is_given_the_right_ending(name: str, content: bytes, kind: str) -> None:
    found = judge(chosen(name, content))

    assert found.kind.content_type == kind
    assert found.name == name + found.kind.suffixes[0]


POLYGLOTS = {
    "pdf that is also a page": (made.PDF + b"<script>alert(1)</script>", "application/pdf"),
    "pdf that is also an archive": (made.PDF + GOOD["brev.docx"], "application/pdf"),
    "gif that is also a script": (b"GIF89a/*" + bytes(20) + b"*/=alert(1);//", "image/gif"),
    "png that is also a page": (made.PNG + b"<html><script>alert(1)</script>", "image/png"),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_polyglot_is_what_it_was_found_to_be(name: str) -> None:
    content, kind = POLYGLOTS[name]

    assert judge(chosen("en.html", content)).kind.content_type == kind


def end_of_archive(parts: int, index_size: int, index_at: int = 4) -> bytes:
    """The record by which a reader finds the index."""
    return struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, parts, parts, index_size, index_at, 0)


REFUSED = {
    "nothing": (b"", EMPTY),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', MARKUP),
    "svg after spaces and a mark": (b"\xef\xbb\xbf\n\t <SVG/onload=alert(1)>", MARKUP),
    "xml": (b'<?xml version="1.0"?><a/>', MARKUP),
    "page": (b"<!DOCTYPE html><p>Hej", MARKUP),
    "page in capitals": (b"<HTML>", MARKUP),
    "page behind words": (b"Hej hej " * 5000 + b"<sCrIpT>alert(1)</sCrIpT>", MARKUP),
    "comment": (b"<!-- hej -->", MARKUP),
    "program": (b"MZ\x90\x00\x03" + bytes(60), UNKNOWN),
    "linux program": (b"\x7fELF\x02\x01\x01" + bytes(60), UNKNOWN),
    "text with a NUL": (b"hej\x00hopp", UNKNOWN),
    "text with escapes": (b"\x1b[2J", UNKNOWN),
    "utf-16": ("Hej".encode("utf-16"), UNKNOWN),
    "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(20), UNKNOWN),
    "gzip": (zlib.compress(b"hej", wbits=31), UNKNOWN),
    "bmp": (b"BM" + bytes(60), UNKNOWN),
    "almost a png": (made.PNG[:8] + b"hej", UNKNOWN),
    "old word": (made.OLE, OLD_OFFICE),
    "plain zip": (archive({"hej.txt": "hej"}), UNKNOWN),
    "jar": (archive({"META-INF/MANIFEST.MF": "Main-Class: a"}), UNKNOWN),
    "epub": (archive({"mimetype": "application/epub+zip"}, zipfile.ZIP_STORED), UNKNOWN),
    "template": (archive({CONTENTS: TEMPLATE}), UNKNOWN),
    "two kinds in one": (microsoft(DOCX, types=TWO_KINDS), UNKNOWN),
    "mimetype not first": (archive({"a": "", "mimetype": ODT.content_type}), UNKNOWN),
    "macros": (microsoft(DOCX, **{"word/vbaProject.bin": b"vba"}), MACROS),
    "macros by another name": (microsoft(DOCX, types=MACRO_TYPES), MACROS),
    "macros in capitals": (microsoft(DOCX, **{"WORD/VBAPROJECT.BIN": b"vba"}), MACROS),
    "old macros": (microsoft(XLSX, types=MACRO_SHEET), MACROS),
    "macros of the other office": (open_document(ODT, **{"Basic/Standard/Module1.xml": "x"}), MACROS),
    "scripts of the other office": (open_document(ODT, **{"Scripts/python/a.py": "x"}), MACROS),
    "entities": (archive({CONTENTS: ENTITIES}), DAMAGED),
    "no xml": (archive({CONTENTS: "hej"}), DAMAGED),
    "half a document": (GOOD["brev.docx"][:-30], DAMAGED),
    "something after its end": (GOOD["brev.docx"] + b"<script>", DAMAGED),
    "only a beginning": (b"PK\x03\x04", DAMAGED),
    "index of nonsense": (b"PK\x03\x04" + end_of_archive(1, 46), DAMAGED),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_may_not_be_attached_is_refused_whatever_it_is_called(what: str) -> None:
    content, why = REFUSED[what]

    for name in ("brev.docx", "bild.png", "lapp.txt", what):
        with pytest.raises(FileRejected) as refusal:
            judge(chosen(name, content))
        assert refusal.value.message == why % {"name": name}


def test_file_that_is_too_large_is_refused() -> None:
    with override_settings(ATTACHMENT_MAX_BYTES=2 * MB), pytest.raises(FileRejected) as refusal:
        judge(chosen("lapp.txt", b"a" * (2 * MB + 1)))

    assert refusal.value.message == TOO_LARGE % {"name": "lapp.txt", "limit": 2}


def test_damage_anywhere_in_a_document_is_noticed() -> None:
    """Every bit that is turned makes it another document, a broken one, or none; never an error of ours."""
    whole = microsoft(DOCX, **{"word/document.xml": "Vi åt på plåt. " * 9})
    for place in range(len(whole)):
        broken = whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :]
        try:
            judge(chosen("brev.docx", broken))
        except FileRejected:
            continue


# Bombs: refused from their index, before anything is unpacked.


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


# Names.


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Små rätter på Ön.pdf", "Små rätter på Ön.pdf"),
        ("Sma\u030a ra\u0308tter.pdf", "Små rätter.pdf"),  # as a Mac writes it
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\anna\hemligt.pdf", "hemligt.pdf"),
        ("a\x00b\x07c.pdf", "abc.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.exe.pdf"),
        ("a\u200bb\u2066c\u2069.PDF", "abc.pdf"),
        ("  två   ord .pdf", "två ord.pdf"),
        ("...", "fil.pdf"),
        ("", "fil.pdf"),
        (".pdf", "pdf.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1", "_lpt1.pdf"),
        ('a<b>"c"|?*.pdf', "a_b__c____.pdf"),
        ("🍲 soppa.pdf", "🍲 soppa.pdf"),
        ("bild.jpeg", "bild.jpeg.pdf"),
    ],
)
def test_name_is_cleaned_and_keeps_its_letters(given: str, kept: str) -> None:
    assert clean_name(given, PDF) == kept


def test_name_is_never_longer_than_there_is_room_for() -> None:
    assert len(clean_name("å" * 500 + ".png", PNG)) <= LENGTH
    assert clean_name("å" * 500 + ".png", PNG).endswith("å.png")
