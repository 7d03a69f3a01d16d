"""Meetings: planned, held, and their notes as a draft or completed."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from groups import planning_meetings
from groups.agenda import draft_in_each_language
from groups.forms.meetings import MeetingForm, NotesForm
from groups.models import Group, Meeting
from groups.models.meeting import IS_CANCELLED, IS_COMPLETED
from people.http import SignedInRequest
from people.may import may
from people.once import answered_once
from people.saving import save_once
from ui.dates import today
from ui.http import chosen_files, number_in, require_form_methods, typed


@require_safe
@never_cache
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """When, where and what about, for everybody; the notes for those who may read them."""
    meeting = _meeting(pk)
    allowed = may(request.user, meeting, hold="groups.hold_meeting", read_notes="groups.read_notes")
    allowed.change = allowed.hold and meeting.is_open
    allowed.cancel = allowed.change and not meeting.is_over
    was_held = meeting.is_over and not meeting.cancelled_at
    allowed.write_for_group = was_held and request.user.has_perm("feedback.write_for_group", meeting.group)
    context = {
        "meeting": meeting,
        "may": allowed,
        "may_remove": meeting.files_are_changed_by(request.user),
    }
    return render(request, "groups/meeting_detail.html", context)


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(Group.objects.current().select_related("direction"), slug=slug)
    if not request.user.has_perm("groups.plan_meeting", group):
        raise PermissionDenied
    meeting = Meeting(group=group, drafted=draft_in_each_language(group, today()))
    return _form(request, meeting, like_before(request, group))


@require_form_methods
@never_cache
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change when, where or what about; with `?draft` the agenda is drafted anew."""
    meeting = held_by(request, pk)
    if _is_settled(request, meeting):
        return redirect(meeting)
    if "draft" in request.GET:
        meeting.drafted = draft_in_each_language(meeting.group, meeting.starts_at.date())
    return _form(request, meeting, {})


@require_form_methods
@never_cache
@answered_once
def notes(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = held_by(request, pk)
    if _is_settled(request, meeting):
        return redirect(meeting)
    form = NotesForm(typed(request), chosen_files(request), meeting=meeting)
    response = save_once(request, form, lambda: form.write(by=request.user), partial(_noted, meeting))
    context = {"meeting": meeting, "form": form, "overtaken": form.overtaken}
    status = 422 if form.errors else 200
    return response or render(request, "groups/meeting_notes.html", context, status=status)


def _noted(meeting: Meeting) -> str:
    return (
        _("The notes are completed, dated today and in your name.") if meeting.completed_at else _("Saved.")
    )


@require_POST
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = held_by(request, pk)
    planning_meetings.cancel_meeting(meeting, by=request.user)
    messages.success(request, _("The meeting is cancelled."))
    return redirect(meeting.group)


def like_before(request: SignedInRequest, group: Group) -> dict[str, Any]:
    """What a new meeting takes over from the one of this group that `?like=` names."""
    before = group.meetings.filter(pk=number_in(request.GET.get("like", "")) or 0).first()
    if before is None:
        return {}
    begins, ends = (localtime(at).time() for at in (before.starts_at, before.ends_at))
    return {"title": before.title, "place": before.place, "begins": begins, "ends": ends}


def _meeting(pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.select_related("group__direction", "completed_by"), pk=pk)


def held_by(request: SignedInRequest, pk: int) -> Meeting:
    meeting = _meeting(pk)
    if not request.user.has_perm("groups.hold_meeting", meeting):
        raise PermissionDenied
    return meeting


def _is_settled(request: SignedInRequest, meeting: Meeting) -> bool:
    """Nothing changes it any more, and whoever came to do so is told why. What was typed is not lost."""
    if meeting.is_open or request.method == "POST":
        return False
    messages.warning(request, IS_COMPLETED if meeting.completed_at else IS_CANCELLED)
    return True


def _form(request: SignedInRequest, meeting: Meeting, initial: dict[str, Any]) -> HttpResponse:
    form = MeetingForm(typed(request), instance=meeting, initial=initial)
    is_new = meeting.pk is None

    def done() -> str:
        told = _("The meeting is planned, and everybody in the group is told.")
        return told if is_new and not meeting.is_over else _("Saved.")

    response = save_once(request, form, lambda: form.plan(by=request.user), done)
    context = {"meeting": meeting, "group": meeting.group, "form": form}
    status = 422 if form.errors else 200
    return response or render(request, "groups/meeting_form.html", context, status=status)
