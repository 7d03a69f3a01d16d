"""Acts: a verb that some app lists, whom it concerns, where it belongs, the way in, and who hears of it."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from groups import joining
from groups.directory_sync import sync_memberships
from groups.events import GroupEvent
from groups.hourly_jobs import run_hourly_jobs
from groups.models import JoinRequest, JoinState
from groups.models.join_state import EVENTS
from notices.kinds import NoticeKind
from people.events import Event, Scope, Source, acting_from, all_events, current_source, event_label, scope_of
from people.models import Act, Person
from tests.cast import World
from tests.factories.directions import make_plan
from tests.factories.feedback import make_post
from tests.factories.groups import make_group, seat
from tests.factories.meetings import make_meeting
from tests.factories.people import make_manager
from tests.factories.proposals import make_proposal
from tests.factories.workshops import make_workshop
from ui.dates import now

SignIn = Callable[..., Client]


# The verbs.


def test_every_verb_has_a_label_for_people_in_both_languages() -> None:
    for event in all_events():
        with override("en"):
            english = str(event.label)
        with override("sv"):
            swedish = str(event.label)
        assert english, event
        assert swedish not in {"", english}, event


def test_each_verb_and_each_label_stands_once_and_fits_its_column() -> None:
    values = Counter(event.value for event in all_events())
    labels = Counter(str(event.label) for event in all_events())

    assert [name for name, times in (values | labels).items() if times > 1] == []
    assert max(map(len, values)) <= 60


def test_verbs_of_an_app_stand_together() -> None:
    """No two lists of verbs begin with the same name, so whoever sees a verb knows where it is listed."""
    listed = {(event.value.split(".")[0], type(event)) for event in all_events()}

    assert len({name for name, _verbs in listed}) == len(listed)


def test_verb_that_has_been_taken_away_is_called_by_its_value() -> None:
    assert event_label("groups.abolished") == "groups.abolished"
    with override("sv"):
        assert event_label("groups.joined") == "gick med i gruppen"


@pytest.mark.parametrize("verb", ["joined", "groups.joined", NoticeKind.TURN])
def test_verb_that_no_app_lists_is_refused(world: World, verb: Event) -> None:
    with pytest.raises(TypeError):
        Act.objects.record(verb, world.group, by=world.member)

    assert not Act.objects.exists()


def test_every_state_of_a_request_to_join_has_its_verb() -> None:
    assert set(EVENTS) == set(JoinState)
    assert len(set(EVENTS.values())) == len(JoinState)


def test_trail_in_the_admin_calls_each_verb_and_way_in_by_its_label(world: World, signed_in: SignIn) -> None:
    joining.sign_up(world.group, world.manager)
    act = Act.objects.get(verb=GroupEvent.JOINED)
    client = signed_in(world.administrator)

    pages = [reverse("admin:people_act_changelist"), reverse("admin:people_act_change", args=[act.pk])]
    for page in (client.get(address).content.decode() for address in pages):
        assert "gick med i gruppen" in page
        assert "av ett kommando på servern" in page


# Whom it concerns, and where it belongs.


def test_act_says_whom_it_concerns_and_repeats_nobody_in_its_facts(world: World) -> None:
    joining.sign_up(world.group, world.manager)
    joining.wish(world.group, world.employee)

    acts = Act.objects.order_by("pk").values_list("verb", "person", "facts")
    assert list(acts) == [
        (GroupEvent.JOINED, world.manager.pk, {"role": "member"}),
        (GroupEvent.REQUEST_WISHED, world.employee.pk, {}),
    ]
    assert world.manager.acts_concerning.get().verb == GroupEvent.JOINED


def test_things_say_to_which_direction_and_group_they_belong(world: World) -> None:
    direction, group = world.direction.pk, world.group.pk
    whole = Scope(direction, group)
    request = joining.wish(world.group, world.employee)
    presentation = world.stage.presentations.create(
        body=world.storgrupp, on=world.stage.starts_on, planned_by=world.convener
    )

    assert scope_of(world.direction) == Scope(direction)
    assert scope_of(world.stage) == Scope(direction)
    assert scope_of(world.group) == whole
    assert scope_of(world.group.memberships.all()[0]) == whole
    assert scope_of(request) == whole
    assert scope_of(make_meeting(world.group)) == whole
    assert scope_of(make_post(world.member, group=world.group)) == whole
    assert scope_of(make_post(world.member, direction=world.direction)) == Scope()  # in their own name
    assert scope_of(make_proposal(world.convener, world.group)) == whole
    assert scope_of(presentation) == Scope(direction, world.storgrupp.pk)
    assert scope_of(world.storgrupp) == Scope(None, world.storgrupp.pk)
    for thing in (make_workshop(), make_plan(world.coordinator), world.member):
        assert scope_of(thing) == Scope()


def test_act_belongs_where_its_target_does(world: World) -> None:
    joining.sign_up(world.group, world.manager)

    act = Act.objects.get()
    assert (act.scope_direction, act.scope_group) == (world.direction.pk, world.group.pk)


# The way in.


def the_source() -> str:
    return Act.objects.latest("pk").source


def test_what_is_done_in_a_request_comes_from_the_web(world: World, signed_in: SignIn) -> None:
    signed_in(world.manager).post(reverse("groups:join", args=[world.group.slug]))

    assert the_source() == Source.WEB
    assert current_source() == Source.COMMAND  # and what comes after the request does not


def make_lapsed_offer() -> JoinRequest:
    group, sitting = make_group(seats=1), make_manager()
    seat(sitting, group)
    request = joining.queue_up(group, make_manager())
    joining.leave(group, sitting)
    JoinRequest.objects.update(offered_until=now() - timedelta(minutes=1))
    return request


def test_what_time_sets_off_comes_from_the_worker(world: World) -> None:
    make_lapsed_offer()

    call_command("worker", "--drain")

    assert Act.objects.get(verb=GroupEvent.REQUEST_LAPSED).source == Source.WORKER


def test_what_is_done_on_the_server_comes_from_a_command(world: World) -> None:
    make_lapsed_offer()

    run_hourly_jobs()

    assert Act.objects.get(verb=GroupEvent.REQUEST_LAPSED).source == Source.COMMAND


def test_what_follows_from_the_directory_comes_from_there(world: World) -> None:
    Person.objects.filter(pk=world.member.pk).update(is_active=False)
    world.member.refresh_from_db()

    with acting_from(Source.DIRECTORY):
        sync_memberships(world.member, by=world.administrator)

    assert Act.objects.get(verb=GroupEvent.LEFT).source == Source.DIRECTORY


def test_way_in_that_is_said_goes_before_the_one_that_is_known(world: World) -> None:
    with acting_from(Source.WEB):
        Act.objects.record(GroupEvent.JOINED, world.group, by=world.member, source=Source.API)

    assert the_source() == Source.API


def test_way_in_is_forgotten_when_what_was_done_fails() -> None:
    with pytest.raises(ZeroDivisionError), acting_from(Source.IMPORT):
        raise ZeroDivisionError

    assert current_source() == Source.COMMAND
