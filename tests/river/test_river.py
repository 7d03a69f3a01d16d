"""The river as a page: it tells all there is, in the picture and in words, and nothing breaks it."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from directions.models import Direction, DirectionLink
from groups.kinds import KindCode
from groups.models import Group, GroupLink
from people.models import Person
from river.views import river as river_view
from tests.factories.directions import make_direction, make_stage
from tests.factories.groups import make_group
from tests.factories.people import make_person
from ui.dates import today

pytestmark = pytest.mark.django_db

Open = Callable[..., str]


@pytest.fixture(autouse=True)
def drawn_afresh() -> Iterator[None]:
    river_view._parts.cache_clear()
    yield
    river_view._parts.cache_clear()


@pytest.fixture
def reader(signed_in: Callable[[Person], Client]) -> Open:
    """Opens the river, or a part of it, as somebody who reads English."""
    client = signed_in(make_person(language="en"))

    def read(query: str = "") -> str:
        response = client.get(reverse("river:river") + query)
        assert response.status_code == 200
        return response.content.decode()

    return read


def ended(title: str, start: date, end: date, ending: str = "ended", **fields: str) -> Direction:
    return make_direction(title, started_on=start, ended_on=end, ending=ending, **fields)


def lead(earlier: Direction, later: Direction, kind: str = "replaces") -> None:
    DirectionLink.objects.create(earlier=earlier, later=later, kind=kind, on=later.started_on)


def pictures(page: str) -> list[str]:
    """The wide one and the tall one; that for paper and the legend's small ones left out."""
    return re.findall(r'<svg class="river river--(?:wide|tall).*?</svg>', page, re.DOTALL)


def listed(page: str) -> str:
    """As it reads, whatever language the names in it are said to be in."""
    return re.sub(r'<span lang="sv">(.*?)</span>', r"\1", page[page.index('class="stream-list"') :])


def test_every_direction_and_every_group_stands_in_the_list_with_a_link(reader: Open) -> None:
    direction = make_direction("Enklare vardag")
    current = make_group("Klarspråk", direction=direction)
    past = make_group("Blanketter", direction=direction, ended_on=date(2024, 5, 3))

    words = listed(reader())

    for thing in (direction, current, past):
        assert f'<a href="{thing.get_absolute_url()}" lang="sv">{thing}</a>' in words
    assert "2023–2024 · ended</span>" in words


def test_every_direction_is_a_link_with_a_name_in_both_pictures(reader: Open) -> None:
    here = make_direction("Enklare vardag")
    gone = ended("Kunden i mitten", date(2014, 12, 1), date(2018, 6, 1))

    for picture in pictures(reader()):
        for direction, years in ((here, "2018–"), (gone, "2014–2018")):
            assert f'href="{direction.get_absolute_url()}" aria-label="{direction}, {years}"' in picture


def test_whoever_goes_by_keyboard_meets_each_direction_once_and_no_thread(reader: Open) -> None:
    direction = make_direction()
    for _ in range(3):
        make_group(direction=direction)

    wide, _tall = pictures(reader())
    links = re.findall(r"<a [^>]*>", wide)

    assert len([link for link in links if 'tabindex="-1"' in link]) == 3
    assert len([link for link in links if 'tabindex="-1"' not in link]) == 1


def test_governing_bodies_are_listed_beside_the_streams(reader: Open) -> None:
    make_direction()
    make_group("Storgruppen", kind=KindCode.STORGRUPP)

    assert "Storgruppen" in listed(reader())


@pytest.mark.parametrize(
    ("ending", "to", "kind", "says"),
    [
        ("handed_over", "HR-avdelningen", None, "handed over to HR-avdelningen"),
        ("replaced", "", "replaces", "became Nästa"),
        ("merged", "", "merged_into", "merged into Nästa"),
        ("ended", "", None, "out of the first workshop, 25 September 2014, ended"),
    ],
)
def test_the_list_says_how_a_direction_ended(
    reader: Open, ending: str, to: str, kind: str | None, says: str
) -> None:
    gone = ended("Förra", date(2014, 12, 1), date(2018, 6, 1), ending, handed_over_to=to)
    later = make_direction("Nästa")
    if kind:
        lead(gone, later, kind)

    words = listed(reader())

    assert says in words
    assert ("out of Förra" in words) is bool(kind)


def test_the_list_says_what_a_group_became(reader: Open) -> None:
    direction = make_direction()
    fields = {"ended_on": date(2021, 6, 1), "ending": "replaced"}
    first = make_group("Första", direction=direction, started_on=date(2019, 1, 7), **fields)
    then = make_group("Andra", direction=direction, started_on=date(2021, 8, 1))
    GroupLink.objects.create(earlier=first, later=then, kind="continues", on=then.started_on)

    words = listed(reader())

    assert "2019–2021 · became Andra" in words
    assert "2021– · out of Första, goes on" in words


def test_a_branch_is_told_at_both_ends(reader: Open) -> None:
    mother, daughter = make_direction("Moder"), make_direction("Dotter", started_on=date(2021, 1, 1))
    lead(mother, daughter, "split_from")

    words = listed(reader())

    assert "gave rise to Dotter, goes on" in words
    assert "out of Moder, goes on" in words


def test_what_ended_to_become_another_has_a_ring_and_what_flows_on_has_none(reader: Open) -> None:
    make_direction("Ensam")
    assert 'r="5.5"' not in reader()

    lead(ended("Förra", date(2014, 12, 1), date(2018, 6, 1), "replaced"), make_direction("Nästa"))

    assert all(picture.count('r="5.5"') == 1 for picture in pictures(reader()))


