"""What stands above the river: of all of it, of a year, and of one direction's stream."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from river.picture import data, headings, zoom
from tests.factories.directions import make_direction

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "language", "title", "heading", "lead"),
    [
        ("", "sv", "Floden", "år av gemensamt arbete", "Allt rinner ur samma dag: den 25 september 2014,"),
        (
            "",
            "en",
            "The river",
            "years of work together",
            "Everything flows from one day: 25 September 2014,",
        ),
        ("year=2019", "sv", "Floden kring 2019", "Floden kring 2019", "Det som flöt då, vad det kom ur"),
        (
            "year=2019",
            "en",
            "The river around 2019",
            "The river around 2019",
            "What flowed that year, and what it came from and led to.",
        ),
        (
            "direction={}",
            "sv",
            "Floden: Enklare vardag",
            "Enklare vardag",
            "Vad den kom ur, och vad den ledde till.",
        ),
        (
            "direction={}",
            "en",
            "The river of Enklare vardag",
            "Enklare vardag",
            "Where it came from, and what it led to.",
        ),
    ],
)
def test_the_river_says_what_is_shown_of_it(
    query: str, language: str, title: str, heading: str, lead: str
) -> None:
    direction = make_direction("Enklare vardag")
    whole = data.river()
    shown = zoom.view(whole, QueryDict(query.format(direction.slug)))
    with override(language):
        assert headings.title(shown) == title
        assert headings.heading(shown, whole).endswith(heading)
        assert headings.lead(shown).startswith(lead)
