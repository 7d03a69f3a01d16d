"""What has become of a piece of feedback, in the one line that a list has room for."""

from dataclasses import dataclass

from django.utils.translation import gettext

from feedback.models import Feedback, Receipt


@dataclass(frozen=True)
class Standing:
    words: str
    mark: str  # the class that its line is drawn with


def standing_of(post: Feedback) -> Standing:
    """The receipt that tells most: one that is late, then an answer, then one that is due, then one read."""
    receipt = min(post.receipts.all(), key=_how_telling, default=None)
    if receipt is None or _how_telling(receipt) > READ:
        return Standing(gettext("Nobody has read it yet."), "")
    if _how_telling(receipt) == READ:
        return Standing(gettext("%(body)s has read it.") % {"body": receipt.body.name}, receipt.mark)
    return Standing(receipt.in_short, receipt.mark)


LATE, ANSWERED, DUE, READ, UNREAD = range(5)


def _how_telling(receipt: Receipt) -> int:
    if receipt.is_late:
        return LATE
    if receipt.published:
        return ANSWERED
    if receipt.answer_by:
        return DUE
    return READ if receipt.is_read else UNREAD
