from people.models.act import Act
from people.models.attachment import Attachable, Attachment
from people.models.calendar_key import CalendarKey
from people.models.follow import Follow
from people.models.notice import MailState, Notice
from people.models.notice_choice import NoticeChoice
from people.models.person import Person
from people.models.sent_form import SentForm
from people.models.unit import Unit
from people.models.worker_pulse import WorkerPulse

__all__ = [
    "Act",
    "Attachable",
    "Attachment",
    "CalendarKey",
    "Follow",
    "MailState",
    "Notice",
    "NoticeChoice",
    "Person",
    "SentForm",
    "Unit",
    "WorkerPulse",
]
