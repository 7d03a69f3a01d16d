"""What stands over each part of a digest, in both languages."""

from uuid import uuid4

import pytest

from notices.mailing import letter
from notices.outbox import Claim
from tests.cast import World
from tests.factories.notices import make_digest_notice


@pytest.mark.parametrize(
    ("topics", "swedish", "english"),
    [
        ([""], ["Nytt"], ["New"]),
        (["Mat"], ["Mat"], ["Mat"]),
        (["", "Mat"], ["Mat", "Övrigt"], ["Mat", "Other"]),
        (["Mat", "Städ"], ["Mat", "Städ"], ["Mat", "Städ"]),
    ],
)
def test_part_of_a_digest_is_headed_by_its_topic_or_by_what_stands_beside_it(
    world: World, topics: list[str], swedish: list[str], english: list[str]
) -> None:
    notices = [make_digest_notice(world.member, f"Om {topic}.", topic=topic) for topic in topics]
    for language, headings in (("sv", swedish), ("en", english)):
        world.member.language = language
        mail = letter(Claim(notices[0], notices, uuid4()))
        lines = str(mail.body).splitlines()
        assert [line for line in lines if line in headings] == headings
        assert all(f">{heading}</h2>" in str(mail.alternatives[0].content) for heading in headings)  # type: ignore[attr-defined]
