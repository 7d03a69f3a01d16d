"""Telling everybody concerned, once, what a reconsideration has made of their direction and their groups."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import send_mass_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from directions.models import Reconsideration
from groups.models import Group, JoinRequest, JoinState, Membership
from people.models import Person

Concerned = dict[Person, set[int]]  # each person, and the numbers of their groups
Mail = tuple[str, str, str | None, list[str]]


def concerned(groups: Iterable[Group]) -> Concerned:
    """Everybody who sits in one of the groups now; to be asked before any of them ends."""
    seats = Membership.objects.current().filter(group__in=list(groups), person__is_active=True)
    found: Concerned = {}
    for seat in seats.select_related("person"):
        found.setdefault(seat.person, set()).add(seat.group_id)
    return found


def tell(reconsideration: Reconsideration, people: Concerned) -> None:
    """One mail to each who has an address, when all is settled; a mail server that is away undoes nothing."""
    outcomes: list[Any] = list(reconsideration.group_outcomes.select_related("group"))
    asked = set(
        JoinRequest.objects.filter(state=JoinState.ASKED_ALONG, person__in=people).values_list(
            "person", flat=True
        )
    )
    letters = [
        _letter(
            reconsideration,
            person,
            [one for one in outcomes if one.group_id in mine],
            is_asked=person.pk in asked,
        )
        for person, mine in people.items()
        if person.email and person != reconsideration.decided_by
    ]
    transaction.on_commit(partial(send_mass_mail, letters), robust=True)


def _letter(reconsideration: Reconsideration, person: Person, outcomes: list[Any], is_asked: bool) -> Mail:
    stage = reconsideration.stage
    with override(person.language):
        names = {"number": stage.number, "direction": stage.direction.title}
        subject = gettext("Stage %(number)s of %(direction)s has been reconsidered") % names
        context = {
            "reconsideration": reconsideration,
            "person": person,
            "outcomes": outcomes,
            "address": settings.PUBLIC_URL + stage.get_absolute_url(),
            "home": settings.PUBLIC_URL + "/",
            "is_asked": is_asked,
        }
        text = render_to_string("groups/mail/reconsidered.txt", context)
    return " ".join(subject.split()), text, None, [person.email or ""]
