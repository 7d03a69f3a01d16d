"""Requests to join that wait for one person, as tasks."""

from collections.abc import Iterable

from django.utils.translation import gettext

from groups.models import JoinRequest, JoinState
from groups.request_sentences import invitation, state_in_words
from people.models import Person
from ui.choices import Written
from ui.task import Task


def request_tasks(person: Person, join_requests: Iterable[JoinRequest]) -> list[Task]:
    """Those that wait for this very person: as manager, as representative, or as the one asked."""
    return [
        Task(
            what=_request_words(join_request, person),
            where=_where_it_waits(join_request, person),
            days=join_request.days_waiting,
            address=join_request.get_absolute_url(),
            action=gettext("See, or say no")
            if _is_put_forward(join_request, person)
            else gettext("See and answer"),
        )
        for join_request in join_requests
    ]


def _where_it_waits(join_request: JoinRequest, person: Person) -> str | Written:
    """As whom one meets it: as the one it is about, as their manager or for them, or among others."""
    if join_request.person_id == person.pk:
        return Written(join_request.group.name)
    manager = join_request.person.manager
    if join_request.state != JoinState.WISHED or join_request.person.acting_manager != person:
        return state_in_words(join_request, person)
    if manager and manager != person:
        return gettext("in place of %(manager)s") % {"manager": manager.name}
    return gettext("as the manager")


def _is_put_forward(join_request: JoinRequest, person: Person) -> bool:
    """It is this very person whom their manager has put forward."""
    return join_request.state == JoinState.PUT_FORWARD and join_request.person_id == person.pk


def _request_words(join_request: JoinRequest, person: Person) -> str:
    names = {"person": join_request.person.name, "group": join_request.group.name}
    if _is_put_forward(join_request, person):
        return gettext("You have been put forward to %(group)s") % names
    if join_request.state == JoinState.ASKED_ALONG:
        mine = join_request.person_id == person.pk
        along = gettext("%(invitation)s Do you come along?") % {"invitation": invitation(join_request)}
        return along if mine else gettext("%(person)s is asked to come along to %(group)s") % names
    if join_request.state != JoinState.OFFERED:
        return gettext("%(person)s would like to take part in %(group)s") % names
    mine = join_request.person_id == person.pk
    return (
        gettext("A seat in %(group)s is held for you")
        if mine
        else gettext("A seat in %(group)s is held for %(person)s")
    ) % names
