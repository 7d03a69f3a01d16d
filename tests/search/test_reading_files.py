"""The words in attached files are read by the worker, and what a file does to its reader stops nobody."""

import random

import pytest
from django.test import TestCase

from files.kinds import XLSX
from search.file_reader import DRAWN, LONGEST, SHEET, WORD, read
from search.finding import find
from search.models import FileText
from search.reading_files import read_waiting_files, words_in
from search.reindexing import untrue
from tests.cast import World
from tests.factories.attachments import archive, attach, microsoft
from tests.factories.feedback import make_post
from tests.search.making import index_all

pytestmark = pytest.mark.slow

W = WORD[1:-1]
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>%s</w:body></w:document>'
LINE = "<w:p><w:r><w:t>Rabarber</w:t></w:r><w:r><w:t>kräm på skolan</w:t></w:r></w:p>"
SLIDE = f'<p xmlns:a="{DRAWN[1:-1]}"><a:p><a:r><a:t>%s</a:t></a:r></a:p></p>'
CELLS = f'<sst xmlns="{SHEET[1:-1]}"><si><r><t>Rabarber</t></r><r><t>kräm på skolan</t></r></si></sst>'
SHEET_1 = (
    f'<worksheet xmlns="{SHEET[1:-1]}"><c t="inlineStr"><is><t>%s</t></is></c><c><v>7</v></c></worksheet>'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns"
PARAGRAPHS = "<t:p>Rabarber<t:span>kräm</t:span> på skolan</t:p><t:p>Slut</t:p>"
CONTENT = f'<o:document xmlns:o="{ODF}:office:1.0" xmlns:t="{ODF}:text:1.0">{PARAGRAPHS}</o:document>'
ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def pdf(words: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return written + b"xref\n0 6\n0000000000 65535 f \n" + table + end


FILES = {
    "pdf": pdf("Rabarberkräm på skolan"),
    "docx": archive({"word/document.xml": DOCUMENT % LINE}),
    "pptx": archive({"ppt/slides/slide1.xml": SLIDE % "Rabarberkräm på skolan"}),
    "xlsx": archive({"xl/sharedStrings.xml": CELLS}),
    "odf": archive({"content.xml": CONTENT}),
    "plain": "Rabarberkräm på skolan".encode("cp1252"),
}


@pytest.mark.parametrize("kind", FILES)
def test_words_of_each_kind_are_read(kind: str) -> None:
    assert "Rabarberkräm på skolan" in read(kind, FILES[kind])


def test_slides_come_in_their_order_with_what_the_speaker_wrote() -> None:
    said = {
        "slides/slide10": "Sist",
        "slides/slide2": "Sedan",
        "notesSlides/notesSlide2": "Paus",
        "slides/slide1": "Först",
    }
    content = archive({f"ppt/{name}.xml": SLIDE % words for name, words in said.items()})

    assert read("pptx", content).split() == ["Först", "Sedan", "Paus", "Sist"]


def test_words_that_stand_in_a_cell_itself_are_read_and_numbers_not() -> None:
    assert read("xlsx", archive({"xl/worksheets/sheet1.xml": SHEET_1 % "Svinn"})).split() == ["Svinn"]


PART = {
    "docx": "word/document.xml",
    "odf": "content.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/sharedStrings.xml",
}


@pytest.mark.parametrize("kind", PART)
def test_what_defines_entities_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="DTDForbidden"):
        read(kind, archive({PART[kind]: f"{ENTITIES}<d>&b;</d>"}))


def test_no_more_is_read_than_has_room() -> None:
    assert len(read("docx", archive({"word/document.xml": DOCUMENT % (LINE * 20_000)}))) == LONGEST


def test_file_is_found_by_what_stands_in_it_by_those_who_read_it(world: World) -> None:
    post = make_post(world.convener, group=world.group)
    attach(post, world.convener, "vecka41.pdf", content=FILES["pdf"])
    index_all()
    assert [hit.title for hit in find("vecka41", world.member).hits] == ["vecka41.pdf"]

    with TestCase.captureOnCommitCallbacks(execute=True):
        read_waiting_files()

    assert [hit.title for hit in find("rabarber skolan", world.member).hits] == ["vecka41.pdf"]
    assert find("rabarber skolan", world.employee).hits == []
    assert list(untrue()) == []


def test_file_that_cannot_be_read_is_tried_once(world: World) -> None:
    post = make_post(world.convener, group=world.group)
    broken = attach(post, world.convener, "trasig.pdf", content=b"%PDF-1.4\n1 0 obj<<")
    index_all()

    assert words_in(broken) == ""
    read_waiting_files()
    read_waiting_files()

    assert list(FileText.objects.values_list("text", flat=True)) == [""]


@pytest.mark.slow
def test_large_spreadsheet_is_read_within_its_memory(world: World) -> None:
    """A row is let go of once it has been read."""
    chance = random.Random(6)
    cells = (f"<c><v>{chance.random()}</v></c>" for _ in range(600_000))
    rows = "".join(f"<row>{cell}</row>" for cell in cells)
    sheet = f'<worksheet xmlns="{SHEET[1:-1]}"><sheetData>{rows}</sheetData></worksheet>'
    parts = {"xl/sharedStrings.xml": CELLS, "xl/worksheets/sheet1.xml": sheet}
    post = make_post(world.convener, group=world.group)

    large = attach(post, world.convener, "stor.xlsx", content=microsoft(XLSX, **parts))

    assert len(sheet) > 20_000_000
    assert words_in(large) == "Rabarberkräm på skolan"
