"""What happens comes in one briefing and in no other, also on the day on which one is sent."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from re import findall
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from briefings import gathering as flow
from briefings.gathering import gather, next_briefing
from briefings.models import Briefing
from briefings.period import Period
from directions.models import Stage
from directions.staging import open_stage
from feedback.models import Review
from groups.models import Group
from tests.cast import World
from tests.factories.briefings import make_sent_briefing
from tests.factories.directions import make_direction, make_stage
from tests.factories.feedback import make_shared
from tests.factories.groups import make_group
from ui.dates import midnight, now, today

SignIn = Callable[..., Client]
DAY = timedelta(days=1)
NEW = reverse("briefings:new")


def begun(world: World) -> Briefing:
    draft = next_briefing()
    draft.text = draft.text or "Inget nytt."
    draft.begin(by=world.communicator)
    return draft


def send(draft: Briefing, world: World) -> str:
    """Its text, and it has been sent."""
    flow.send(draft, seen=draft.version, by=world.communicator)
    return draft.text


def tell(world: World, title: str) -> None:
    make_shared(world.convener, world.coordinator, group=world.group, title=title)


def test_straight_after_sending_nothing_is_new(world: World) -> None:
    tell(world, "Kön blev längre")
    world.group.end("ended", by=world.coordinator)
    make_stage(make_direction(), starts_on=today())
    sent = send(begun(world), world)

    following = next_briefing()

    assert all(told in sent for told in ("[Kön blev längre.]", "är slut", "[Etapp 1]"))
    assert following.text == ""
    assert following.covers_from == following.covers_to == today()


def test_what_happens_while_a_draft_is_written_comes_in_the_next(world: World) -> None:
    draft = begun(world)
    tell(world, "Medan vi skrev")
    world.group.end("ended", by=world.coordinator)
    sent = send(draft, world)
    tell(world, "Efteråt")

    following = next_briefing().text

    assert "Medan vi skrev" not in sent
    assert "är slut" not in sent
    assert following.count("[Medan vi skrev.]") == following.count("[Efteråt.]") == 1
    assert following.count("är slut") == 1


def test_group_and_stage_begun_later_the_same_day_come_in_the_next(world: World) -> None:
    send(begun(world), world)
    direction = make_direction("Energi")
    days = {"starts_on": today(), "ends_on": today() + 30 * DAY, "aim": "Se vad som drar."}
    open_stage(Stage(direction=direction, **days), [], by=world.coordinator)
    Group.objects.start(Group(name="Elräkningen", direction=direction, summary="Vad?"), by=world.coordinator)

    following = next_briefing()
    assert "Se vad som drar." in following.text
    assert "Gruppen [Elräkningen](" in following.text
    following.begin(by=world.communicator)
    send(following, world)

    assert next_briefing().text == ""


def test_stage_written_down_afterwards_is_told_and_one_to_come_waits_for_its_day(world: World) -> None:
    send(begun(world), world)
    direction, coming = make_direction("Energi"), make_direction("Ljus")
    for whose, starts_on in ((direction, today() - 5 * DAY), (coming, today() + DAY)):
        whose.started_on = today() - 9 * DAY
        whose.save()
        days = {"starts_on": starts_on, "ends_on": today() + 30 * DAY, "aim": whose.title}
        open_stage(Stage(direction=whose, **days), [], by=world.coordinator)

    assert "Energi" in next_briefing().text
    assert "Ljus" not in next_briefing().text
    tomorrow = Period(next_briefing().made_at, midnight(today() + DAY) + timedelta(seconds=1))
    assert "Ljus" in gather(tomorrow)
    assert "Energi" not in gather(tomorrow)


def test_answer_comes_once_with_what_it_answers_or_after_it(world: World) -> None:
    tell(world, "Kön blev längre")
    told = Review.objects.get()
    begins = told.shared_at or now()

    assert gather(Period(begins, now())).count("svarar: Tack!") == 1
    assert "[Kön blev längre.]" not in gather(Period(begins - DAY, begins))
    Review.objects.update(shared_at=begins - 2 * DAY)
    assert gather(Period(begins - DAY, now())).count("svarar: Tack!") == 1


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 1, 14), 23), (date(2026, 7, 1), 22)], ids=["winter", "summer"]
)
def test_day_begins_at_midnight_in_stockholm(world: World, day: date, hour: int) -> None:
    begins = datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - DAY
    before, after = Period(begins - DAY, begins), Period(begins, begins + DAY)
    ended: dict[str, Any] = {"ending": "ended", "direction": world.direction}
    make_group("Kvällen före", ended_on=day - DAY, **ended)
    make_group("Samma dag", ended_on=day, **ended)
    for title, shared_at in (("Sist", begins - timedelta(microseconds=1)), ("Först", begins)):
        tell(world, title)
        Review.objects.filter(feedback__title=title).update(shared_at=shared_at)

    assert midnight(day) == begins
    assert [name in gather(before) for name in ("[Kvällen före]", "[Sist.]")] == [True, True]
    assert [name in gather(after) for name in ("[Kvällen före]", "[Sist.]")] == [False, False]
    assert [name in gather(before) for name in ("[Samma dag]", "[Först.]")] == [False, False]
    assert [name in gather(after) for name in ("[Samma dag]", "[Först.]")] == [True, True]


# The form


def save(client: Client, **typed: str) -> Briefing:
    response = client.post(NEW, {"title": "Nytt", "text": "Ord.", "version": "0", **typed})
    assert response.status_code == 302
    return Briefing.objects.get(sent_at=None)


def test_form_left_open_leaves_nothing_out(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.communicator)
    page = client.get(NEW)
    (shown,) = findall(r'name="made_at" value="([^"]+)"', page.content.decode())
    tell(world, "Medan det stod öppet")

    draft = save(client, made_at=shown)

    assert draft.made_at == page.context["briefing"].made_at
    send(draft, world)
    assert "[Medan det stod öppet.]" in next_briefing().text


@pytest.mark.parametrize(
    "nonsense", ["", "nyss", "2026-13-45T00:00", "2026-01-01T00:00", "9999-12-31T23:59:59Z"]
)
def test_nonsense_is_no_time_at_which_a_draft_was_gathered(
    world: World, signed_in: SignIn, nonsense: str
) -> None:
    before = now()

    assert before <= save(signed_in(world.communicator), made_at=nonsense).made_at <= now()


def test_draft_gathered_before_the_last_one_was_begins_where_that_ended(
    world: World, signed_in: SignIn
) -> None:
    last = make_sent_briefing(world.coordinator)

    draft = save(signed_in(world.communicator), made_at="0001-01-01T00:00:00+23:59")

    assert draft.made_at == last.made_at


def test_page_says_that_nothing_is_new_and_another_may_be_begun(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.communicator)
    assert "Inget är nytt sedan det förra" not in client.get(NEW).content.decode()
    send(begun(world), world)

    assert "Inget är nytt sedan det förra" in client.get(NEW).content.decode()
    assert save(client, text="").text == ""


def test_second_of_a_month_is_not_called_as_the_first(world: World) -> None:
    first = begun(world)
    send(first, world)

    assert next_briefing().title not in {first.title, ""}
