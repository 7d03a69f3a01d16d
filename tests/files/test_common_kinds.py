"""The kinds of file that somebody in a municipality has: each is taken as it is, or refused with a way on."""

from contextlib import suppress

import pytest
from django.utils import translation

from files import explaining as why
from files.explaining import EXPLAINED
from files.judging import judge
from files.kinds import SUFFIXES
from files.refusals import MARKUP, OLD_OFFICE, UNKNOWN, FileRejected
from tests.factories import attachments as made
from tests.factories.attachments import GOOD, archive, chosen

BOM = b"\xef\xbb\xbf"
MAIL = b"From: Anna <anna@kommun.se>\r\nTo: Bo\r\nSubject: Hej\r\nMIME-Version: 1.0\r\n\r\n"
OUTLOOK = made.OLE + "__properties_version1.0".encode("utf-16-le") + bytes(480)
HEIC = b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic" + bytes(40)
IWORK = archive({"Index/Document.iwa": "x", "Metadata/Properties.plist": "x", "preview.jpg": made.JPEG})
VISIO_TYPE = '<Override ContentType="application/vnd.ms-visio.drawing.main+xml"/>'
VISIO = archive({"[Content_Types].xml": f"<Types>{VISIO_TYPE}</Types>"})
RTF = rb"{\rtf1\ansi\deff0 Hej}"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nEND:VCARD\r\n"
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42" + bytes(40)

TAKEN = {
    **GOOD,
    "bom.pdf": BOM + made.PDF,
    "radbrytning.pdf": b"\r\n" + made.PDF,
    "skrivare.pdf": b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n" + made.PDF,
    "långt ner.pdf": b"\n" * 1000 + made.PDF,
    "om pdf.txt": b"En pdf b\xc3\xb6rjar med %PDF-1.7 och slutar med %%EOF.",
    "signaturen.txt": "%PDF-1.7 är signaturen.".encode(),
    "windows.csv": "mått;å\r\n1;2\r\n".encode("cp1252"),
    "excel.csv": "mått;å\r\n1;2\r\n".encode("utf-8-sig"),
    "anteckningar.md": "# Mötet\n".encode(),
    "foto.jfif": made.JPEG,
}
REFUSED = {
    "brev.msg": (OUTLOOK, why.MAIL),
    "utan ändelse": (OUTLOOK, why.MAIL),
    "brev.eml": (MAIL + b"Hej", why.MAIL),
    "rikt.eml": (MAIL + b"<html><body>Hej</body></html>", why.MAIL),
    "IMG_0001.HEIC": (HEIC, why.PHONE_PICTURE),
    "IMG_0002.jpg": (HEIC, why.PHONE_PICTURE),
    "bild.heif": (HEIC.replace(b"heic", b"mif1"), why.PHONE_PICTURE),
    "bild.avif": (HEIC.replace(b"heic", b"avif"), why.OTHER_PICTURE),
    "skannad.tiff": (b"II*\x00" + bytes(60), why.OTHER_PICTURE),
    "bild.bmp": (b"BM" + bytes(60), why.OTHER_PICTURE),
    "film.mov": (FILM.replace(b"mp42", b"qt  "), why.RECORDING),
    "film.mp4": (FILM, why.RECORDING),
    "film utan ändelse": (FILM, why.RECORDING),
    "ljud.m4a": (FILM.replace(b"mp42", b"M4A "), why.RECORDING),
    "ljud.mp3": (b"ID3\x04\x00" + bytes(60), why.RECORDING),
    "text.pages": (IWORK, why.APPLE),
    "kalkyl.numbers": (IWORK, why.APPLE),
    "visning.key": (IWORK, why.APPLE),
    "ritning.vsdx": (VISIO, why.ONE_PROGRAM),
    "anteckning.one": (bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + bytes(60), why.ONE_PROGRAM),
    "länk.url": (b"[InternetShortcut]\r\nURL=https://kommun.se/\r\n", why.SHORTCUT),
    "länk.lnk": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), why.SHORTCUT),
    "mapp.zip": (archive({"hej.txt": "hej"}), why.PACKED_FOLDER),
    "mapp.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(60), why.PACKED_FOLDER),
    "text.rtf": (RTF, why.OTHER_OFFICE),
    "egentligen rtf.doc": (RTF, OLD_OFFICE),
    "gammal.doc": (made.OLE, OLD_OFFICE),
    "gammal.xls": (made.OLE, OLD_OFFICE),
    "möte.ics": (CALENDAR, why.CARD),
    "anna.vcf": (CARD, why.CARD),
    "sida.html": (b"<html>Hej</html>", MARKUP),
    "sida.mht": (MAIL + b"Hej", MARKUP),
    "ritning.svg": (b"<svg/>", MARKUP),
    "program.exe": (b"MZ\x90\x00" + bytes(60), why.PROGRAM),
    "program.bat": (b"echo hej", why.PROGRAM),
    "unicode.txt": ("Hej på dig".encode("utf-16"), why.OTHER_CODING),
    "okänd.xyz": (b"\x00\x01\x02", UNKNOWN),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_keeps_its_name_and_its_content(name: str) -> None:
    found = judge(chosen(name, TAKEN[name]))

    assert found.name == name
    assert name.endswith(found.kind.suffixes)
    assert found.content.size == len(TAKEN[name])


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_told_how_to_go_on(name: str) -> None:
    content, sentence = REFUSED[name]
    with pytest.raises(FileRejected) as refusal:
        judge(chosen(name, content))

    assert refusal.value.message == sentence % {"name": name}


def test_film_that_is_too_large_is_told_of_as_a_film() -> None:
    with pytest.raises(FileRejected) as refusal:
        judge(chosen("film.mov", FILM + bytes(11 * 1024 * 1024)))

    assert refusal.value.message == why.RECORDING % {"name": "film.mov"}


def test_no_kind_is_both_taken_and_explained_away() -> None:
    assert set(EXPLAINED) & set(SUFFIXES) == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_explanation_names_the_file_in_both_languages(language: str) -> None:
    with translation.override(language):
        for sentence in [*EXPLAINED.values(), why.OTHER_CODING]:
            opening = "”" if language == "sv" else "“"
            assert f"{opening}brev.xyz”" in str(sentence) % {"name": "brev.xyz"}


@pytest.mark.parametrize("good", GOOD)
def test_no_content_under_any_ending_is_given_another_one(good: str) -> None:
    for ending in [*SUFFIXES, *EXPLAINED, ".abc"]:
        with suppress(FileRejected):
            assert judge(chosen(f"min fil{ending}", GOOD[good])).name == f"min fil{ending}"
