"""People as the groups know them: a manager's own employees, and one person's record over the years."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directions.models import Stage
from groups import on_paper, request_sentences
from groups.models import JoinRequest, JoinStep, Membership
from notices.models import Notice
from people.http import SignedInRequest
from people.managing import absence
from people.may import may
from people.models import Person
from people.models.person import led_by
from ui.dates import today
from ui.search_form import SearchForm
from ui.swedish import alphabetically

SOON = timedelta(days=45)
MANY = 15  # rows, from which on one looks for a name


class Employee(Protocol):
    """A person from `_own_employees`, with what has happened to them lately."""

    email: str | None
    news: list[JoinRequest]
    notices_to_print: list[Notice]


@require_safe
@never_cache
def my_people(request: SignedInRequest) -> HttpResponse:
    """A manager's page: what waits, who is where, and which stages end soon. With `?q=` those of a name."""
    form = SearchForm(request.GET or None)
    employees = _own_employees(request, form.words)
    directions = {seat.group.direction_id for employee in employees for seat in employee.current_seats}
    ending = Stage.objects.filter(
        direction__in=directions, direction__ended_on=None, ends_on__range=(today(), today() + SOON)
    )
    context = {
        "employees": sorted(
            employees, key=lambda employee: not (employee.open_requests or employee.current_seats)
        ),
        "waiting": JoinRequest.objects.waiting_for(request.user).with_people(),
        "ending": ending.select_related("direction").order_by("ends_on"),
        "form": form,
        "words": form.words,
        "searches": form.words or len(employees) > MANY,
        "without_mail": any(_is_told_on_paper(employee) for employee in employees),
    }
    return render(request, "groups/my_people.html", context)


@require_safe
@never_cache
def notices(request: SignedInRequest) -> HttpResponse:
    """What has happened lately to own employees who have no e-mail, one sheet each, to be printed."""
    sheets = [
        {"person": employee, "news": _on_paper(employee.news, request.user)}
        for employee in _own_employees(request)
        if _is_told_on_paper(employee)
    ]
    return render(request, "groups/notices.html", {"sheets": sheets})


def _is_told_on_paper(employee: Employee) -> bool:
    """Has no e-mail, and something to be told of."""
    return employee.email is None and bool(employee.news or employee.notices_to_print)


def _on_paper(news: Iterable[JoinRequest], manager: Person) -> list[tuple[str, QuerySet[JoinStep]]]:
    """A sentence for each request that moved, and its steps, which carry the reasons."""
    return [(request_sentences.on_paper(moved, manager), moved.steps.all()) for moved in news]


@require_safe
@never_cache
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who somebody is and where they sit; the years before for those who may see them."""
    person = get_object_or_404(Person.objects.select_related("unit", "manager", "stand_in"), pk=pk)
    sees_record = request.user.has_perm("groups.view_record", person)
    if not (person.is_active or sees_record):
        raise Http404
    seats = person.memberships.select_related("group__direction").order_by("-joined_at")
    context = {
        "person": person,
        "current": [seat for seat in seats if seat.left_at is None],
        "earlier": [seat for seat in seats if seat.left_at],
        "sees_record": sees_record,
        "absence": absence(person),
        "may": may(request.user, person, name_stand_in="people.name_stand_in"),
    }
    return render(request, "groups/person.html", context)


def _own_employees(request: SignedInRequest, words: str = "") -> list[Any]:
    """Whom one leads today, each with `current_seats`, `open_requests`, `notices_to_print`, `news`.

    Of those with the `words` in their name, where somebody looks for one.
    """
    if not request.user.has_perm("groups.have_employees"):
        raise PermissionDenied
    seats = Membership.objects.current().select_related("group__direction")
    requests = JoinRequest.objects.select_related("group")
    moved = on_paper.moved().select_related("group")
    employees = Person.objects.active().filter(led_by(request.user))
    return list(
        (employees.found_by(words) if words else employees)
        .select_related("manager")
        .order_by(alphabetically("name"))
        .prefetch_related(
            Prefetch("memberships", seats, to_attr="current_seats"),
            Prefetch("join_requests", requests.open(), to_attr="open_requests"),
            Prefetch("join_requests", moved.prefetch_related("steps"), to_attr="news"),
            Prefetch("notices", on_paper.to_print(), to_attr="notices_to_print"),
        )
    )
