"""Days and instants in the reader's own words."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

from tests.repository.files import name, tracked
from ui.dates import in_words, today

JUST_AFTER_MIDNIGHT = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)  # in Stockholm it is the third


def test_an_instant_is_the_day_it_is_in_stockholm() -> None:
    with override("sv"):
        assert in_words(JUST_AFTER_MIDNIGHT) == "3 november 2026"


def test_a_day_is_said_in_the_readers_language() -> None:
    with override("en"):
        assert in_words(date(today().year, 11, 2), "j F") == "2 November"


@pytest.mark.parametrize(
    ("language", "shape", "this_year", "another"),
    [
        ("sv", "j F", "12 maj", "12 maj 2022"),
        ("en", "j F", "12 May", "12 May 2022"),
        ("sv", "l j F", "tisdag 12 maj", "torsdag 12 maj 2022"),
        ("sv", "MONTH_DAY_TIME_FORMAT", "12 maj kl. 10.30", "12 maj 2022 kl. 10.30"),
        ("en", "MONTH_DAY_TIME_FORMAT", "12 May, 10:30", "12 May 2022, 10:30"),
        ("sv", "j F Y", "12 maj 2026", "12 maj 2022"),
    ],
)
def test_the_year_is_said_of_a_day_that_is_not_in_this_one(
    monkeypatch: pytest.MonkeyPatch, language: str, shape: str, this_year: str, another: str
) -> None:
    monkeypatch.setattr("ui.dates.today", lambda: date(2026, 11, 30))
    with override(language):
        said = [in_words(datetime(year, 5, 12, 8, 30, tzinfo=UTC), shape) for year in (2026, 2022)]
    assert said == [this_year, another]


@pytest.mark.one_database
def test_no_page_or_sentence_leaves_out_the_year_by_itself() -> None:
    """`in_words` and `time_tag` know when it must be said; a page that is of one year may leave it out."""
    bare = re.compile(r"""(\|date:|date_format\([^"']*)["'](l )?(j F|MONTH_DAY_(TIME_)?FORMAT)["']""")
    of_one_year = {"templates/river/_year_wheel.html", "river/picture/drawing.py"}
    paths = [*tracked(".py"), *tracked(".html")]
    found = {name(path) for path in paths if "tests" not in path.parts and bare.search(path.read_text())}

    assert found == of_one_year


def test_a_time_says_when_to_people_and_to_machines() -> None:
    page = Template('{{ at|time_tag:"j F Y H:i" }} {{ on|time_tag }}')
    with override("sv"):
        shown = page.render(Context({"at": JUST_AFTER_MIDNIGHT, "on": date(2026, 11, 2)}))
    assert shown == (
        '<time datetime="2026-11-03T00:30:00+01:00">3 november 2026 00:30</time>'
        ' <time datetime="2026-11-02">2 november 2026</time>'
    )
