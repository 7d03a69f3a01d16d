"""A guest of one workshop: known by a signed word in a cookie, which opens that workshop and nothing else."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

from workshops.models import Participant

COOKIE = settings.SESSION_COOKIE_NAME.replace("sessionid", "guest")
LASTS = timedelta(hours=12)  # a workshop's day

_SIGNER = TimestampSigner(salt="workshops.guest")


def word_for(participant: Participant) -> str:
    """What the guest's browser keeps."""
    return _SIGNER.sign(str(participant.pk))


def number_in(word: str) -> int | None:
    """Which participant a browser's word stands for; None when it is not ours, or too old."""
    try:
        return int(_SIGNER.unsign(word, max_age=LASTS))
    except BadSignature:
        return None
