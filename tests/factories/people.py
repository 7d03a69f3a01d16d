from itertools import count
from typing import Any

from people.models import Person, Unit

number = count(1)


def make_unit(name: str = "", **fields: Any) -> Unit:
    key = f"unit-{next(number)}"
    return Unit.objects.create(name=name or key, key=key, **fields)


def make_person(name: str = "", **fields: Any) -> Person:
    """An employee who works here, with a work e-mail."""
    n = next(number)
    fields.setdefault("email", f"person{n}@service.example")
    return Person.objects.create(directory_id=f"d{n}", name=name or f"Person Nummer{n}", **fields)


def make_manager(name: str = "", **fields: Any) -> Person:
    return make_person(name, is_manager=True, title="Enhetschef", **fields)
