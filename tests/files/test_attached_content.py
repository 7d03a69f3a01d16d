"""What is in a file decides whether it may be attached, never its name nor what the browser calls it."""

import struct
import zipfile
import zlib

import pytest
from django.test import override_settings

from files.explaining import OTHER_CODING
from files.judging import judge
from files.kinds import DOCX, KINDS, ODT, PDF, PNG, TEXT, XLSX, Kind
from files.refusals import (
    DAMAGED,
    EMPTY,
    MACROS,
    MARKUP,
    MISNAMED,
    OLD_OFFICE,
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
    ("name", "content", "found"),
    [
        ("bild.png", made.PDF, PDF),
        ("bom.csv", made.PDF, PDF),
        ("sida.html", made.PNG, PNG),
        ("makro.docm", GOOD["brev.docx"], DOCX),
        ("bilder.pptx", GOOD["brev.docx"], DOCX),
        ("tabell.xlsx", b"a;b\n1;2\n", TEXT),
        ("logg.log", b"hej", TEXT),
    ],
)
def test_file_that_is_not_what_its_ending_says_is_refused_and_never_renamed(
    name: str, content: bytes, found: Kind
) -> None:
    with pytest.raises(FileRejected) as refusal:
        judge(chosen(name, content))

    words = {"name": name, "found": found.label, "ending": found.suffixes[0]}
    assert refusal.value.message == MISNAMED % words


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("protokoll", made.PDF, "protokoll.pdf"),
        ("Plan 2026.2027", made.PDF, "Plan 2026.2027.pdf"),
        ("Åtgärder enl. bilaga", b"hej", "Åtgärder enl. bilaga.txt"),
    ],
)
def test_name_without_an_ending_is_given_one(name: str, content: bytes, kept: str) -> None:
    assert judge(chosen(name, content)).name == kept


@pytest.mark.parametrize("name", ["foto.jpg", "foto.PNG", "foto.webp", "foto.gif", "foto.jfif"])
@pytest.mark.parametrize("content", [made.JPEG, made.PNG, made.WEBP, made.GIF])
def test_picture_keeps_its_name_though_cameras_mix_up_their_endings(name: str, content: bytes) -> None:
    found = judge(chosen(name, content))

    assert found.name.lower() == name.lower()
    assert found.kind.is_safe_to_show


POLYGLOTS = {
    "pdf that is also a page": (made.PDF + b"<script>alert(1)</script>", "application/pdf"),
    "pdf that is also an archive": (made.PDF + GOOD["brev.docx"], "application/pdf"),
    "gif that is also a script": (b"GIF89a/*" + bytes(20) + b"*/=alert(1);//", "image/gif"),
    "png that is also a page": (made.PNG + b"<html><script>alert(1)</script>", "image/png"),
}


@pytest.mark.parametrize("name", POLYGLOTS)
def test_polyglot_is_what_it_was_found_to_be(name: str) -> None:
    content, kind = POLYGLOTS[name]

    assert judge(chosen("utan ändelse", content)).kind.content_type == kind


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
    "utf-16": ("Hej".encode("utf-16"), OTHER_CODING),
    "page before the sign of a pdf": (b"<html><script>alert(1)</script>" + made.PDF, MARKUP),
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