def test_today_is_a_line(reader: Open) -> None:
    make_direction()

    assert all(picture.count('class="today"') == 1 for picture in pictures(reader()))


def test_a_year_shows_what_flowed_then_and_nothing_else(reader: Open) -> None:
    old = ended("Gammal", date(2015, 1, 1), date(2016, 6, 1))
    now = make_direction("Nutida", started_on=date(2022, 1, 1))
    make_group("Då", direction=old, started_on=date(2015, 2, 1), ended_on=date(2016, 2, 1))

    page = reader("?year=2015")

    assert "Gammal" in page
    assert "Då" in page
    assert now.title not in page
    assert 'class="today"' not in page


def test_a_direction_is_shown_with_all_it_came_from_and_led_to(reader: Open) -> None:
    first = ended("Första", date(2015, 1, 1), date(2017, 6, 1), "replaced")
    middle = ended("Mellersta", date(2017, 6, 2), date(2020, 6, 1), "replaced")
    last, other = make_direction("Sista", started_on=date(2020, 6, 2)), make_direction("Annan")
    lead(first, middle)
    lead(middle, last)
    make_stage(middle, number=3, starts_on=date(2018, 1, 1), ends_on=date(2019, 6, 1))

    page = reader(f"?direction={middle.slug}")

    assert all(direction.title in page for direction in (first, middle, last))
    assert other.title not in page
    assert "Stage 3" in page


@pytest.mark.parametrize(
    "query",
    ["?year=1989", "?year=x", f"?year={10**30}", "?year=٢٠٢٠", "?direction=no", "?year=-1", "?year=2020x"],
)
def test_what_is_not_there_gives_the_whole_river_and_says_so(reader: Open, query: str) -> None:
    make_direction("Enklare vardag")

    page = reader(query)

    assert "There is no such part of the river." in page
    assert "Enklare vardag" in page


def test_without_a_direction_the_page_says_how_the_river_begins(reader: Open) -> None:
    page = reader()

    assert "No direction has started yet." in page
    assert pictures(page) == []


def test_names_are_escaped_in_the_picture_and_in_the_list(reader: Open) -> None:
    direction = make_direction("<script>alert(1)</script>", started_on=date(2015, 1, 1))
    make_group("<b>&\"'", direction=direction, started_on=date(2016, 1, 1))

    page = reader()

    assert "<script>alert" not in page
    assert "<b>&" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("days", [0, 1, 40])
def test_a_direction_as_young_as_can_be_is_in_the_picture(reader: Open, days: int) -> None:
    begun = today() - timedelta(days=days)
    young = make_direction("Ung", started_on=begun)
    make_group("Yngst", direction=young, started_on=begun)
    brief = ended("Kort", begun, begun)

    page = reader()

    assert listed(page).count(brief.get_absolute_url()) == 1
    assert all('aria-label="Ung' in picture for picture in pictures(page))


def test_a_merge_of_three_and_a_chain_of_ten_hold_together(reader: Open) -> None:
    goal = make_direction("Havet", started_on=date(2019, 9, 1))
    for number in range(3):
        lead(ended(f"Å {number}", date(2015, 1, 1), date(2019, 6, 1), "merged"), goal, "merged_into")
    earlier = goal
    for number in range(10):
        begun = date(2020, 1, 1) + timedelta(days=200 * number)
        later = make_direction(f"Led {number}", started_on=begun)
        lead(earlier, later, "split_from")
        earlier = later

    for picture in pictures(reader()):
        assert picture.count('aria-label="') == 1 + 3 + 10


def test_links_that_go_round_in_a_circle_do_no_harm(reader: Open) -> None:
    one = ended("Ett", date(2015, 1, 1), date(2018, 1, 1), "replaced")
    other = ended("Två", date(2017, 1, 1), date(2018, 6, 1), "merged")
    lead(one, other)
    lead(other, one)

    assert "out of Ett, became Ett" in listed(reader()) or "merged into Ett" in listed(reader())


def test_five_hundred_groups_are_all_listed_and_the_picture_gathers_most(reader: Open) -> None:
    direction = make_direction("Bred", started_on=date(2015, 1, 1))
    Group.objects.bulk_create(
        Group(
            kind=KindCode.WORKING_GROUP,
            name=f"Grupp {number}",
            slug=f"g-{number}",
            direction=direction,
            started_on=date(2016, 1, 1) + timedelta(days=7 * number),
        )
        for number in range(500)
    )

    page = reader()

    assert len(set(re.findall(r"/groups/(g-\d+)/", listed(page)))) == 500
    assert len(set(re.findall(r"/groups/(g-\d+)/", pictures(page)[0]))) == 4
    assert re.search(r">\+\d+<", pictures(page)[0])


def test_first_page_fetches_the_last_years_as_one_link(signed_in: Callable[[Person], Client]) -> None:
    make_stage(make_direction("Mat för framtiden"))
    long_ago = today() - timedelta(days=3000)
    make_direction("För länge sedan", started_on=long_ago, ended_on=long_ago, ending="ended")
    client = signed_in(make_person(language="en"))

    assert reverse("river:river_lately") in client.get(reverse("home")).content.decode()
    picture = client.get(reverse("river:river_lately")).content.decode()

    assert picture.count("<a ") == 1
    assert "Mat för" in picture
    assert "länge sedan" not in picture


def test_first_page_of_an_empty_portal_says_what_will_start_the_river(
    signed_in: Callable[[Person], Client],
) -> None:
    client = signed_in(make_person(language="en"))

    assert "No direction has started yet" in client.get(reverse("river:river_lately")).content.decode()
