from people.models.act import Act
from people.models.direct_mail import DirectMail
from people.models.held_change import HeldChange
from people.models.person import Person
from people.models.sent_form import SentForm
from people.models.unit import Unit

__all__ = [
    "Act",
    "DirectMail",
    "HeldChange",
    "Person",
    "SentForm",
    "Unit",
]
