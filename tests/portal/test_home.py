"""The first page: what waits, one's groups, what is new, the way in for a beginner."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from groups import joining
from groups.models import Group
from people import directory
from people.events import Source
from people.models import HeldChange, Person
from portal.home import Waiting, front_page
from portal.tasks import tasks
from tests.cast import World
from tests.factories.directions import make_direction, make_plan, make_stage
from tests.factories.feedback import make_draft, make_post, make_receipt, make_shared
from tests.factories.groups import make_group
from tests.factories.meetings import make_meeting
from tests.factories.proposals import make_recommended
from ui.dates import months_after, now, today
from ui.task import Task

SignIn = Callable[..., Client]


def test_coordinator_is_told_how_many_wait_and_since_when(world: World) -> None:
    make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=9))
    make_post(world.employee, direction=world.direction)
    make_post(world.coordinator, direction=world.direction, completed_at=now() - timedelta(days=30))

    (task,) = tasks(world.coordinator, [])
    assert (task.days, task.is_late) == (9, True)
    assert task.what.startswith("2 ")


def test_convener_is_told_of_the_groups_drafts_and_a_member_is_not(world: World) -> None:
    post = make_draft(world.member, group=world.group)
    assert [task.address for task in tasks(world.convener, [])] == [post.get_absolute_url()]
    assert tasks(world.member, []) == []


def test_coordinators_and_communicator_are_told_when_half_a_year_has_gone_since_the_plan(
    world: World,
) -> None:
    make_plan(world.coordinator, revised_on=months_after(today(), -7))
    for who in (world.coordinator, world.communicator):
        assert [task.address for task in tasks(who, [])] == [reverse("directions:plan")]
    assert tasks(world.convener, []) == []

    make_plan(world.coordinator)
    assert tasks(world.coordinator, []) == []


def test_new_shows_only_what_has_been_shared(world: World) -> None:
    make_post(world.convener, group=world.group)
    shared = make_shared(world.convener, world.coordinator, group=world.group)
    assert list(front_page(world.coordinator)["stories"]) == [shared]


def test_new_says_that_an_answer_is_overdue_though_another_has_answered(
    world: World, signed_in: SignIn
) -> None:
    shared = make_shared(world.convener, world.coordinator, group=world.group, kind="question")
    assert "ett svar är försenat" not in signed_in(world.member).get(reverse("home")).content.decode()

    shared.receipts.filter(body=world.storgrupp).update(answer_by=today() - timedelta(days=1))

    assert "ett svar är försenat" in signed_in(world.member).get(reverse("home")).content.decode()


def test_stages_that_end_soon_are_told_by_day_whosever_they_are(world: World) -> None:
    """One's own puts no nearer end aside; of those that end on the same day it comes first."""
    ends = {"Elden": 29, "Torget": 30, "Vägen": 11}
    nearer, same_day, nearest = (
        make_stage(make_direction(title), ends_on=today() + timedelta(days=days))
        for title, days in ends.items()
    )
    assert front_page(world.convener)["ending"] == [nearest, nearer]

    for stage in (nearer, nearest):
        stage.delete()
    assert front_page(world.convener)["ending"] == [world.stage, same_day]


def test_beginner_is_shown_the_way_through_her_manager(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.employee).get(reverse("home")).content.decode()
    assert world.manager.name in page
    assert reverse("groups:list") + "?open=on" in page


def test_whoever_has_left_is_not_told_that_they_are_in_no_group_yet(world: World, signed_in: SignIn) -> None:
    joining.leave(world.group, world.member)

    page = signed_in(world.member).get(reverse("home")).content.decode()

    assert "Du är inte med i någon grupp. Här nedanför" in page


def test_what_waits_stands_in_order_of_need_and_age(world: World) -> None:
    late, fresh, decision = (
        Task("late", "", 30, "", ""),
        Task("fresh", "", 2, "", ""),
        Task("decision", "", 1, "", "", only_theirs=True),
    )
    older = Task("older", "", 5, "", "", past_due=False)

    waiting = sorted([fresh, older, late, decision], key=lambda task: task.need)

    assert waiting == [decision, late, older, fresh]


def test_what_waits_less_is_unfolded_when_one_asks_for_it(world: World, signed_in: SignIn) -> None:
    posts = [make_draft(world.member, group=world.group, title=f"Utkast {number}") for number in range(5)]

    page = signed_in(world.convener).get(reverse("home")).content.decode()
    at_once, _fold, folded = page.partition('<details class="tasks__more')

    shown = [post for post in posts if f'href="{post.get_absolute_url()}"' in at_once]
    unfolded = [post for post in posts if f'href="{post.get_absolute_url()}"' in folded]
    assert (len(shown), len(unfolded)) == (3, 2)
    assert "5 saker" in at_once or "Fem saker" in at_once
    assert "2 saker till väntar" in folded


