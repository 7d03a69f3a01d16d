"""The organisation as a picture and in words, and the storgrupp's overview."""

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


@require_safe
def organisation(request: SignedInRequest) -> HttpResponse:
    """Every body and group, who reads what, and what stands vacant."""
    groups = list(Group.objects.current().select_related("direction").with_seats().order_by("name"))
    vacancies = all_vacancies()
    vacant = {one.group.pk for one in vacancies}
    bodies = {group.kind: group for group in groups if group.rule.governing}
    drawn = {
        KindCode(kind): chart.body_box(group, _people_words(group), group.pk in vacant)
        for kind, group in bodies.items()
        if kind in chart.PLACES
    }
    directions = list(Direction.objects.current())
    streams = chart.streams(directions, groups, vacant)
    context = {
        "director": Membership.objects.current()
        .filter(group__kind=KindCode.STEERING_GROUP, role=Role.CHAIR)
        .select_related("person")
        .first(),
        "director_box": chart.Box(*chart.DIRECTOR),
        "boxes": drawn.values(),
        "ways": chart.ways(drawn),
        "streams": streams,
        "height": chart.height(streams),
        "bodies": [bodies[code] for code in KindCode.values if code in bodies],
        "directions": [
            (one, [group for group in groups if group.direction_id == one.pk]) for one in directions
        ],
        "vacancies": vacancies,
    }
    return render(request, "groups/organisation.html", context)


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The storgrupp's own page: every direction, its stage, its groups and those that have gone silent."""
    return render(request, "groups/overview.html", {"rows": overview_rows()})


def _people_words(group: Group) -> str:
    count = group.seats_taken if group.rule.has_members else Person.objects.managers().count()
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
