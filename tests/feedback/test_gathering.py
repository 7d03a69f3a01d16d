"""The draft of a briefing tells what is new, by direction, and nothing that not everybody may read."""

from datetime import timedelta
from html import unescape
from re import sub
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from briefings.gathering import gather, next_briefing
from briefings.period import Period
from feedback import answering
from feedback.kinds import FeedbackKind
from feedback.models import Review
from groups.models import Group
from proposals.models import Outcome
from tests.cast import World
from tests.factories.briefings import make_briefing, make_sent_briefing
from tests.factories.directions import make_direction, make_past_stage, make_reconsideration, make_stage
from tests.factories.feedback import make_post, make_shared, review
from tests.factories.groups import make_group
from tests.factories.meetings import make_meeting
from tests.factories.proposals import make_decided, make_recommended
from ui.dates import midnight, months_after, now, today
from ui.text import to_html, to_plain

WEEK = timedelta(days=7)


def lately() -> str:
    return gather(Period(midnight(today() - WEEK), now()))


def test_nothing_new_is_an_empty_draft(world: World) -> None:
    assert lately() == ""


def test_each_direction_has_its_heading_its_news_and_a_question_to_take_along(world: World) -> None:
    make_shared(
        world.convener, world.coordinator, group=world.group, title="Kön blev längre", text="Så var det."
    )
    make_group(
        "Kökets elräkning", direction=make_direction("Energi"), started_on=today(), summary="Vad drar mest?"
    )

    text = lately()

    energy, food = text.split("\n\n## ")
    assert "**Lunch med eleverna**: [Kön blev längre.](/feedback/" in food
    assert "Så var det." in food
    assert "Samordningsgruppen svarar: Tack!" in food
    assert "Gruppen [Kökets elräkning](/groups/" in energy
    for part in (food, energy):
        assert part.count("### Att prata om med dina medarbetare") == 1
        assert part.strip().endswith("?")


def test_stages_opened_and_reconsidered_are_told_with_what_was_learned(world: World) -> None:
    direction = make_direction("Trygga platser")
    make_reconsideration(
        make_past_stage(direction), world.coordinator, outcome="change", learned="Fråga *först*."
    )
    make_stage(direction, starts_on=today(), title="Ljus", aim="Se vad ljus gör.")

    text = lately()

    assert "[Etapp 1](/directions/" in text
    assert "Det vi lärde oss: Fråga först." in text
    assert "[Etapp 2, Ljus](/directions/" in text
    assert "Se vad ljus gör." in text


def test_group_that_has_ended_is_told_by_its_closing_words(world: World) -> None:
    ended: dict[str, Any] = {"ended_on": today(), "ending": "ended", "closing_words": "Lampan är kvar."}
    make_group("Skolgården", direction=world.direction, **ended)

    assert "är slut. Lampan är kvar." in lately()


def test_decision_is_told_with_its_reason_and_what_is_undecided_is_not(world: World) -> None:
    who = (world.convener, world.group, world.storgrupp_member)
    make_decided(*who, world.director, Outcome.DECLINED, title="Köp en ny ugn")
    make_recommended(*who, title="Köp en till")

    text = lately()

    assert "[Köp en ny ugn](/proposals/" in text
    assert "Så blir det." in text
    assert "Köp en till" not in text


def test_what_is_not_shared_is_not_told_nor_what_was_answered_about_it(world: World) -> None:
    make_post(world.convener, group=world.group, title="Hemlig rubrik")
    answered = make_post(world.employee, direction=world.direction, title="Enskilt ärende")
    review(answered, world.coordinator, "Ett svar till en.")

    assert lately() == ""


def test_draft_of_an_answer_is_not_told(world: World) -> None:
    post = make_post(world.convener, group=world.group)
    review(post, world.coordinator, shares=True)
    receipt = post.receipts.get(body=world.storgrupp)
    answering.write(receipt, "Hemligt än.", seen=0, publishes=False, by=world.storgrupp_member)

    assert post.title in lately()
    assert "Hemligt än." not in lately()


def test_answer_to_what_was_shared_before_is_news_of_its_own(world: World) -> None:
    post = make_post(world.convener, group=world.group, title="Får vi prova")
    review(post, world.coordinator, shares=True)
    Review.objects.update(shared_at=now() - 3 * WEEK)
    assert lately() == ""

    receipt = post.receipts.get(body=world.storgrupp)
    answering.write(receipt, "Ja, i tre kök.", seen=0, publishes=True, by=world.storgrupp_member)

    assert "har fått svar om [Får vi prova.]" in lately()
    assert "Storgruppen svarar: Ja, i tre kök." in lately()


def test_what_a_body_has_told_stands_last_under_the_whole(world: World) -> None:
    make_shared(world.storgrupp_member, world.coordinator, group=world.storgrupp, title="Tre frågor")
    make_shared(world.convener, world.coordinator, group=world.group)

    assert lately().index("## Mat för framtiden") < lately().index("## Hela arbetet")


