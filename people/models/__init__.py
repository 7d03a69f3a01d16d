from people.models.act import Act
from people.models.person import Person
from people.models.unit import Unit

__all__ = ["Act", "Person", "Unit"]
