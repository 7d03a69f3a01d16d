"""What a file is called here: its own name, without what could mislead a reader or a file system."""

import pytest

from files.kinds import PDF, PNG
from files.naming import LENGTH, clean_name


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