def test_fold_never_holds_one_thing_alone() -> None:
    tasks = [Task(str(number), "", number, "", "") for number in range(12)]
    assert [len(Waiting(tasks[:count]).rest) for count in (3, 4, 5, 9)] == [0, 0, 2, 6]
    assert Waiting(tasks[:4]).are_many
    assert not Waiting(tasks[:3]).are_many
    assert Waiting(tasks[:8]).fits_beside
    assert not Waiting(tasks[:9]).fits_beside


def test_directors_decision_stands_first(world: World) -> None:
    make_recommended(world.convener, world.group, world.storgrupp_member)
    make_post(world.convener, group=world.group, completed_at=now() - timedelta(days=40))

    first, *others = tasks(world.director, [])

    assert first.only_theirs
    assert not all(task.only_theirs for task in others)


def test_vacancy_waits_with_whoever_fills_it(world: World) -> None:
    make_group("Utan sammankallande", started_on=today() - timedelta(days=12))

    (mine,) = [task for task in tasks(world.coordinator, []) if "Utan sammankallande" in task.what]
    seats = [task for task in tasks(world.director, []) if task.address == _appointing(world)]

    assert mine.days == 12
    assert seats
    assert all(task.only_theirs for task in seats)
    assert not any("Utan sammankallande" in task.what for task in tasks(world.convener, []))


def _appointing(world: World) -> str:
    return reverse("groups:appoint", args=[world.coordination_group.slug])


def test_next_meeting_is_of_ones_own_groups_and_of_the_ledarforum_for_managers(world: World) -> None:
    make_meeting(world.foreign_group)
    later = make_meeting(world.ledarforum, starts_at=now() + timedelta(days=9))
    own = make_meeting(world.group, starts_at=now() + timedelta(days=5))

    assert front_page(world.member)["next_meeting"] == own
    assert front_page(world.manager)["next_meeting"] == later
    assert front_page(world.employee)["next_meeting"] is None


def test_newcomer_is_told_what_this_is_until_told_to_go(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    dismiss = reverse("dismiss_introduction")
    assert dismiss in client.get(reverse("home")).content.decode()

    client.post(dismiss)

    assert dismiss not in client.get(reverse("home")).content.decode()
    assert dismiss in signed_in(world.manager).get(reverse("home")).content.decode()


def test_member_visitor_and_reader_of_an_ended_group_meet_different_things_first(
    world: World, signed_in: SignIn
) -> None:
    make_meeting(world.group)
    ended = make_group(direction=world.direction, ended_on=today(), closing_words="Tack för allt.")

    def sections(person: Person, group: Group) -> list[str]:
        page = signed_in(person).get(group.get_absolute_url()).content.decode()
        words = {"joining": 'id="joining"', "charter": "facts", "members": 'id="members"', "end": "Tack för"}
        places = {name: page.find(sign) for name, sign in words.items() if sign in page}
        return sorted(places, key=places.__getitem__)

    assert sections(world.member, world.group) == ["joining", "members", "charter"]
    assert sections(world.employee, world.group) == ["charter", "joining", "members"]
    assert sections(world.employee, ended) == ["end", "charter", "members"]


def test_who_sits_in_a_body_reads_first_what_waits_there(world: World, signed_in: SignIn) -> None:
    make_receipt(world.member, world.storgrupp, group=world.group)
    address, waits = world.storgrupp.get_absolute_url(), "1 återkoppling väntar på att läsas eller få svar"

    page = signed_in(world.storgrupp_member).get(address).content.decode()
    assert 0 < page.find(waits) < page.find('id="members"')
    assert waits not in signed_in(world.manager).get(address).content.decode()


def test_change_of_the_directory_waits_on_the_first_page_of_whoever_may_confirm_it(world: World) -> None:
    """The notice said that something waits, and the page that tells what waits did not."""
    change = HeldChange.objects.create(
        person=world.communicator, asked_by=world.administrator, fields={"email": "lena@service.example"}
    )
    for who in (world.coordinator, world.steering_member, world.director):
        assert change.get_absolute_url() in [task.address for task in tasks(who, [])], who
    for who in (world.communicator, world.administrator, world.storgrupp_member):
        assert change.get_absolute_url() not in [task.address for task in tasks(who, [])], who

    change.answer(confirmed=True, by=world.director)
    assert tasks(world.coordinator, []) == []


def test_wish_says_as_whom_one_answers_it(world: World) -> None:
    """ "Waits for the manager" was told to the manager, and to whoever stands in as if it were another's."""
    joining.wish(world.group, world.employee)
    (task,) = tasks(world.manager, [])
    assert task.where == "som chef"

    days = {"away_from": today(), "away_until": today() + timedelta(days=9)}
    directory.update(world.manager, by=world.coordinator, source=Source.WEB, stand_in=world.outsider, **days)
    (task,) = tasks(Person.objects.get(pk=world.outsider.pk), [])
    assert task.where == "i stället för Karin Chef"
