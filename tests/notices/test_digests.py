"""A mail of many notices: what stands in it of too many, and of a thing that changed more than once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from groups.notifications import meeting_cancelled, meeting_planned
from notices.mailing import MOST_IN_A_DIGEST, Letter, letter
from notices.models import Notice
from notices.outbox import Claim
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.meetings import make_meeting
from tests.factories.notices import make_digest_notice
from ui.dates import now


def digest(notices: list[Notice]) -> Letter:
    return letter(Claim(notices[0], notices, uuid4()))


def html_of(mail: Letter) -> str:
    return str(mail.alternatives[0].content)  # type: ignore[attr-defined]


def many(world: World, count: int, words: str = "Nytt nummer {}.", topic: str = "") -> list[Notice]:
    """The newest first, as they are claimed."""
    return [make_digest_notice(world.member, words.format(number), topic=topic) for number in range(count)]


def test_long_digest_holds_the_newest_and_says_how_many_more(world: World) -> None:
    mail = digest(many(world, MOST_IN_A_DIGEST + 7))

    for said in (str(mail.body), html_of(mail)):
        assert f"Nytt nummer {MOST_IN_A_DIGEST - 1}." in said
        assert f"Nytt nummer {MOST_IN_A_DIGEST}." not in said
        assert "7 till finns bland dina besked." in said
        assert "http://127.0.0.1:8000/notices/" in said
    assert mail.subject == f"Nytt nummer 0 (och {MOST_IN_A_DIGEST + 6} till)"


def test_short_digest_says_nothing_of_more(world: World) -> None:
    assert "bland dina besked" not in str(digest(many(world, MOST_IN_A_DIGEST)).body)


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["a", "å", "&", "<", '"', "\xa0x", "\N{POT OF FOOD}"])
def test_digest_of_any_words_is_shown_whole_and_can_be_stopped(world: World, sign: str) -> None:
    """Gmail hides what comes after 102 kB."""
    notices = many(world, 300, "{} " + sign * 1500)
    for notice in notices:
        notice.topic = f"{notice.pk} {sign * 100}"
    html = html_of(digest(notices))

    assert len(html.encode()) < 100_000
    assert "/notices/stop/" in html


def test_of_a_meeting_only_where_it_stands_now_is_told(world: World) -> None:
    meeting = make_meeting(world.group, world.convener, starts_at=now() + timedelta(days=20))
    meeting_planned(meeting, by=world.convener)
    meeting.place = "Personalrummet"
    meeting_planned(meeting, by=world.convener, changed=True)
    meeting.place = "Nytt ställe"
    meeting_planned(meeting, by=world.convener, changed=True)
    meeting_cancelled(meeting, by=world.convener)
    other = make_digest_notice(world.member, "Något annat.", target=make_direction())
    told = list(Notice.objects.filter(person=world.member).exclude(pk=other.pk).order_by("-pk"))
    assert len(told) == 4

    mail = digest([*told, other])
    lines = [line for line in str(mail.body).splitlines() if line.startswith("- ")]
    assert lines == [f"- {told[0].words}", "- Något annat."]
    assert told[0].words.startswith(f"Inställt: {world.group.name}, ")
    assert told[0].words.endswith(" (Nytt ställe)")


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("Gruppen träffas i rummet, vån 2.", "Gruppen träffas i rummet, vån 2 (och 1 till)"),
        ("Kommer du med?", "Kommer du med? (och 1 till)"),
        ("Två  blanka\u00a0\nrader", "Två blanka rader (och 1 till)"),
    ],
)
def test_subject_of_many_reads_as_one_line(world: World, words: str, subject: str) -> None:
    notices = [make_digest_notice(world.member, words), make_digest_notice(world.member, "Annat.")]

    assert digest(notices).subject == subject
