"""A program of its own that reads the words in one file: `python -m search.file_reader KIND < file`.

It knows nothing of the portal, and may use so much memory and time and no more. Whatever a file does to it,
the worker goes on.
"""

import io
import re
import resource
import sys
from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse
from pypdf import PdfReader

LONGEST = 60_000  # letters that are read
MOST_PAGES = 200
MOST_OF_A_PART = 40 * 1024 * 1024  # bytes that one part of an archive unpacks to
MEMORY = 768 * 1024 * 1024
SECONDS = 20

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPEN = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
PARAGRAPHS = {f"{WORD}p", f"{OPEN}p", f"{OPEN}h", f"{DRAWN}p", f"{SHEET}si", f"{SHEET}is"}

ROW = f"{SHEET}row"  # of cells, of no more use once it has been read

# Slides, each followed by what its speaker has written. Of a spreadsheet the words that its cells share, and
# those that stand in a cell itself: numbers find nothing.
SLIDES = re.compile(r"ppt/(?:slides/slide|notesSlides/notesSlide)(\d+)\.xml")
WORDS_OF_CELLS = re.compile(r"xl/(?:sharedStrings|worksheets/sheet(\d+))\.xml")


def pdf(content: bytes) -> Iterator[str]:
    for number, page in enumerate(PdfReader(io.BytesIO(content)).pages):
        if number == MOST_PAGES:
            return
        yield page.extract_text()
        yield "\n"


def docx(content: bytes) -> Iterator[str]:
    return _said(content, ["word/document.xml"], f"{WORD}t")


def pptx(content: bytes) -> Iterator[str]:
    return _said(content, _parts(content, SLIDES), f"{DRAWN}t")


def xlsx(content: bytes) -> Iterator[str]:
    return _said(content, _parts(content, WORDS_OF_CELLS), f"{SHEET}t")


def odf(content: bytes) -> Iterator[str]:
    for paragraph in _paragraphs(content, "content.xml"):
        yield "".join(paragraph.itertext())
        yield "\n"


def plain(content: bytes) -> Iterator[str]:
    try:
        yield content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield content.decode("cp1252", "ignore")


def _said(content: bytes, parts: list[str], stretches: str) -> Iterator[str]:
    for part in parts:
        for paragraph in _paragraphs(content, part):
            yield "".join(stretch.text or "" for stretch in paragraph.iter(stretches))
            yield "\n"


def _parts(content: bytes, called: re.Pattern[str]) -> list[str]:
    """Those parts of an archive that are called so, by their numbers."""
    with ZipFile(io.BytesIO(content)) as archive:
        found = [name for name in map(called.fullmatch, archive.namelist()) if name]
    found.sort(key=lambda name: (int(name[1] or 0), "notes" in name[0]))
    return [name[0] for name in found[: 2 * MOST_PAGES]]


def _paragraphs(content: bytes, part: str) -> Iterator[Any]:
    """Of one part of an archive; what defines entities is refused."""
    with ZipFile(io.BytesIO(content)) as archive:
        if archive.getinfo(part).file_size > MOST_OF_A_PART:
            return
        with archive.open(part) as opened:
            for _event, element in iterparse(opened, forbid_dtd=True):
                if element.tag in PARAGRAPHS:
                    yield element
                    element.clear()
                elif element.tag == ROW:
                    element.clear()


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "pdf": pdf,
    "docx": docx,
    "pptx": pptx,
    "xlsx": xlsx,
    "odf": odf,
    "plain": plain,
}


def read(kind: str, content: bytes) -> str:
    found, length = [], 0
    for words in READERS[kind](content):
        found.append(words)
        length += len(words)
        if length > LONGEST:
            break
    return "".join(found)[:LONGEST]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    text = read(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.buffer.write(text.encode("utf-8", "ignore"))


if __name__ == "__main__":
    main()
