"""What a request to join is said to be, in each of its states, in Swedish and in English."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from groups.models import JoinRequest, JoinState
from groups.request_sentences import on_paper, standing, what_comes_next, what_follows, withdrawing
from people.models import Person
from tests.cast import World
from ui.dates import now

UNTIL = datetime(2026, 5, 3, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.fixture
def request_in(world: World) -> JoinRequest:
    """The employee's request, to be put into a state; it came there today."""
    queued_at = now()
    return JoinRequest.objects.create(
        person=world.employee, group=world.group, state=JoinState.WISHED, queued_at=queued_at
    )


def put(request: JoinRequest, state: JoinState, days: int = 0) -> JoinRequest:
    request.state, request.since = state, now() - timedelta(days=days)
    request.offered_until = UNTIL if state == JoinState.OFFERED else None
    request.save()
    return request


@pytest.mark.parametrize(
    ("state", "days", "swedish", "english"),
    [
        (
            JoinState.QUEUED,
            4,
            "Nummer 1 på väntelistan. När en plats blir ledig hålls den i tre dagar.",
            "Number 1 on the waiting list. When a seat becomes free it is held for three days.",
        ),
        (
            JoinState.OFFERED,
            0,
            "En plats hålls till söndag 3 maj kl. 09.00.",
            "A seat is held until Sunday 3 May, 09:00.",
        ),
        (
            JoinState.WISHED,
            0,
            "Väntar på Karin Chef, från och med i dag.",
            "Waits for Karin Chef, as of today.",
        ),
        (JoinState.WISHED, 1, "Väntar på Karin Chef, sedan 1 dag.", "Waits for Karin Chef, for 1 day."),
        (JoinState.PUT_FORWARD, 5, "Väntar på gruppen, sedan 5 dagar.", "Waits for the group, for 5 days."),
        (JoinState.WELCOMED, 5, "Välkommen in.", "Welcomed."),
    ],
)
def test_a_request_says_where_it_stands(
    request_in: JoinRequest, state: JoinState, days: int, swedish: str, english: str
) -> None:
    request = put(request_in, state, days)
    with override("sv"):
        assert standing(request) == swedish
    with override("en"):
        assert standing(request) == english


@pytest.mark.parametrize(
    ("state", "swedish", "english"),
    [
        (JoinState.WISHED, "Karin Chef pratar med sin medarbetare", "Karin Chef talks with their employee"),
        (
            JoinState.PUT_FORWARD,
            "Gruppen tackar ja eller nej",
            "The group says yes or no",
        ),
        (JoinState.QUEUED, "En plats blir ledig", "A seat becomes free"),
        (JoinState.OFFERED, "Platsen tas, eller går vidare", "The seat is taken, or passes on"),
        (JoinState.ASKED_ALONG, "Amir följer med, eller säger nej", "Amir comes along, or says no"),
    ],
)
def test_a_request_says_what_comes_next(
    request_in: JoinRequest, world: World, state: JoinState, swedish: str, english: str
) -> None:
    request = put(request_in, state)
    with override("sv"):
        assert what_comes_next(request, world.coordinator) == swedish
    with override("en"):
        assert what_comes_next(request, world.coordinator) == english


@pytest.mark.parametrize(
    ("reader", "swedish", "english"),
    [
        ("manager", "Du och Amir pratar", "You and Amir talk"),
        ("employee", "Du och Karin Chef pratar", "You and Karin Chef talk"),
    ],
)
def test_the_talk_is_told_to_the_two_who_have_it_as_theirs(
    request_in: JoinRequest, world: World, reader: str, swedish: str, english: str
) -> None:
    with override("sv"):
        assert what_comes_next(request_in, getattr(world, reader)) == swedish
    with override("en"):
        assert what_comes_next(request_in, getattr(world, reader)) == english


def test_whoever_it_waits_for_reads_that_it_waits_for_them(request_in: JoinRequest, world: World) -> None:
    with override("sv"):
        assert standing(request_in, world.manager) == "Väntar på dig, från och med i dag."
        assert standing(request_in, world.employee) == "Väntar på Karin Chef, från och med i dag."


def test_after_the_talk_the_group_answers(request_in: JoinRequest) -> None:
    with override("sv"):
        assert what_follows(request_in) == ["Gruppen tackar ja eller nej"]
        assert what_follows(put(request_in, JoinState.PUT_FORWARD)) == []


def test_without_a_manager_the_coordinators_come_next(request_in: JoinRequest, world: World) -> None:
    request_in.person.manager = None
    with override("sv"):
        assert what_comes_next(request_in, world.coordinator) == "Samordnarna tar det, eftersom chef saknas"
    with override("en"):
        said = what_comes_next(request_in, world.coordinator)
        assert said == "The coordinators act, since there is no manager"


