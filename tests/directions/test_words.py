"""What is said of a direction, its stages and its plan: each case in both languages."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import override

from directions.lifespan import Ending
from directions.models import Direction, Plan, Reconsideration, Stage
from groups.models import Group, GroupLink
from groups.models.stage_work import GroupOutcome
from tests.factories.directions import make_direction
from tests.factories.groups import make_group
from tests.factories.people import make_person
from ui.dates import today

DAY = timedelta(days=1)


def stage(first: int, last: int, *, outcome: str = "") -> Stage:
    """A stage whose first and last day are that many days from today; reconsidered when it has an outcome."""
    made = Stage(number=3, starts_on=today() + first * DAY, ends_on=today() + last * DAY)
    if outcome:
        made.reconsideration = Reconsideration(outcome=outcome)
    return made


def day(days: int, form: str = "j F") -> str:
    return date_format(today() + days * DAY, form)


@pytest.mark.parametrize(
    ("found", "days", "form", "swedish", "english"),
    [
        (stage(5, 40), 5, "j F Y", "Börjar {}.", "Begins {}."),
        (stage(-13, 14), 14, "j F", "Vecka 2 av 4. Omprövas {}.", "Week 2 of 4. To be reconsidered {}."),
        (
            stage(-30, -2),
            -2,
            "j F",
            "Slutade {}. Nu omprövas arbetet: ska vi fortsätta, ändra, avsluta eller börja på något nytt?",
            "Ended {}. Now it is being reconsidered: continue, change, end, or start something new?",
        ),
        (
            stage(-30, -2, outcome="continue"),
            -2,
            "j F Y",
            "Slutade {} och är omprövad: riktningen fortsätter.",
            "Ended {} and reconsidered: it goes on.",
        ),
    ],
)
def test_stage_says_how_far_it_has_come(
    found: Stage, days: int, form: str, swedish: str, english: str
) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert found.standing == words.format(day(days, form))


@pytest.mark.parametrize(
    ("found", "is_waited_for", "swedish", "english"),
    [
        (stage(5, 40), True, "Har inte börjat än", "Has not started yet"),
        (stage(-5, 5), True, "Pågår", "Under way"),
        (stage(-30, -2), True, "Väntar på omprövning", "Waiting to be reconsidered"),
        (stage(-30, -2), False, "", ""),
        (stage(-30, -2, outcome="change"), True, "Riktningen ändras", "The direction changes"),
    ],
)
def test_stage_in_a_list_says_it_in_a_few_words(
    found: Stage, is_waited_for: bool, swedish: str, english: str
) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert found.standing_in_brief(is_waited_for=is_waited_for) == words


def test_stage_is_called_by_its_number_its_title_and_its_direction() -> None:
    named = Stage(number=3, title="Prova", direction=Direction(title="Mat"))
    with override("sv"):
        assert (named.label, named.heading, named.full_label) == ("Etapp 3", "Etapp 3: Prova", "Etapp 3, Mat")
        assert Stage(number=3).heading == "Etapp 3"
    with override("en"):
        assert (named.label, named.heading, named.full_label) == ("Stage 3", "Stage 3: Prova", "Stage 3, Mat")


def test_plan_is_called_by_its_number() -> None:
    with override("sv"):
        assert Plan(number=4).label == "Revidering 4"
    with override("en"):
        assert Plan(number=4).label == "Revision 4"


def test_direction_says_since_when_it_has_been_and_until_when() -> None:
    living = Direction(started_on=date(2018, 9, 3))
    ended = Direction(started_on=date(2018, 9, 3), ended_on=date(2020, 5, 4), ending="replaced")
    with override("sv"):
        assert living.lifetime == "Riktning sedan september 2018"
        assert ended.lifetime == "Riktning från september 2018 till maj 2020: blev något nytt"
    with override("en"):
        assert living.lifetime == "Direction since September 2018"
        assert ended.lifetime == "Direction September 2018 to May 2020: became something new"


@pytest.mark.parametrize(
    ("names", "swedish", "english"),
    [
        (["A"], "fortfarande A. Avsluta,", "A still works here. End it,"),
        (["B", "A", "C"], "fortfarande A, B och C. Avsluta,", "A, B and C still work here. End them,"),
    ],
)
def test_direction_that_cannot_end_yet_says_who_works_in_it(
    names: list[str], swedish: str, english: str, db: None
) -> None:
    direction = make_direction()
    for name in names:
        make_group(name, direction=direction)

    for language, words in (("sv", swedish), ("en", english)):
        with override(language), pytest.raises(ValidationError) as refused:
            direction.end(Ending.ENDED, by=make_person())
        assert words in refused.value.messages[0]


@pytest.mark.parametrize(
    ("outcome", "taken_over_by"), [("hand_over", "Köksenheten"), ("end", ""), ("continue", "")]
)
def test_outcome_names_who_took_over_only_when_somebody_did(outcome: str, taken_over_by: str) -> None:
    group = Group(handed_over_to="Köksenheten")
    assert GroupOutcome(group=group, outcome=outcome).taken_over_by == taken_over_by


@pytest.mark.django_db
@pytest.mark.parametrize(("outcome", "leads_on"), [("start_new", True), ("end", True), ("continue", False)])
def test_outcome_leads_on_only_when_the_group_became_something_else(outcome: str, leads_on: bool) -> None:
    earlier, later = make_group(), make_group()
    link = GroupLink.objects.create(earlier=earlier, later=later, kind="continues")
    assert list(GroupOutcome(group=earlier, outcome=outcome).led_to) == ([link] if leads_on else [])
