"""What is done in somebody's name, or as they asked, is told to them as that: not as a thing to answer."""

from dataclasses import replace
from datetime import timedelta

from groups import joining
from groups.models import JoinRequest
from groups.outcomes import ChosenOutcome, Outcome
from groups.reconsidering import suggest
from groups.waiting_requests import waiting_or_own
from notices.kinds import NoticeKind
from notices.models import Notice
from people.models import Person
from tests.cast import World
from ui.dates import now


def test_employee_who_did_not_ask_is_asked_and_one_who_did_hears_that_the_group_knows(world: World) -> None:
    """Nothing waits for whoever asked: the first page and the notice say that it is under way."""
    joining.put_forward(world.group, world.employee, by=world.manager)
    assert [notice.kind for notice in world.employee.notices.all()] == [NoticeKind.TURN]
    assert JoinRequest.objects.waiting_for(world.employee).exists()
    Notice.objects.all().delete()

    asked = joining.wish(world.foreign_group, world.employee)
    joining.support(asked, by=world.manager)

    (notice,) = world.employee.notices.all()
    assert notice.kind == NoticeKind.ANSWER
    assert notice.words.startswith("Karin Chef har kontaktat Köket som klassrum för din räkning")
    assert asked not in JoinRequest.objects.waiting_for(world.employee)
    on_the_first_page = waiting_or_own(world.employee, since=now() - timedelta(days=1))
    assert asked in on_the_first_page
    assert asked not in [request for request in on_the_first_page if request.waits]


def test_group_hears_what_its_convener_suggests_becomes_of_it_and_once_only(world: World) -> None:
    """It is said in the name of all of them, and who sits there may read it: so they are told."""
    ends = ChosenOutcome(Outcome.END, why="Vi är klara.", learned="Fråga först.")
    suggest(world.stage, world.group, ends, by=world.convener)
    (notice,) = world.member.notices.all()
    assert notice.words == (
        "Karin Sammankallande föreslår vad det blir av er grupp: Lunch med eleverna slutar. "
        "Inget är beslutat än."
    )
    assert notice.address == world.stage.get_absolute_url()
    assert told() == {world.member}

    suggest(world.stage, world.group, replace(ends, why="Vi är helt klara."), by=world.convener)
    assert told() == {world.member}, "other words for the same outcome are no news"

    Notice.objects.all().delete()
    suggest(world.stage, world.group, ChosenOutcome(Outcome.CONTINUE), by=world.convener)
    assert told() == {world.member}


def told() -> set[Person]:
    people = [notice.person for notice in Notice.objects.select_related("person")]
    assert len(people) == len(set(people)), "somebody was told twice"
    return set(people)
