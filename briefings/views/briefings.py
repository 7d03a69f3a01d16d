"""The Ledarforum briefing: drafted, edited, sent once, and read in the archive."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from briefings import gathering as flow
from briefings.forms.briefing import BriefingForm
from briefings.models import Briefing
from briefings.models.briefing import IS_BEGUN
from feedback.views.finding import asks_for_preview, preview
from people.http import SignedInRequest
from people.may import may
from people.once import answered_once
from people.saving import save_once
from ui.edit_conflict import EditConflict
from ui.http import require_form_methods, typed, version_seen

PER_PAGE = 12
PAGE = "briefings/briefing_form.html"
PUBLISH = "briefings.publish_briefing"


@require_safe
@never_cache
def list_briefings(request: SignedInRequest) -> HttpResponse:
    """The archive, the latest first; on top the draft, for those who write it."""
    page = Paginator(Briefing.objects.sent(), PER_PAGE).get_page(request.GET.get("page"))
    drafts = Briefing.objects.visible_to(request.user).filter(sent_at=None)
    context = {"page": page, "draft": drafts.first(), "may": may(request.user, publish=PUBLISH)}
    return render(request, "briefings/briefing_list.html", context)


@require_safe
@never_cache
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was sent, for everybody; the draft and what sending it means, for those who write it."""
    briefing = _briefing(request, pk)
    context = {"briefing": briefing, "managers": None if briefing.is_sent else flow.forum().count()}
    return render(request, "briefings/briefing_detail.html", context)


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest) -> HttpResponse:
    """Begin the next one, drafted from what is new. There is one draft at a time."""
    _check_publishes(request)
    draft = Briefing.objects.drafts().first()
    if draft and request.method != "POST":
        messages.info(request, IS_BEGUN % {"name": draft.made_by.name})
        return redirect(draft)
    begun = flow.next_briefing(gathered=_gathered(request))
    if asks_for_preview(request):
        shown = BriefingForm(initial=request.POST.dict(), instance=begun)
        return preview(request, PAGE, {"form": shown, "briefing": begun})
    nothing_new = not begun.text and Briefing.objects.sent().exists()
    form = BriefingForm(typed(request), instance=begun)
    response = save_once(request, form, lambda: form.begin(by=request.user), _("Saved as a draft."))
    if response:
        return response
    return _form(request, form, draft=Briefing.objects.drafts().first(), nothing_new=nothing_new)


@require_form_methods
@never_cache
@answered_once
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go on with the draft. Whoever saves later keeps their words, and sees how they differ."""
    briefing = _published_by(request, pk)
    if briefing.is_sent and request.method != "POST":
        messages.warning(request, briefing.why_not)
        return redirect(briefing)
    if asks_for_preview(request):
        shown = BriefingForm(initial=request.POST.dict(), instance=briefing)
        return preview(request, PAGE, {"form": shown, "briefing": briefing})
    form = BriefingForm(typed(request), instance=briefing)
    response = save_once(request, form, lambda: form.write(by=request.user), _("Saved as a draft."))
    return response or _form(request, form, pieces=form.pieces)


@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it to every manager: once, and as the sender has read it."""
    briefing = _published_by(request, pk)
    try:
        count = flow.send(briefing, seen=version_seen(request), by=request.user)
    except EditConflict:
        messages.warning(
            request, _("Somebody has changed the briefing since you read it. Read it and send again.")
        )
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    else:
        sent = ngettext("Sent to %(count)s manager.", "Sent to %(count)s managers.", count)
        messages.success(request, sent % {"count": count})
    return redirect(briefing)


@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    briefing = _published_by(request, pk)
    if not briefing.discard(by=request.user):
        messages.warning(request, _("It has been sent, so it stays in the archive."))
        return redirect(briefing)
    messages.success(request, _("The draft has been deleted."))
    return redirect("briefings:list")


def _briefing(request: SignedInRequest, pk: int) -> Briefing:
    return get_object_or_404(Briefing.objects.visible_to(request.user), pk=pk)


def _published_by(request: SignedInRequest, pk: int) -> Briefing:
    briefing = _briefing(request, pk)
    _check_publishes(request)
    return briefing


def _check_publishes(request: SignedInRequest) -> None:
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied


def _gathered(request: SignedInRequest) -> datetime | None:
    """When the draft that is being saved was gathered; nonsense is no such time."""
    try:
        shown = parse_datetime(request.POST.get("made_at", ""))
    except ValueError:
        return None
    return shown if shown and is_aware(shown) else None


def _form(request: SignedInRequest, form: BriefingForm, **more: Any) -> HttpResponse:
    context = {"form": form, "briefing": form.instance, **more}
    return render(request, PAGE, context, status=422 if form.errors else 200)
