"""What the coordinators' queue shows, as rows of a table that leaves the portal.

The internal note is not among the columns: a file travels further than the page it came from.
"""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from feedback.models import Feedback
from feedback.models.feedback_query import FeedbackQuerySet
from ui.replica import replica
from ui.sheets import Cell

AT_A_TIME = 200  # rows fetched together


def head() -> list[str]:
    return [
        _("Number"),
        _("Sent"),
        _("Kind"),
        _("Feedback"),
        _("Text"),
        _("From"),
        _("Written by"),
        _("Direction"),
        _("Group"),
        _("State"),
        _("Assigned to"),
        _("Answer due"),
        _("Answered"),
        _("Answer"),
        _("Shared"),
        _("Attached files"),
    ]


def rows(posts: FeedbackQuerySet, language: str) -> Iterator[list[Cell]]:
    """One row for each, a few hundred fetched at a time, from the replica; the words in that language."""
    whole = (
        posts.using(replica())
        .with_responses()
        .select_related("review__assigned_to")
        .prefetch_related("attachments")
    )
    for post in whole.iterator(chunk_size=AT_A_TIME):
        with override(language):
            row = _row(post)
        yield row


def _row(post: Feedback) -> list[Cell]:
    receipt = post.review_receipt
    answer = receipt.published if receipt else None
    review = getattr(post, "review", None)
    return [
        post.pk,
        _day(post.completed_at),
        post.get_kind_display(),
        post.headline,
        post.words,
        post.sender,
        post.author.name,
        post.direction.title if post.direction else "",
        post.group.name if post.group else "",
        str(post.state.label),
        review.assigned_to.name if review and review.assigned_to else "",
        receipt.answer_by if receipt else None,
        _day(answer.published_at) if answer else None,
        answer.text if answer else "",
        _day(review.shared_at) if review and review.shared_at else None,
        "\n".join(file.name for file in post.attachments.all()),
    ]


def _day(instant: object) -> Cell:
    return timezone.localdate(instant)  # type: ignore[arg-type]