@pytest.mark.parametrize(
    "title",
    [
        "Vad *hände* [här](javascript:1)?",
        "<b>Fett</b> & `kod` #1",
        "2. Andra \\ försöket",
        "a | b ~~c~~ &amp;",
    ],
)
def test_any_headline_reads_as_it_was_written(world: World, title: str) -> None:
    make_shared(world.convener, world.coordinator, group=world.group, title=title)

    html = to_html(lately())

    assert title in unescape(sub(r"<[^>]+>", "", html))
    assert "javascript:1)" not in sub(r">[^<]*<", "><", html)


def test_draft_begins_where_the_last_briefing_was_gathered(world: World) -> None:
    make_sent_briefing(world.coordinator, made_at=now() - 2 * WEEK)
    make_meeting(world.ledarforum, world.coordinator, starts_at=now() - WEEK)

    draft = next_briefing()

    assert (draft.covers_from, draft.covers_to) == (today() - 2 * WEEK, today())


def test_first_one_begins_at_the_last_forum_and_before_any_forum_half_a_year_back(world: World) -> None:
    assert next_briefing().covers_from == months_after(today(), -6)

    make_meeting(world.ledarforum, world.coordinator, starts_at=now() - WEEK)
    make_meeting(world.ledarforum, world.coordinator, starts_at=now() + WEEK)

    assert next_briefing().covers_from == today() - WEEK


def test_draft_is_written_in_the_organisations_language_whoever_begins_it(world: World) -> None:
    make_shared(world.convener, world.coordinator, group=world.group)

    with override("en"):
        draft = next_briefing()

    assert draft.title.startswith("Brev till Ledarforum")
    assert "Att prata om" in draft.text


def test_gathering_costs_the_same_however_much_is_new(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            lately()
        return len(queries)

    def happen() -> None:
        make_shared(world.convener, world.coordinator, group=world.group)
        direction = make_direction()
        make_reconsideration(make_past_stage(direction), world.coordinator)
        Group.objects.filter(pk=make_group(direction=direction).pk).update(started_on=today())

    happen()
    cost()  # what is looked up once a process
    few = cost()
    for _ in range(6):
        happen()

    assert cost() == few <= 8


def test_unsent_draft_moves_nothing(world: World) -> None:
    make_briefing(world.coordinator)

    assert next_briefing().covers_from == months_after(today(), -6)


# What to ask


def asked() -> list[str]:
    """Every question of a draft, as it is read."""
    after = lately().split("### Att prata om med dina medarbetare")[1:]
    return [to_plain(line[2:]) for part in after for line in part.split("## ")[0].strip().splitlines()]


def test_question_is_about_what_a_group_did_and_names_it(world: World) -> None:
    make_shared(world.convener, world.coordinator, group=world.group, kind=FeedbackKind.DID)

    assert asked() == ["Vad av det som gruppen ”Lunch med eleverna” har gjort kan vi pröva här?"]


@pytest.mark.parametrize("kind", FeedbackKind)
def test_question_about_ones_own_words_is_round_the_headline_and_names_nobody(
    world: World, kind: FeedbackKind
) -> None:
    told = {"direction": world.direction, "kind": kind, "title": "Kön blev ”längre”"}
    make_shared(world.employee, world.coordinator, **told)

    (question,) = asked()

    assert question.startswith("”Kön blev ’längre’” ")
    assert question.endswith("?")
    assert world.employee.name not in question


def test_body_is_no_group_in_a_question(world: World) -> None:
    make_shared(
        world.storgrupp_member,
        world.coordinator,
        group=world.storgrupp,
        kind=FeedbackKind.DID,
        title="Klart!",
    )

    assert asked() == ["”Klart!” Vad av det skulle vi kunna pröva här?"]


def test_two_questions_a_direction_are_enough_and_none_is_asked_twice(world: World) -> None:
    for title in ("Ett", "Ett", "Två", "Tre"):
        make_shared(world.convener, world.coordinator, group=world.group, kind=FeedbackKind.IDEA, title=title)

    assert asked() == ["”Ett.” Skulle det fungera hos oss?", "”Två.” Skulle det fungera hos oss?"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Skolgården är slut. **Lampan** är kvar.", " är slut. Lampan är kvar."),
        ("Gruppen Skolgården är slut! Lampan är kvar.", " är slut. Lampan är kvar."),
        ("Skolgården är slut", " är slut."),
        ("Skolgården är slutligen ljus.", " är slut. Skolgården är slutligen ljus."),
        ("2 * 3 * 4 lampor.", r" är slut. 2 \* 3 \* 4 lampor."),
    ],
)
def test_closing_words_do_not_say_again_that_the_group_has_ended(world: World, words: str, told: str) -> None:
    ended: dict[str, Any] = {"ended_on": today(), "ending": "ended", "closing_words": words}
    make_group("Skolgården", direction=world.direction, **ended)

    assert lately().split("\n")[2].endswith(")" + told)
