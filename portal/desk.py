"""Where somebody works in the admin, for the link in the menus of every page."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext

from people.models import Person


@dataclass(frozen=True)
class Desk:
    label: str
    address: str


def desk_of(person: Person | AnonymousUser) -> Desk | None:
    """The queue for whoever reads it, the directory for the rest of those who enter the admin."""
    if not isinstance(person, Person):
        return None
    if person.has_perm("feedback.view_feedback"):
        return Desk(gettext("Review"), reverse("admin:feedback_feedback_changelist"))
    if person.is_staff:
        return Desk(gettext("Directory"), reverse("admin:index"))
    return None
