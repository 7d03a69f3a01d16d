"""What a person may do here, asked once in the view and read in the template by name: `{% if may.edit %}`."""

from types import SimpleNamespace

from django.db.models import Model

from people.models import Person


def may(person: Person, target: Model | None = None, **permissions: str) -> SimpleNamespace:
    """One yes or no for each name: `may(person, group, edit="groups.edit_group").edit`."""
    return SimpleNamespace(**{name: person.has_perm(perm, target) for name, perm in permissions.items()})
