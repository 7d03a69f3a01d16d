"""Times are written in one way wherever they stand, in Swedish and in English."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from tests.repository.files import ROOT, name, tracked

HALF_PAST_TEN = datetime(2026, 1, 29, 9, 30, tzinfo=UTC)
HOURS_AND_MINUTES = re.compile(r"\b[GH]\W{1,2}i\b")


@pytest.mark.parametrize(
    ("shape", "swedish", "english"),
    [
        ("TIME_FORMAT", "10.30", "10:30"),
        ("DATETIME_FORMAT", "29 januari 2026 kl. 10.30", "29 January 2026, 10:30"),
        ("MONTH_DAY_TIME_FORMAT", "29 januari kl. 10.30", "29 January, 10:30"),
        ("WEEKDAY_TIME_FORMAT", "torsdag 29 januari kl. 10.30", "Thursday 29 January, 10:30"),
    ],
)
def test_time_is_written_as_the_language_has_it(shape: str, swedish: str, english: str) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        with translation.override(language):
            assert date_format(timezone.localtime(HALF_PAST_TEN), shape) == words


@pytest.mark.one_database
def test_no_page_or_sentence_has_a_way_of_its_own_to_write_a_time() -> None:
    elsewhere = [
        name(path)
        for path in [*tracked(".py"), *tracked(".html"), *tracked(".txt")]
        if path.relative_to(ROOT).parts[0] != "tests" and "formats" not in path.parts
        if HOURS_AND_MINUTES.search(path.read_text(encoding="utf-8"))
    ]

    assert elsewhere == []
