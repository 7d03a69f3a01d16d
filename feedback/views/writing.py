"""Writing feedback: a draft, then completed, which sends it upward."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from directions.models import Direction
from feedback import writing
from feedback.forms.writing import FeedbackForm
from feedback.models import Feedback, Voice
from feedback.views.finding import asks_for_preview, find_feedback, preview
from groups.models import Group
from people.http import SignedInRequest
from people.once import answered_once
from people.saving import save_once
from ui.edit_conflict import CHANGED_SINCE_READ, EditConflict
from ui.http import chosen_files, require_form_methods, typed, version_seen

PAGE = "feedback/feedback_form.html"
SENT = gettext_lazy("Completed and sent. You will see here when it has been read and answered.")


@require_form_methods
@never_cache
@answered_once
def new_for_group(request: SignedInRequest, slug: str) -> HttpResponse:
    """A member writes in the group's name."""
    group = _group(slug)
    if not request.user.has_perm("feedback.write_for_group", group):
        raise PermissionDenied
    return _write(request, Feedback.draft(by=request.user, voice=Voice.GROUP, group=group))


@require_form_methods
@never_cache
@answered_once
def new_about_group(request: SignedInRequest, slug: str) -> HttpResponse:
    """Anybody writes in their own name about a group, as long as it lives."""
    group = _group(slug)
    if not request.user.has_perm("feedback.write_about", group):
        raise PermissionDenied
    return _write(request, Feedback.draft(by=request.user, voice=Voice.PERSON, group=group))


@require_form_methods
@never_cache
@answered_once
def new_about_direction(request: SignedInRequest, slug: str) -> HttpResponse:
    """Anybody writes in their own name about a direction, as long as it lives."""
    direction = get_object_or_404(Direction, slug=slug)
    if not request.user.has_perm("feedback.write_about", direction):
        raise PermissionDenied
    return _write(request, Feedback.draft(by=request.user, voice=Voice.PERSON, direction=direction))


@require_form_methods
@never_cache
@answered_once
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    post = find_feedback(request, pk)
    if not request.user.has_perm("feedback.edit_feedback", post):
        raise PermissionDenied
    return _write(request, post)


@require_POST
def complete(request: SignedInRequest, pk: int) -> HttpResponse:
    post = find_feedback(request, pk)
    if not request.user.has_perm("feedback.complete_feedback", post):
        raise PermissionDenied
    try:
        if writing.complete(post, by=request.user, seen=version_seen(request)):
            messages.success(request, SENT)
    except EditConflict:
        messages.warning(request, CHANGED_SINCE_READ)
    return redirect(post)


@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    post = find_feedback(request, pk)
    if not request.user.has_perm("feedback.discard_feedback", post):
        raise PermissionDenied
    if writing.discard(post, by=request.user):
        messages.success(request, _("The draft has been deleted."))
    return redirect(post.subject)


def _group(slug: str) -> Group:
    return get_object_or_404(Group.objects.select_related("direction"), slug=slug)


def _write(request: SignedInRequest, post: Feedback) -> HttpResponse:
    """Show the form, or take what was typed; an error keeps every word."""
    may_complete = request.user.has_perm("feedback.complete_feedback", post)
    if asks_for_preview(request):
        begun = FeedbackForm(initial=request.POST.dict(), instance=post, may_complete=may_complete)
        begun.warn_of_lost_files(request.FILES)
        return preview(request, PAGE, {"form": begun, "post": post})
    form = FeedbackForm(typed(request), chosen_files(request), instance=post, may_complete=may_complete)
    response = save_once(
        request,
        form,
        lambda: form.write(by=request.user),
        lambda: SENT if form.completes else _("Saved as a draft."),
    )
    context = {"form": form, "post": post, "overtaken": form.overtaken}
    return response or render(request, PAGE, context, status=422 if form.errors else 200)
