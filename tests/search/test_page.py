"""The page of what was found: one ordered list whose links lead there, narrowed and gone on with by links."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.answering import acknowledge
from feedback.models import Feedback, Receipt
from groups.models import Group
from groups.models.group import STARTING
from people.models import Person
from proposals.models import CarryingOut, Outcome
from tests.cast import World
from tests.factories.feedback import make_post, review
from tests.factories.groups import make_group
from tests.factories.people import make_manager, make_person, make_unit
from tests.factories.proposals import make_decided, make_proposal
from tests.search.making import index_all
from ui.dates import today

SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def in_english(world: World) -> None:
    """What pages say is looked for in the words of the templates."""
    Person.objects.update(language="en")


def tell(world: World, count: int = 1, **words: str) -> None:
    for number in range(count):
        said = {"title": f"Soppa {number}", "text": "Först kom gröten. Sedan åt vi soppan med sked."} | words
        make_post(world.convener, group=world.group, **said)


def results(page: str) -> list[str]:
    found = re.search(r'<ol class="findings" id="results">(.*?)</ol>', page, re.DOTALL)
    return re.findall(r"<li\b.*?</li>", found[1], re.DOTALL) if found else []


def test_result_says_what_it_is_where_it_stands_and_the_sentence(world: World, signed_in: SignIn) -> None:
    tell(world)
    index_all()

    (result,) = results(signed_in(world.convener).get("/search/", {"q": "soppor"}).content.decode())

    first_tag = re.findall(r"<(\w+)[ >]", result)
    assert first_tag[:3] == ["li", "h2", "a"]
    assert "<mark>Soppa</mark> 0</a>" in result
    assert "Sedan åt vi <mark>soppan</mark> med sked." in result
    assert "Först kom gröten" not in result
    for words in ("Feedback", "Waiting for review", "Mat för framtiden", "hue-", "Nobody has read it yet."):
        assert words in result


def test_feedback_that_was_read_says_so_in_one_sentence_as_in_the_lists(
    world: World, signed_in: SignIn
) -> None:
    """It used to say of each body that it has it to read, when it had read it long ago."""
    tell(world)
    (receipt,) = Receipt.objects.filter(body=world.storgrupp)
    acknowledge(receipt, by=world.storgrupp_member)
    index_all()

    (result,) = results(signed_in(world.convener).get("/search/", {"q": "soppor"}).content.decode())

    assert "Storgruppen has read it." in result
    assert "Styrgruppen" not in result


def test_unit_says_who_manages_it_and_no_longer_who_has_left(world: World, signed_in: SignIn) -> None:
    unit = make_unit("Fyrvaktarna")
    manager = make_manager("Märta Fyr", unit=unit)
    make_person("Nils Fyr", unit=unit)
    index_all()

    def said() -> str:
        page = signed_in(world.convener).get("/search/", {"q": "Fyrvaktarna", "kind": "unit", "all": 1})
        return "".join(results(page.content.decode()))

    assert "Manager: Märta Fyr" in said()
    Person.objects.filter(pk=manager.pk).update(is_active=False)
    assert "Fyrvaktarna" in said()
    assert "Manager" not in said()


def test_answered_feedback_says_so(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group, title="Soppa")
    index_all()
    review(post, world.coordinator, "Gott!")

    (result,) = results(signed_in(world.convener).get("/search/", {"q": "soppa"}).content.decode())

    assert "Answered" in result
    assert "Samordningsgruppen has answered." in result


def test_answer_that_is_due_is_late_once_its_day_has_passed(world: World, signed_in: SignIn) -> None:
    """Though nothing has happened since the index was written, and though another body has answered."""
    tell(world)
    review(Feedback.objects.get(), world.coordinator, "Gott!")
    index_all()
    client = signed_in(world.convener)

    def found(answer_by: date) -> str:
        Receipt.objects.filter(body=world.storgrupp).update(answer_by=answer_by)
        (result,) = results(client.get("/search/", {"q": "soppor"}).content.decode())
        return result

    today_still = found(today())
    assert '<span class="tag tag--open">Answered</span>' in today_still
    assert " late" not in today_still
    late = found(today() - timedelta(days=1))
    assert '<span class="tag tag--now">An answer is overdue</span>' in late
    assert '<p class="meta late">Storgruppen should have answered by' in late


def test_decision_that_is_not_carried_out_by_its_day_is_late(world: World, signed_in: SignIn) -> None:
    people = (world.convener, world.group, world.storgrupp_member, world.director)
    decided = make_decided(*people, Outcome.APPROVED, title="Soppa")
    index_all()
    client = signed_in(world.convener)

    def found(due_on: date) -> str:
        CarryingOut.objects.filter(decision__round__proposal=decided).update(due_on=due_on)
        (result,) = results(client.get("/search/", {"q": "soppor"}).content.decode())
        return result

    assert '<span class="tag tag--open">Approved, being carried out</span>' in found(today())
    late = found(today() - timedelta(days=1))
    assert '<span class="tag tag--now">Approved, and late</span>' in late
    assert "was to carry it out by" in late


def pages(client: Client, address: str) -> Iterator[str]:
    """One after the other, by the link to more."""
    while address:
        page = client.get(address).content.decode()
        yield page
        more = re.search(r'href="(\?[^"]*)" rel="next"', page)
        address = f"/search/{more[1]}".replace("&amp;", "&") if more else ""


def test_every_hit_comes_once_page_after_page(world: World, signed_in: SignIn) -> None:
    tell(world, 45)
    index_all()
    client = signed_in(world.convener)

    shown = [results(page) for page in pages(client, "/search/?q=soppa")]

    assert [len(page) for page in shown] == [20, 20, 5]
    assert len({result for page in shown for result in page}) == 45


def test_ways_to_narrow_lead_to_fewer_and_back(world: World, signed_in: SignIn) -> None:
    tell(world)
    make_person("Sven Soppa")
    index_all()
    client = signed_in(world.convener)

    page = client.get("/search/", {"q": "soppa"}).content.decode()
    assert len(results(page)) == 2
    narrowed = re.search(r'href="(\?[^"]*kind=person[^"]*)"', page)
    assert narrowed
    page = client.get(f"/search/{narrowed[1].replace('&amp;', '&')}").content.decode()
    assert len(results(page)) == 1
    back = re.search(r'href="(\?[^"]*)" aria-current="true"', page)
    assert back
    assert len(results(client.get(f"/search/{back[1].replace('&amp;', '&')}").content.decode())) == 2


def test_whole_name_of_a_group_or_a_person_leads_there(world: World, signed_in: SignIn) -> None:
    index_all()
    client = signed_in(world.employee)

    assert client.get("/search/", {"q": "lunch med  ELEVERNA"}).url == world.group.get_absolute_url()
    assert client.get("/search/", {"q": "Hanna Medlem"}).url == f"/people/{world.member.pk}/"
    assert client.get("/search/", {"q": "Hanna Medlem", "all": "1"}).status_code == 200
    make_person("Hanna Medlem")
    index_all()
    assert client.get("/search/", {"q": "Hanna Medlem"}).status_code == 200


def test_nothing_found_says_whom_to_ask(world: World, signed_in: SignIn) -> None:
    index_all()

    page = signed_in(world.employee).get("/search/", {"q": "rymdraket"}).content.decode()

    assert results(page) == []
    assert "Nothing that you may read is about that." in page
    assert "Ask those who know" in page


def test_suggestions_are_options_that_lead_there(world: World, signed_in: SignIn) -> None:
    index_all()

    few = signed_in(world.employee).get("/search/suggest/", {"q": "lunch me"}).content.decode()

    assert re.findall(r'role="option"', few) == ['role="option"']
    assert f'data-href="{world.group.get_absolute_url()}"' in few
    assert "<mark>Lunch</mark>" in few


def test_page_costs_few_queries_however_much_is_found(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.coordinator)

    def cost() -> int:
        index_all()
        client.get("/search/", {"q": "soppa"})  # the words that are new are taken in
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/search/", {"q": "soppa"}).status_code == 200
        return len(queries)

    tell(world, 2)
    few = cost()
    tell(world, 30)

    assert cost() <= few <= 20


def resembling(page: str) -> list[str]:
    shown = page[page.index('id="related"') :] if 'id="related"' in page else "</ul>"
    return re.findall(r'<strong lang="sv">(.*?)</strong>', shown[: shown.index("</ul>")])


def test_group_that_is_starting_is_told_what_resembles_it(world: World, signed_in: SignIn) -> None:
    """Ended ones included, nothing that one may not read, and only for its first time."""
    ended = {"started_on": date(2020, 1, 1), "ended_on": date(2024, 1, 1)}
    make_group("Soppan på rasten", direction=world.direction, **ended)
    make_post(world.outsider, direction=world.direction, title="Soppan, hemligt")
    new = make_group("Soppa varje dag", direction=world.direction, started_on=today())
    index_all()

    def alike() -> list[str]:
        return resembling(signed_in(world.employee).get(new.get_absolute_url()).content.decode())

    assert alike()[0] == "Soppan på rasten"
    assert not {"Soppan, hemligt", "Soppa varje dag"} & set(alike())
    Group.objects.filter(pk=new.pk).update(started_on=today() - STARTING)
    assert alike() == []


def test_proposal_that_is_written_is_told_what_resembles_it(world: World, signed_in: SignIn) -> None:
    ended = {"started_on": date(2020, 1, 1), "ended_on": date(2024, 1, 1)}
    make_group("Soppan på rasten", direction=world.direction, **ended)
    draft = make_proposal(world.convener, world.group, title="Soppa varje dag")
    make_proposal(world.outsider, world.foreign_group, title="Soppa, deras utkast")
    index_all()
    client = signed_in(world.convener)

    page = client.get(reverse("proposals:edit", args=[draft.pk])).content.decode()
    assert "Soppan på rasten" in resembling(page)
    assert not {"Soppa varje dag", "Soppa, deras utkast"} & set(resembling(page))
    assert resembling(client.get(reverse("proposals:new", args=[world.group.slug])).content.decode()) == []


def test_direction_leads_to_three_things_that_resemble_it(world: World, signed_in: SignIn) -> None:
    """What has ended too, and nothing that one may not read."""
    for number in range(4):
        make_group(f"Framtidens mat {number}", direction=world.direction, ended_on=world.group.started_on)
    make_post(world.outsider, direction=world.direction, title="Mat för framtiden, hemligt")
    index_all()

    page = signed_in(world.employee).get(world.direction.get_absolute_url()).content.decode()

    shown = page[page.index('id="related"') :]
    assert len(re.findall(r'class="row-link"', shown[: shown.index("</ul>")])) == 3
    assert "Framtidens mat 3" in shown
    assert "hemligt" not in shown
