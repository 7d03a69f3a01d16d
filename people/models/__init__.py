from people.models.act import Act
from people.models.calendar_key import CalendarKey
from people.models.follow import Follow
from people.models.notice import MailState, Notice
from people.models.notice_choice import NoticeChoice
from people.models.person import Person
from people.models.sent_form import SentForm
from people.models.unit import Unit

__all__ = [
    "Act",
    "CalendarKey",
    "Follow",
    "MailState",
    "Notice",
    "NoticeChoice",
    "Person",
    "SentForm",
    "Unit",
]
