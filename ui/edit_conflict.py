"""Two people change the same thing at once: the first one's saving stands, the second one is told."""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, NamedTuple, Self

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

CHANGED_SINCE_READ = _("Somebody has changed the draft since you read it. Read it and send again.")


class EditConflict(Exception):
    """Somebody changed it meanwhile. Nothing was saved; `current` is as it stands now.

    What more there is to tell is in those that inherit from it.
    """

    def __init__(self, current: Any) -> None:
        super().__init__(current)
        self.current = current


class Seen(NamedTuple):
    """What stood in the columns of a row when somebody began to change them: for rows without a version."""

    names: tuple[str, ...]
    mark: str

    @classmethod
    def of(cls, row: Model, names: Iterable[str]) -> Self:
        known = tuple(names)
        words = json.dumps([_in_words(row, name) for name in known])
        return cls(known, blake2b(words.encode(), digest_size=12).hexdigest())

    def check(self, current: Any) -> None:
        """Ask the row itself, once it is locked. Raises EditConflict when something else stands there now."""
        if self != Seen.of(current, self.names):
            raise EditConflict(current)


def _in_words(row: Model, name: str) -> Any:
    column = row._meta.get_field(name)
    if column.many_to_many:
        return sorted(getattr(row, name).values_list("pk", flat=True))
    return str(getattr(row, getattr(column, "attname", name)))
