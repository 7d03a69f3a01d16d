"""The organisation as a picture and in words, and the storgrupp's overview."""

from collections.abc import Container
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from directions.models import Direction
from groups import chart
from groups.composition import all_vacancies
from groups.kinds import KindCode
from groups.models import Group, Membership, Role
from groups.overview import WAYS, in_short, only
from groups.overview import overview as overview_rows
from people.http import SignedInRequest
from people.models import Person
from ui.swedish import alphabetically
from ui.unchanged import shows_rows_alone


@require_safe
@shows_rows_alone
def organisation(request: SignedInRequest) -> HttpResponse:
    """Every body and group, who reads what, and what stands vacant."""
    groups = list(
        Group.objects.current().select_related("direction").with_seats().order_by(alphabetically("name"))
    )
    directions = list(Direction.objects.current())
    vacancies = all_vacancies()
    vacant = {vacancy.group.pk: vacancy.group for vacancy in vacancies}
    bodies = {KindCode(group.kind): group for group in groups if group.rule.governing}
    context: dict[str, Any] = {
        "director": _director(),
        "bodies": [bodies[code] for code in KindCode if code in bodies],
        "directions": [
            (direction, [group for group in groups if group.direction_id == direction.pk])
            for direction in directions
        ],
        "vacancies": vacancies,
        "vacant": vacant.keys(),
        "appoints_to": [pk for pk, group in vacant.items() if request.user.has_perm("groups.appoint", group)],
    }
    contents = _contents(context["director"], bodies, len(groups) - len(bodies), vacant)
    context["charts"] = [chart.chart(layout, contents) for layout in (chart.WIDE, chart.TALL)]
    return render(request, "groups/organisation.html", context)


def _director() -> Membership | None:
    chairs = Membership.objects.current().filter(group__kind=KindCode.STEERING_GROUP, role=Role.CHAIR)
    return chairs.select_related("person").first()


def _contents(
    director: Membership | None, bodies: dict[KindCode, Group], working: int, vacant: Container[int]
) -> dict[str, chart.Content]:
    """What stands in each box of the picture: the director's, the bodies', and the work's below."""
    contents: dict[str, chart.Content] = {
        chart.DIRECTOR: chart.Content(_("The director"), director.person.name if director else _("vacant")),
        chart.WORK: chart.Content(
            _("Working groups and learning forums"), _groups_words(working), reverse("groups:list")
        ),
    }
    for code, body in bodies.items():
        is_vacant = body.pk in vacant
        note = _people_words(body)
        note = _("%(people)s, vacancy") % {"people": note} if is_vacant else note
        contents[code] = chart.Content(body.name, note, body.get_absolute_url(), is_vacant)
    return contents


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The storgrupp's own page: every direction, its stage, its groups and those that have gone silent."""
    rows, way = overview_rows(), request.GET.get("only", "")
    context = {
        "rows": only(rows, way) if way in WAYS else rows,
        "is_narrowed": way in WAYS,
        "in_short": in_short(rows),
        "vacancies": all_vacancies(),
    }
    return render(request, "groups/overview.html", context)


def _people_words(group: Group) -> str:
    count = group.seats_taken if group.rule.has_members else Person.objects.managers().count()
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count}


def _groups_words(count: int) -> str:
    return ngettext("%(count)s group", "%(count)s groups", count) % {"count": count}
