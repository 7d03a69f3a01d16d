"""The plan: revisions that stay, one on top, and a word when half a year has gone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from directions.events import DirectionEvent
from directions.models import Plan
from people.models import Act, Person
from tests.cast import World
from tests.factories.directions import make_plan
from ui.dates import months_after, today

SignIn = Callable[..., Client]
REVISE = "/plan/revise/"


@pytest.fixture(autouse=True)
def in_english(world: World) -> None:
    """What pages say is looked for in the words of the templates."""
    Person.objects.update(language="en")


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def written(number: int, **more: str) -> dict[str, str]:
    """What the form sends that was opened when revision `number` held."""
    return {"text": "Ny text.", "what_changed": "Nytt mål.", "based_on": str(number)} | more


def test_first_plan_needs_not_say_what_changed(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.communicator)
    assert "There is no plan yet" in body(client, reverse("directions:plan"))

    answer = client.post(REVISE, {"text": "## Mål\r\nEnklare.", "based_on": "0"})

    plan = Plan.objects.get()
    assert answer["Location"] == plan.get_absolute_url()
    assert (plan.number, plan.text, plan.revised_by) == (1, "## Mål\nEnklare.", world.communicator)
    assert Act.objects.get(verb=DirectionEvent.PLAN_REVISED).target == plan


def test_revision_comes_on_top_and_the_earlier_stays(world: World, signed_in: SignIn) -> None:
    first = make_plan(world.coordinator, text="Gammal text.")
    client = signed_in(world.coordinator)
    assert "Gammal text." in body(client, REVISE)

    client.post(REVISE, written(1))

    page = body(signed_in(world.employee), reverse("directions:plan"))
    assert "Ny text." in page
    assert "Nytt mål." in page
    assert first.get_absolute_url() in page
    earlier = body(signed_in(world.employee), first.get_absolute_url())
    assert "Gammal text." in earlier
    assert "This is an earlier revision." in earlier


def test_later_revision_says_what_changed(world: World, signed_in: SignIn) -> None:
    make_plan(world.coordinator)
    answer = signed_in(world.coordinator).post(REVISE, written(1, what_changed=" "))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["what_changed"])
    assert "Ny text." in answer.content.decode()


def test_revision_that_changes_nothing_is_refused_with_a_sentence(world: World, signed_in: SignIn) -> None:
    make_plan(world.coordinator, text="Rad ett.\nRad två.")
    answer = signed_in(world.coordinator).post(REVISE, written(1, text="Rad ett.\r\nRad två.\r\n"))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["text"])
    assert Plan.objects.count() == 1


def test_who_was_slower_is_told_and_keeps_every_word(world: World, signed_in: SignIn) -> None:
    make_plan(world.coordinator)
    newer = make_plan(world.communicator)
    client = signed_in(world.coordinator)

    answer = client.post(REVISE, written(1))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{world.communicator} has saved revision 2 since you started." in page
    assert newer.get_absolute_url() in page
    assert reverse("directions:plan_changes", args=[2]) in page
    assert "Ny text." in page
    assert "Nytt mål." in page
    assert Plan.objects.current() == newer


def test_who_was_told_may_save_on_top_of_the_newer_one(world: World, signed_in: SignIn) -> None:
    make_plan(world.coordinator)
    make_plan(world.communicator)
    client = signed_in(world.coordinator)
    shown = client.post(REVISE, written(1)).context["form"]["based_on"].value()

    client.post(REVISE, written(shown))

    assert (shown, Plan.objects.get(number=3).text) == (2, "Ny text.")


def test_a_word_that_is_missing_does_not_hide_that_somebody_was_quicker(
    world: World, signed_in: SignIn
) -> None:
    make_plan(world.coordinator)
    make_plan(world.communicator)
    answer = signed_in(world.coordinator).post(REVISE, written(1, what_changed=""))

    assert "has saved revision 2 since you started" in answer.content.decode()


def test_unique_number_decides_between_two_at_the_same_moment(world: World) -> None:
    """Past the look at what holds, as for whoever looked before the other had saved."""
    newer = make_plan(world.communicator)

    with pytest.raises(ValidationError) as refused:
        Plan.objects.all()._add(Plan(number=1, text="Ny.", revised_by=world.coordinator))

    assert refused.value.code == "replaced"
    assert Plan.objects.get() == newer


def test_database_keeps_one_revision_of_each_number(world: World) -> None:
    make_plan(world.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_plan(world.coordinator, number=1)


def test_same_form_sent_twice_makes_one_revision(world: World, signed_in: SignIn) -> None:
    make_plan(world.coordinator)
    client = signed_in(world.coordinator)
    sent = written(1, form_key="8b6c0c9e-6d8d-4c7e-9a38-0f1f2b1f4b11")

    addresses = {client.post(REVISE, sent)["Location"] for _ in range(2)}

    assert addresses == {Plan.objects.get(number=2).get_absolute_url()}


@pytest.mark.parametrize("based_on", ["", "x", "-1", "9", "9" * 400, "\x00"])
def test_made_up_number_replaces_nothing(world: World, signed_in: SignIn, based_on: str) -> None:
    make_plan(world.coordinator)
    answer = signed_in(world.coordinator).post(REVISE, written(1, based_on=based_on))

    assert answer.status_code == 422
    assert Plan.objects.count() == 1


def test_changes_compare_a_revision_with_the_one_before(world: World, signed_in: SignIn) -> None:
    make_plan(world.coordinator, text="Vi möts varje månad i köket.")
    make_plan(world.coordinator, text="Vi möts varje vecka i köket.")
    client = signed_in(world.employee)

    page = body(client, reverse("directions:plan_changes", args=[2]))

    assert "månad" in page.split("<del>")[1].split("</del>")[0]
    assert "vecka" in page.split("<ins>")[1].split("</ins>")[0]
    body(client, reverse("directions:plan_changes", args=[1]), status=404)
    body(client, reverse("directions:plan_changes", args=[3]), status=404)


@pytest.mark.parametrize(
    ("day", "half_a_year_on"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 30), date(2026, 12, 30)),
        (date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_half_a_year_is_six_calendar_months(day: date, half_a_year_on: date) -> None:
    assert months_after(day, 6) == half_a_year_on
    assert Plan(revised_on=day).due_on == half_a_year_on


def test_plan_is_due_from_the_very_day(world: World) -> None:
    make_plan(world.coordinator, revised_on=today() - timedelta(days=400))
    plan = make_plan(world.coordinator)
    assert Plan.objects.current() == plan
    assert plan.due_on == months_after(today(), 6)
    assert plan.days_overdue is None

    for days in (0, 5):
        plan.revised_on = months_after(today() - timedelta(days=days), -6)
        plan.save()
        assert plan.days_overdue == (today() - plan.due_on).days >= 0


def test_page_says_when_half_a_year_has_gone(world: World, signed_in: SignIn) -> None:
    plan = make_plan(world.coordinator)
    client, gone = signed_in(world.employee), "Six months have passed"
    assert gone not in body(client, reverse("directions:plan"))

    Plan.objects.filter(pk=plan.pk).update(revised_on=today() - timedelta(days=190))
    assert gone in body(client, reverse("directions:plan"))
