"""Who hears of an act: some in its transaction, some after it; of each, also when many things end at once."""

import logging
from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType

from directions.lifespan import Ending
from feedback import writing
from feedback.events import FeedbackEvent
from files.events import FileEvent
from groups import joining
from groups.events import GroupEvent
from groups.models import Meeting
from people.models import Act
from portal import subscribers
from tests.cast import World
from tests.factories.attachments import attach
from tests.factories.feedback import make_draft
from tests.factories.groups import seat
from tests.factories.people import make_person


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What two subscribers in the transaction and two after it have heard, in order."""
    told: list[tuple[str, str]] = []

    def hears(name: str) -> Callable[[Act], None]:
        return lambda act: told.append((name, act.verb))

    monkeypatch.setattr(subscribers, "IN_TRANSACTION", [hears("index"), hears("outbox")])
    monkeypatch.setattr(subscribers, "AFTER_COMMIT", [hears("metrics"), hears("log")])
    return told


def test_subscribers_hear_in_the_order_of_the_lists_those_of_the_second_once_it_is_certain(
    world: World, heard: list, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        joining.sign_up(world.group, world.manager)
        assert [name for name, _verb in heard] == ["index", "outbox"]

    assert [name for name, _verb in heard] == ["index", "outbox", "metrics", "log"]
    assert {verb for _name, verb in heard} == {GroupEvent.JOINED}


def fails(act: Act) -> None:
    raise ConnectionError("somewhere else")


def test_what_fails_in_the_transaction_undoes_all_of_it(
    world: World, heard: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscribers, "IN_TRANSACTION", [fails])

    with pytest.raises(ConnectionError):
        joining.sign_up(world.group, world.manager)

    assert not world.manager.memberships.exists()
    assert not Act.objects.exists()
    assert heard == []


def test_what_fails_after_the_commit_is_logged_and_hinders_nothing(
    world: World,
    heard: list,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Callable,
) -> None:
    monkeypatch.setattr(subscribers, "AFTER_COMMIT", [fails, *subscribers.AFTER_COMMIT])

    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        joining.sign_up(world.group, world.manager)

    assert world.manager.memberships.current().exists()
    assert [name for name, _verb in heard] == ["index", "outbox", "metrics", "log"]
    assert "somewhere else" in caplog.text


# What ends many things at once writes each of them.


def test_group_that_ends_writes_that_each_member_left_and_tells_of_each(world: World, heard: list) -> None:
    sitting = set(world.group.people())

    world.group.end(Ending.ENDED, by=world.coordinator)

    left = Act.objects.filter(verb=GroupEvent.LEFT).select_related("person")
    assert {act.person for act in left} == sitting
    assert {act.facts["role"] for act in left} == {"member", "convener"}
    assert heard.count(("index", GroupEvent.LEFT)) == len(sitting)
    assert Act.objects.latest("pk").verb == GroupEvent.ENDED


def test_ending_a_group_costs_the_same_however_many_sit_in_it(
    world: World, django_assert_num_queries: Callable
) -> None:
    for _number in range(8):
        seat(make_person(), world.group)

    ContentType.objects.get_for_model(Meeting)  # is asked for once a process
    with django_assert_num_queries(16):  # eight of them are the index's
        world.group.end(Ending.ENDED, by=world.coordinator)


def test_draft_that_is_thrown_away_writes_which_files_went_with_it_and_not_what_they_were_called(
    world: World,
) -> None:
    draft = make_draft(world.member, group=world.group)
    files = [attach(draft, world.member, name).pk for name in ("protokoll.pdf", "bild.png")]

    writing.discard(draft, by=world.member)

    acts = Act.objects.order_by("pk").values_list("verb", "facts")
    assert [(verb, facts) for verb, facts in acts] == [
        (FileEvent.REMOVED, {"file": files[0]}),
        (FileEvent.REMOVED, {"file": files[1]}),
        (FeedbackEvent.DISCARDED, {}),
    ]
