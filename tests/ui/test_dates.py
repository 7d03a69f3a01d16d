"""Days and instants in the reader's own words."""

from datetime import UTC, date, datetime

from django.template import Context, Template
from django.utils.translation import override

from ui.dates import in_words

JUST_AFTER_MIDNIGHT = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)  # in Stockholm it is the third


def test_an_instant_is_the_day_it_is_in_stockholm() -> None:
    with override("sv"):
        assert in_words(JUST_AFTER_MIDNIGHT) == "3 november 2026"


def test_a_day_is_said_in_the_readers_language() -> None:
    with override("en"):
        assert in_words(date(2026, 11, 2), "j F") == "2 November"


def test_a_time_says_when_to_people_and_to_machines() -> None:
    page = Template('{{ at|time_tag:"j F Y H:i" }} {{ on|time_tag }}')
    with override("sv"):
        shown = page.render(Context({"at": JUST_AFTER_MIDNIGHT, "on": date(2026, 11, 2)}))
    assert shown == (
        '<time datetime="2026-11-03T00:30:00+01:00">3 november 2026 00:30</time>'
        ' <time datetime="2026-11-02">2 november 2026</time>'
    )
