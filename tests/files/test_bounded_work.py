"""What a file costs to look at depends on how long it is, and not on what somebody has put into it."""

import re
import time
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_STORED

import pytest

from files.archives import MAX_CONTENTS
from files.kinds import DOCX
from files.recognising import kind_of
from files.refusals import FileRejected
from tests.factories.attachments import archive

pytestmark = pytest.mark.slow

SIZE = 2 * 1024 * 1024
TIMES = 6  # as long as one simple expression that begins anew at each byte, at most
PLAIN = "Vi åt på plåt, och det gick bra. ".encode()

# Each is repeated until it fills the file.
REPEATED = [
    *(
        b"<",
        b"< ",
        b"<    ",
        b"<\n",
        b"<\t\t\t\t\t\t\t\t\t",
        b"</",
        b"< / ",
        b"<!",
        b"<?",
        b"<a",
        b"<s",
        b"<<<<s",
    ),
    *(b"<scrip", b"<foreignobjec", b"<!doctyp", b"<html_", b"</scripts", b"\xc3\xa5<", b"<\xe5", b"<>", b">"),
    *(
        b"&",
        b"&lt;",
        b"&#60;",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"'\"",
        b"(((((",
        b"=1+1;",
        b"\r\n\r\n",
        b"\n",
        b" ",
    ),
    *(b"%PDF", b"%PDF-1", b"endob", b"\xef\xbb\xbf", b"\xf0\x9f\x8d\xb2", b"{\\rtf", b"ftyp", b"PK", b"\xe5"),
]
# Each stands once, before or after as much of something else.
ONCE = {
    "one sign and blanks": b"<" + b" " * SIZE,
    "blanks and one sign": b" " * SIZE + b"<",
    "sign of a pdf far inside": b"a" * 1000 + b"%PDF-" + b"\n" * SIZE,
    "not utf-8 at its very end": PLAIN * (SIZE // len(PLAIN)) + b"\xe5",
    "blanks before a pdf": b"\n" * 1000 + b"%PDF" * (SIZE // 4),
    "every character there is": "".join(map(chr, [*range(0x100, 0xD800), *range(0xE000, 0x90000)])).encode(),
}
CONTENTS = {f"{piece!r}": piece * (SIZE // len(piece)) for piece in REPEATED} | ONCE


def seconds(content: bytes, ending: str = ".txt") -> float:
    """The least of two tries: a machine that does something else besides only ever makes it longer."""
    return min(_seconds(content, ending) for _try in range(2))


def _seconds(content: bytes, ending: str) -> float:
    began = time.process_time()
    with suppress(FileRejected):
        kind_of(BytesIO(content), ending)
    return time.process_time() - began


@pytest.fixture(scope="module")
def one_look() -> float:
    """What it takes to look at a byte once, on this machine and just now."""
    expression, content = re.compile(rb"<[xy]"), b"<" * SIZE
    took = []
    for _try in range(3):
        began = time.process_time()
        expression.search(content)
        took.append(time.process_time() - began)
    return min(took) / SIZE


@pytest.mark.one_database
@pytest.mark.parametrize("what", CONTENTS)
def test_every_text_takes_as_long_as_it_is_long(what: str, one_look: float) -> None:
    content = CONTENTS[what]

    assert seconds(content) < TIMES * one_look * len(content)


@pytest.mark.one_database
def test_text_of_signs_takes_a_few_times_as_long_as_one_of_words() -> None:
    words = seconds(PLAIN * (SIZE // len(PLAIN)))

    assert seconds(b"<" * SIZE) < 12 * words


XML = [b"<a>", b"<a b=''>", b"<", b"<!--", b"&", b"<a ", b"<?a?>"]


@pytest.mark.one_database
@pytest.mark.parametrize("piece", XML)
def test_table_of_contents_of_an_archive_is_read_in_one_pass(piece: bytes, one_look: float) -> None:
    contents = b"<Types>" + piece * (MAX_CONTENTS // len(piece))
    content = archive({"[Content_Types].xml": contents}, packed=ZIP_STORED)

    assert seconds(content, DOCX.suffixes[0]) < 10 * TIMES * one_look * len(content)  # elements are objects
