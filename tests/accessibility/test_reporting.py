"""Whoever meets an obstacle says so without a name, and it lands with those who lead the work."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from accessibility import limits, reporting
from accessibility.models import Report
from notices.models import Notice
from people.models import Act, Person
from tests.cast import World
from tests.factories.accessibility import make_report

SignIn = Callable[[Person], Client]
REPORT = reverse("accessibility:report")
QUEUE = reverse("admin:accessibility_report_changelist")
TYPED = {"text": "Knappen Spara läses inte upp.", "page": "/groups/new/", "reply_to": ""}


def test_stranger_reports_and_is_thanked(world: World) -> None:
    answer = Client().post(REPORT, TYPED, follow=True)

    report = Report.objects.get()
    assert (report.text, report.page, report.handled_at) == (TYPED["text"], TYPED["page"], None)
    assert "Tack." in answer.content.decode()


def test_who_was_signed_in_is_kept_nowhere(world: World, signed_in: SignIn) -> None:
    signed_in(world.employee).post(REPORT, TYPED)

    kept = Report.objects.values().get()
    assert {name: value for name, value in kept.items() if value and name not in {"id", "at"}} == {
        "text": TYPED["text"],
        "page": TYPED["page"],
    }
    act = Act.objects.get(verb="accessibility.reported")
    assert (act.by, act.person) == (None, None)


def test_form_knows_the_page_one_came_from_and_nothing_of_what_was_asked_of_it(world: World) -> None:
    here = {"Referer": "http://testserver/groups/?q=hemligt"}
    page = Client().get(REPORT, headers=here).content.decode()
    assert "\n/groups/</textarea>" in page
    assert "hemligt" not in page
    assert (
        "elsewhere"
        not in Client().get(REPORT, headers={"Referer": "https://elsewhere.example/"}).content.decode()
    )


def test_sent_twice_it_is_one_report(world: World) -> None:
    typed = TYPED | {"form_key": str(uuid4())}
    client = Client()
    client.post(REPORT, typed)
    client.post(REPORT, typed)

    assert Report.objects.count() == 1
    assert Act.objects.filter(verb="accessibility.reported").count() == 1


def test_empty_report_is_told_beside_the_field(world: World) -> None:
    answer = Client().post(REPORT, {"text": "  "})

    assert answer.status_code == 422
    assert 'href="#id_text"' in answer.content.decode()
    assert not Report.objects.exists()


def test_coordination_group_finds_it_at_home_and_in_its_queue(world: World, signed_in: SignIn) -> None:
    make_report()

    for person in (world.coordinator, world.communicator):
        home = signed_in(person).get("/").content.decode()
        assert QUEUE in home
        assert "1 anmält hinder väntar på att bli läst" in home
    assert QUEUE not in signed_in(world.employee).get("/").content.decode()
    queue = signed_in(world.coordinator).get(QUEUE, {"handled": "no"}).content.decode()
    assert "Skärmläsaren hoppar över knappen Spara." in queue


def test_they_are_told_once_while_reports_wait(world: World) -> None:
    first, _second = make_report(), make_report("En till.")
    told = {notice.person for notice in Notice.objects.about(first)}
    assert told == {world.coordinator, world.communicator}
    assert Notice.objects.count() == len(told)

    reporting.handle(first, done="Knappen har ett namn.", by=world.coordinator)
    assert not Notice.objects.about(first).filter(read_at=None).exists()


def test_coordinator_says_what_was_done(world: World, signed_in: SignIn) -> None:
    report = make_report()
    client = signed_in(world.coordinator)
    unsaid = client.post(report.get_absolute_url(), {"done": "", "text": "Ändrat."})
    assert unsaid.status_code == 200
    assert Report.objects.waiting().exists()

    client.post(report.get_absolute_url(), {"done": "Knappen har ett namn nu.", "text": "Ändrat."})

    report.refresh_from_db()
    assert (report.done, report.handled_by) == ("Knappen har ett namn nu.", world.coordinator)
    assert report.text == "Skärmläsaren hoppar över knappen Spara."
    client.get(QUEUE)  # which says that it is saved
    assert QUEUE not in client.get("/").content.decode()


def test_form_cannot_be_flooded_from_one_browser(world: World) -> None:
    client = Client(enforce_csrf_checks=False)
    client.get(REPORT)
    answers = [client.post(REPORT, TYPED | {"text": f"Hinder {number}."}) for number in range(61)]

    assert {answer.status_code for answer in answers[:10]} == {302}
    assert answers[-1].status_code == 422
    assert str(limits.TOO_OFTEN) in answers[-1].content.decode()
    assert "Hinder 60." in answers[-1].content.decode(), "what was typed is still there"
    assert Report.objects.count() <= 60


def test_a_building_full_of_browsers_can_report(world: World) -> None:
    def send(number: int) -> Any:
        client = Client()
        client.get(REPORT)
        return client.post(REPORT, TYPED)

    assert {send(number).status_code for number in range(20)} == {302}


def test_page_of_the_obstacle_comes_along_through_the_statement(world: World) -> None:
    """The foot of every page leads to the statement, and the form said that the obstacle is there."""
    statement = reverse("accessibility:statement")
    page = Client().get(statement, headers={"Referer": "http://testserver/river/?q=hemligt"}).content.decode()
    (onward,) = set(re.findall(r'href="(/accessibility/report/[^"]*)"', page))

    from_there = {"Referer": f"http://testserver{statement}"}
    assert Client().get(onward, headers=from_there).context["form"]["page"].value() == "/river/"
    assert Client().get(REPORT, headers=from_there).context["form"]["page"].value() == ""
    for evil in ("https://elsewhere.example/a/", "//elsewhere.example/a/", "javascript:alert(1)"):
        assert Client().get(REPORT, {"page": evil}).context["form"]["page"].value() == ""


def test_queue_is_narrowed_to_what_is_not_handled_in_words(world: World, signed_in: SignIn) -> None:
    report, handled = make_report(), make_report()
    reporting.handle(handled, done="Rättat.", by=world.coordinator)
    desk = signed_in(world.coordinator)

    def shown(choice: str) -> list[int]:
        return [row.pk for row in desk.get(QUEUE, {"handled": choice}).context["cl"].result_list]

    assert shown("no") == [report.pk]
    assert shown("yes") == [handled.pk]
    assert "Inte hanterade än" in desk.get(QUEUE).content.decode()
