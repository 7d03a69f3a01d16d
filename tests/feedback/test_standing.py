"""The one line that a list says of a piece of feedback."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from feedback.correcting import correct
from feedback.models import Feedback
from feedback.models.brief import Standing, Way, standing_of
from tests.cast import World
from tests.factories.feedback import make_draft, make_post, make_shared, review
from ui.dates import in_words, today

TOMORROW, YESTERDAY = today() + timedelta(days=1), today() - timedelta(days=1)


LATE = Way("Styrgruppen", answer_by=YESTERDAY)
ANSWERED = Way("Storgruppen", is_read=True, is_answered=True, answer_by=YESTERDAY)
DUE = Way("Storgruppen", answer_by=TOMORROW, is_read=True)
READ = Way("Styrgruppen", is_read=True)
UNREAD = Way("Samordningsgruppen")


@pytest.mark.parametrize(
    ("ways", "words", "mark"),
    [
        ([ANSWERED, LATE, READ], "Styrgruppen should have answered by {yesterday}.", "is-late"),
        ([READ, ANSWERED], "Storgruppen has answered.", "is-answered"),
        ([READ, DUE], "Storgruppen answers by {tomorrow}.", "is-seen"),
        ([UNREAD, READ], "Styrgruppen has read it.", "is-seen"),
        ([UNREAD], "Nobody has read it yet.", ""),
        ([UNREAD, UNREAD], "Nobody has read it yet.", ""),
        ([], "Nobody has read it yet.", ""),
    ],
)
def test_what_tells_most_is_told(ways: list[Way], words: str, mark: str) -> None:
    with override("en"):
        days = {"yesterday": in_words(YESTERDAY, "j F"), "tomorrow": in_words(TOMORROW, "j F")}
        assert standing_of(ways) == Standing(words.format(**days), mark)


def test_brief_says_what_the_rows_say(world: World) -> None:
    """Of what is shared and answered, of a group's, of somebody's own, and of a draft."""
    make_shared(world.employee, world.coordinator, direction=world.direction)
    make_post(world.convener, group=world.group)
    make_draft(world.convener, group=world.group)
    read = make_post(world.employee, direction=world.direction)
    review(read, world.coordinator)
    posts = list(Feedback.objects.latest_first())
    assert len(posts) == 4
    for post, brief in zip(posts, Feedback.objects.newest_first().in_brief(), strict=True):
        ways = tuple(receipt.way for receipt in post.receipts.all())
        assert (brief.pk, brief.sender, brief.author) == (post.pk, post.sender, post.author.name)
        assert (brief.headline, brief.excerpt, brief.ways) == (post.headline, post.excerpt, ways)
        assert (brief.is_draft, brief.get_kind_display) == (post.is_draft, post.get_kind_display())
        assert (brief.completed_at, brief.get_absolute_url()) == (post.completed_at, post.get_absolute_url())


def test_brief_has_the_words_of_the_latest_correction(world: World) -> None:
    post = make_post(world.employee, direction=world.direction)
    correct(post, "Another title", "Other words", "It was wrong.", seen=1, by=world.employee)
    (brief,) = Feedback.objects.newest_first().in_brief()
    assert (brief.headline, brief.words) == ("Another title", "Other words")
