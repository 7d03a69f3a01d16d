from datetime import timedelta
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import BigIntegerField, CharField, Count, DateTimeField, QuerySet, Window
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from directions.lineage import around
from groups import joining
from groups.composition import balance_sentence, vacancies
from groups.forms.filtering import GroupFilterForm
from groups.models import Group, GroupLink, Meeting, Membership, Role
from groups.models.group_row import COLUMNS, GroupRow
from notices.models import Follow
from people.http import SignedInRequest
from people.may import may
from ui.dates import now
from ui.folding import folded
from ui.htmx import page_or_part
from ui.prepared import Place, prepared
from ui.unchanged import shows_rows_alone

PER_PAGE = 20
FEW = 3  # pieces of feedback; all of them are in a list of their own
PEOPLE = 6  # of a group; all of them a click away
MEETINGS_BACK = timedelta(days=120)
MEETINGS = 30  # at the most, of those around now
ACTS = {
    "edit": "groups.edit_group",
    "suggest": "groups.suggest_outcome",
    "end": "groups.end_group",
    "plan_meeting": "groups.plan_meeting",
    "represent": "groups.represent_group",
    "appoint": "groups.appoint",
    "change_lineage": "directions.change_lineage",
}


@require_safe
@shows_rows_alone
def list_groups(request: SignedInRequest) -> HttpResponse:
    """Groups by direction and then the bodies, narrowed by kind, unit and whether there is a seat to take."""
    form = GroupFilterForm(request.GET or None)
    page = _narrowed(request, form) if form.is_bound else _first_page()
    count = page.paginator.count
    found = ngettext("%(count)s group", "%(count)s groups", count) % {"count": count}
    return page_or_part(
        request, "groups/group_list.html", "results", {"form": form, "page": page, "found": found}
    )


def _narrowed(request: SignedInRequest, form: GroupFilterForm) -> Any:
    groups = form.narrow(request.user).as_one_looks_for_one()
    page: Any = Paginator(groups, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = page.object_list.in_rows()
    return page


def _first_page() -> Any:
    """As nearly everybody meets the list: how many there are stands in each row."""
    rows: list[Any] = _first_rows(at=now())
    paginator: Any = Paginator([GroupRow(**{name: row[name] for name in COLUMNS}) for row in rows], PER_PAGE)
    paginator.count = rows[0]["count"] if rows else 0
    return paginator.page(1)


@prepared(at=DateTimeField())
def _first_rows(at: Place) -> QuerySet[Any, Any]:
    groups = Group.objects.current().as_one_looks_for_one(at)
    return groups.values(*COLUMNS, count=Window(Count("*")))[:PER_PAGE]


@require_safe
@shows_rows_alone
def detail(request: SignedInRequest, slug: str) -> HttpResponse:
    return _group_page(request, find_group(request, slug))


def find_group(request: SignedInRequest, slug: str) -> Group:
    kind = ContentType.objects.get_for_model(Group).pk
    for group in _with_what_it_shows(slug=slug, person=request.user.pk, kind=kind, at=now()):
        return group
    raise Http404


@prepared(slug=CharField(), person=BigIntegerField(), kind=BigIntegerField(), at=DateTimeField())
def _with_what_it_shows(slug: Place, person: Place, kind: Place, at: Place) -> QuerySet[Group]:
    """A group for its page: its seats, and the person's own request there and mark."""
    groups = Group.objects.select_related("direction", "theme__workshop").filter(slug=slug)
    groups = groups.with_seats(at).with_request_of(person)
    return groups.annotate(is_followed=Follow.objects.marks_of(person, kind))


@prepared(group=BigIntegerField())
def _members_now(group: Place) -> QuerySet[Membership]:
    return Membership.objects.current().filter(group=group).with_people()


@prepared(group=BigIntegerField(), since=DateTimeField())
def _meetings_since(group: Place, since: Place) -> QuerySet[Meeting]:
    near = Meeting.objects.held_or_coming().filter(group=group, starts_at__gte=since)
    return near.order_by("starts_at")[:MEETINGS]


def _group_page(request: SignedInRequest, group: Group) -> HttpResponse:
    came_from, led_to = around(GroupLink, group, "earlier__direction", "later__direction")
    members = _members(group)
    members_first, members_rest = folded(members, PEOPLE)
    context = {
        "group": group,
        "may": may(request.user, group, **ACTS),
        "vacancies": [] if group.ended_on else vacancies(group, members),
        "balance": "" if group.rule.governing or not members else balance_sentence(group, members),
        "eligibility": joining.eligibility(group, request.user),
        "members": members,
        "members_first": members_first,
        "members_rest": members_rest,
        "convenes": _convenes(request, members),
        "unplanned": _unplanned(request, members),
        "came_from": came_from,
        "led_to": led_to,
        "became": [link.later for link in cast("list[GroupLink]", led_to)],
        "stage": group.stage_now,
        **_meetings(group),
        "posts": group.feedback.model.latest_about(request.user, FEW, group=group.pk),
    }
    return render(request, "groups/group_detail.html", context)


def _members(group: Group) -> list[Membership]:
    if not group.rule.has_members:
        return []
    return list(group.members().with_people()) if group.ended_on else _members_now(group=group.pk)


def _convenes(request: SignedInRequest, members: list[Membership]) -> bool:
    return any(seat.person_id == request.user.pk and seat.role == Role.CONVENER for seat in members)


def _unplanned(request: SignedInRequest, members: list[Membership]) -> str:
    """In place of a meeting: whom to ask when there will be one."""
    for seat in members:
        if seat.role == Role.CONVENER and seat.person_id != request.user.pk:
            text = gettext("None planned yet. Ask %(name)s, who convenes the group.")
            return text % {"name": seat.person.name}
    return gettext("None planned yet. The group plans its meetings itself.")


def _meetings(group: Group) -> dict[str, list[Meeting]]:
    """The next three and the latest three, in one query."""
    meetings = _meetings_since(group=group.pk, since=now() - MEETINGS_BACK)
    past = [meeting for meeting in meetings if meeting.is_over]
    return {"coming": meetings[len(past) :][:3], "past": past[:-4:-1]}
