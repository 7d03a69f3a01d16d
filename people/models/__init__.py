from people.models.act import Act
from people.models.person import Person
from people.models.sent_form import SentForm
from people.models.unit import Unit

__all__ = [
    "Act",
    "Person",
    "SentForm",
    "Unit",
]
