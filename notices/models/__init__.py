from notices.models.follow import Follow
from notices.models.notice import MailState, Notice
from notices.models.notice_choice import NoticeChoice
from notices.models.worker_pulse import WorkerPulse

__all__ = [
    "Follow",
    "MailState",
    "Notice",
    "NoticeChoice",
    "WorkerPulse",
]
