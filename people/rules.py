"""Who may, as far as the directory alone can tell. Predicates read as sentences."""

import rules

from people.models import Person


@rules.predicate
def is_manager(person: Person) -> bool:
    return person.is_manager


@rules.predicate
def is_administrator(person: Person) -> bool:
    """The technical administrator: accounts, tokens, directory. Sees none of the work's inside."""
    return person.is_administrator


for _action in ("view", "add", "change"):
    rules.add_perm(f"people.{_action}_person", is_administrator)
    rules.add_perm(f"people.{_action}_unit", is_administrator)
rules.add_perm("people.view_act", is_administrator)