@pytest.mark.parametrize(
    ("state", "who", "swedish", "english"),
    [
        (JoinState.QUEUED, "employee", "Lämna väntelistan", "Leave the waiting list"),
        (JoinState.OFFERED, "manager", "Tacka nej till platsen", "Decline the seat"),
        (JoinState.ASKED_ALONG, "employee", "Nej, inte den här gången", "No, not this time"),
        (JoinState.PUT_FORWARD, "manager", "Dra tillbaka förslaget", "Withdraw the proposal"),
        (
            JoinState.PUT_FORWARD,
            "employee",
            "Nej, jag vill inte bli föreslagen",
            "No, I do not want to be put forward",
        ),
        (JoinState.WISHED, "employee", "Ta tillbaka min önskan", "Withdraw my request"),
    ],
)
def test_the_button_says_what_is_taken_back(
    world: World, request_in: JoinRequest, state: JoinState, who: str, swedish: str, english: str
) -> None:
    request, person = put(request_in, state), getattr(world, who)
    assert isinstance(person, Person)
    with override("sv"):
        assert withdrawing(request, person) == swedish
    with override("en"):
        assert withdrawing(request, person) == english


@pytest.mark.parametrize(
    ("state", "swedish", "english"),
    [
        (
            JoinState.OFFERED,
            "Det finns en plats åt dig i Lunch med eleverna. "
            "Säg till Karin Chef senast söndag 3 maj kl. 09.00.",
            "There is a seat for you in Lunch med eleverna. Tell Karin Chef before Sunday 3 May, 09:00.",
        ),
        (
            JoinState.PUT_FORWARD,
            "Karin Chef har kontaktat Lunch med eleverna. Gruppen svarar. Du kan säga nej.",
            "Karin Chef has contacted Lunch med eleverna. The group will reply. You can still say no.",
        ),
        (
            JoinState.ASKED_ALONG,
            "Din grupp har blivit Lunch med eleverna: Vad händer om vi provar? "
            "Säg till Karin Chef om du vill följa med.",
            "Your group has become Lunch med eleverna: Vad händer om vi provar? "
            "Tell Karin Chef whether you want to come along.",
        ),
        (
            JoinState.QUEUED,
            "Du står på väntelistan till Lunch med eleverna.",
            "You are on the waiting list for Lunch med eleverna.",
        ),
        (
            JoinState.WELCOMED,
            "Du är med i Lunch med eleverna. Välkommen!",
            "You are in Lunch med eleverna. Welcome!",
        ),
        (
            JoinState.LAPSED,
            "Lunch med eleverna: erbjudandet gick ut.",
            "Lunch med eleverna: the offer ran out.",
        ),
    ],
)
def test_a_sheet_of_paper_tells_the_news_to_somebody_without_mail(
    world: World, request_in: JoinRequest, state: JoinState, swedish: str, english: str
) -> None:
    request = put(request_in, state)
    with override("sv"):
        assert on_paper(request, world.manager) == swedish
    with override("en"):
        assert on_paper(request, world.manager) == english


@pytest.mark.parametrize(
    ("days", "swedish", "english"),
    [
        (0, "Kom i dag", "Since today"),
        (1, "Har väntat 1 dag", "Waiting for 1 day"),
        (9, "Har väntat 9 dagar", "Waiting for 9 days"),
    ],
)
def test_a_row_says_how_long_it_has_waited(
    request_in: JoinRequest, days: int, swedish: str, english: str
) -> None:
    request = put(request_in, JoinState.WISHED, days)
    with override("sv"):
        assert request.waited == swedish
    with override("en"):
        assert request.waited == english


@pytest.mark.parametrize(
    ("state", "swedish", "english"),
    [
        (JoinState.WISHED, "Sa: jag vill vara med", "Said that they would like to take part"),
        (JoinState.PUT_FORWARD, "Chefen kontaktade gruppen", "The manager contacted the group"),
        (JoinState.QUEUED, "Står på väntelistan", "Is on the waiting list"),
        (JoinState.OFFERED, "En plats blev ledig och hålls", "A seat became free and is held"),
        (
            JoinState.ASKED_ALONG,
            "Fick frågan om att följa med från en grupp som slutade",
            "Was asked to come along from a group that ended",
        ),
        (JoinState.WELCOMED, "Är med i gruppen", "Is in the group"),
        (JoinState.LAPSED, "Erbjudandet gick ut", "The offer ran out"),
    ],
)
def test_a_step_says_what_happened(
    request_in: JoinRequest, state: JoinState, swedish: str, english: str
) -> None:
    step = request_in.steps.create(state=state)
    with override("sv"):
        assert step.words == swedish
    with override("en"):
        assert step.words == english


@pytest.mark.parametrize("state", JoinState)
def test_a_step_is_in_vain_where_it_ended_without_a_seat(request_in: JoinRequest, state: JoinState) -> None:
    ends = {
        JoinState.NOT_NOW,
        JoinState.DECLINED,
        JoinState.WITHDRAWN,
        JoinState.LAPSED,
        JoinState.GROUP_ENDED,
    }
    assert request_in.steps.create(state=state, reason="Full schema").is_in_vain is (state in ends)
