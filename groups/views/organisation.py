"""The organisation as a picture and in words, and the storgrupp's overview."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from directions.models import Direction
from groups import chart
from groups.composition import all_vacancies
from groups.kinds import KindCode
from groups.models import Group, Membership, Role
from groups.overview import overview as overview_rows
from people.http import SignedInRequest
from people.models import Person
from ui.swedish import alphabetically


@require_safe
def organisation(request: SignedInRequest) -> HttpResponse:
    """Every body and group, who reads what, and what stands vacant."""
    groups = list(
        Group.objects.current().select_related("direction").with_seats().order_by(alphabetically("name"))
    )
    directions = list(Direction.objects.current())
    vacancies = all_vacancies()
    vacant = {vacancy.group.pk: vacancy.group for vacancy in vacancies}
    bodies = {group.kind: group for group in groups if group.rule.governing}
    context = {
        "director": _director(),
        "bodies": [bodies[code] for code in KindCode.values if code in bodies],
        "directions": [
            (direction, [group for group in groups if group.direction_id == direction.pk])
            for direction in directions
        ],
        "vacancies": vacancies,
        "appoints_to": [pk for pk, group in vacant.items() if request.user.has_perm("groups.appoint", group)],
    }
    drawn = _chart(directions, groups, set(vacant))
    return render(request, "groups/organisation.html", context | drawn)


def _director() -> Membership | None:
    chairs = Membership.objects.current().filter(group__kind=KindCode.STEERING_GROUP, role=Role.CHAIR)
    return chairs.select_related("person").first()


def _chart(directions: list[Direction], groups: list[Group], vacant: set[int]) -> dict[str, Any]:
    """What is drawn: the bodies' boxes, the ways between them, and the work below."""
    boxes = {
        KindCode(group.kind): chart.body_box(group, _people_words(group), group.pk in vacant)
        for group in groups
        if group.kind in chart.PLACES
    }
    streams = chart.streams(directions, groups, vacant)
    return {
        "director_box": chart.Box(*chart.DIRECTOR),
        "boxes": boxes.values(),
        "ways": chart.ways(boxes),
        "streams": streams,
        "height": chart.height(streams),
    }


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The storgrupp's own page: every direction, its stage, its groups and those that have gone silent."""
    return render(request, "groups/overview.html", {"rows": overview_rows()})


def _people_words(group: Group) -> str:
    count = group.seats_taken if group.rule.has_members else Person.objects.managers().count()
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
