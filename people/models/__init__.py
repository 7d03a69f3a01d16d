from people.models.act import Act
from people.models.attachment import Attachable, Attachment
from people.models.calendar_key import CalendarKey
from people.models.person import Person
from people.models.sent_form import SentForm
from people.models.unit import Unit

__all__ = ["Act", "Attachable", "Attachment", "CalendarKey", "Person", "SentForm", "Unit"]
