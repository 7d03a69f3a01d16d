"""What people type, made the same whatever they typed it with. Forms do it, in one place (`ui/fields.py`)."""

import re
import unicodedata

_line_breaks = re.compile(r"\r\n?")
_controls = re.compile(r"[\x01-\x1f\x7f-\x9f\u2028\u2029]+")
# Those that begin with a mark once they are taken apart: some are two in one, and count as none themselves.
_marks = "".join(
    mark
    for mark in map(chr, range(0x300, 0x1F000))
    if unicodedata.combining(unicodedata.normalize("NFD", mark)[0])
)
MOST_MARKS = 30  # over and under one letter: nobody's name has as many, and nobody can read more
_mark = re.compile(f"[{_marks}]")
_perhaps_a_mark = re.compile("[\u0300-\u1fff\u20d0-\U0010ffff]")  # no å, no dash, no quotation mark
_heap_of_marks = re.compile(f"([{_marks}]{{{MOST_MARKS}}})[{_marks}]+")
BLANKS = {"Cc", "Zs", "Zl", "Zp"}  # as Unicode calls them: controls, and blanks of every width
FORMATS = "Cf"  # signs that only tell how others are shown
UNSEEN = {  # letters and marks that are blank, beside those
    *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0",
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0000, 0xE1000)),
}


def unbroken(text: str) -> str:
    """A line break that is one character, as the browser counts it."""
    return _line_breaks.sub("\n", text)


def composed(text: str) -> str:
    """å is one sign, whichever keyboard wrote it. Whoever composes what somebody typed does it here.

    Of a heap of marks the rest is left out: to compose it takes hours, here and in a database that searches.
    """
    if text.isascii():
        return text
    if _perhaps_a_mark.search(text) and _mark.search(text):  # few texts have any: the quickest question first
        text = _heap_of_marks.sub(r"\1", text)
    return unicodedata.normalize("NFC", text)


def tidied(text: str) -> str:
    """Composed letters, and line breaks that are one character each."""
    return unbroken(composed(text))


def on_one_line(text: str) -> str:
    """Without line breaks, tabs and other controls; a NUL is left to be refused."""
    return _controls.sub(" ", tidied(text))


def without_unseen(text: str) -> str:
    """Only what can be seen, and the blanks between it, in a browser with a usual font."""
    return "".join(sign for sign in text if sign not in UNSEEN and unicodedata.category(sign) != FORMATS)


def is_visible(text: str) -> bool:
    """Whether there is anything to see."""
    return any(unicodedata.category(sign) not in BLANKS for sign in without_unseen(text))
