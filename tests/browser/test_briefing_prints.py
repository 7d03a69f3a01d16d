"""The briefing on paper: one side of an upright A4 page, as long as it says that it fits."""

import re
from collections.abc import Callable

import pytest

from briefings.models.briefing import FITS
from demo.content import read
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.briefings import make_sent_briefing

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

A4 = (595, 842)  # points
DIRECTION = """## Mat för framtiden

- **Lunch med eleverna**: [Kön blev längre. Det gjorde inget.](/feedback/1/) När eleverna fick rita veckans
  rätt stod de sju minuter i kön i stället för fyra. Vi hade väntat oss klagomål. Samordningsgruppen svarar:
  Sju minuter är en fråga för skolan lika mycket som för oss.
- Gruppen [Kökets elräkning](/groups/kokets-elrakning/) har börjat: Vilken apparat i köket drar mest ström?

### Att prata om med dina medarbetare

- Vem av oss skulle vilja vara med i Kökets elräkning?
"""


def pages(paper: bytes) -> list[tuple[int, int]]:
    """The size of each page of a PDF, in points."""
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def test_the_longest_that_fits_prints_on_one_side(world: World, visitor: Callable[..., Visitor]) -> None:
    briefing = make_sent_briefing(world.communicator)
    while briefing.words < FITS:
        briefing.text += f"\n{DIRECTION}"
    briefing.save()

    karin = visitor(world.manager)
    karin.goes_to(briefing.get_absolute_url())

    assert pages(karin.page.pdf(prefer_css_page_size=True)) == [A4]


def test_every_briefing_of_the_demo_prints_on_one_side(world: World, visitor: Callable[..., Visitor]) -> None:
    karin = visitor(world.manager)
    for told in read("briefings.toml")["briefings"]:
        sent = make_sent_briefing(world.communicator, title=told["title"], text=told["text"])
        assert not sent.is_long
        karin.goes_to(sent.get_absolute_url())
        assert pages(karin.page.pdf(prefer_css_page_size=True)) == [A4]
