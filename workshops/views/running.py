"""For those who run a workshop: answers as they come in, placed in themes; the steps; the screen."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.http import SignedInRequest
from people.may import may
from ui.htmx import wants_part
from ui.http import number_in, require_form_methods, typed
from ui.qr import square
from workshops import limits
from workshops.boards import boards
from workshops.counting import counted
from workshops.forms.theme import PlaceForm
from workshops.growing import GROWING
from workshops.models import Answer, State, Workshop
from workshops.steps import none_to_place, nothing_yet, steps, ways_on
from workshops.views.live import follow, tag_of

AT_ONCE = 200  # answers that are shown to be placed; the others follow as these are
TAKEN = {
    State.OPEN: gettext_lazy("The workshop is now open for notes."),
    State.MARKING: gettext_lazy("Everybody can now place their marks."),
    State.CLOSED: gettext_lazy("The workshop is closed. Its result can still be read."),
}


@require_form_methods
@never_cache
def run(request: SignedInRequest, code: str) -> HttpResponse:
    """The facilitator's page. The list of answers grows while one ticks: `?after=` asks for what has come."""
    workshop = run_by(request, code)
    form = PlaceForm(typed(request), workshop=workshop)
    if request.method == "POST" and form.is_valid():
        try:
            theme = form.place(by=request.user)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request,
                _("Placed in “%(theme)s”.") % {"theme": theme} if theme else _("Removed from its theme."),
            )
            return redirect("workshops:run", code)
    if form.errors:
        return render(request, "workshops/run.html", _running(request, form), status=422)
    if wants_part(request):
        return _arrivals(request, workshop)
    tag = _tag(workshop)
    return follow(request, "workshops/run.html", "arrivals", tag, lambda: _running(request, form))


@require_POST
def go_to(request: SignedInRequest, code: str, step: State) -> HttpResponse:
    """Take a step: open it, let marks be placed, close it."""
    workshop = run_by(request, code)
    limits.note_place(request, workshop)
    try:
        if workshop.go_to(step, by=request.user):
            messages.success(request, TAKEN[step])
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    return redirect(workshop if workshop.is_closed else reverse("workshops:run", args=[code]))


@require_safe
def screen(request: SignedInRequest, code: str) -> HttpResponse:
    """For the projector: the question, how to take part, and the themes as they grow."""
    workshop = run_by(request, code)
    address = request.build_absolute_uri(reverse("workshops:take_part", args=[code]))
    way_in = request.build_absolute_uri(reverse("workshops:join"))

    def context() -> dict[str, Any]:
        shown = counted(Workshop.objects.all()).get(pk=workshop.pk)
        ways = {"way_in": way_in.split("://", 1)[-1].rstrip("/"), "qr": square(address)}
        nothing = nothing_yet(shown.state)
        return {"workshop": shown, "boards": boards(shown), "nothing_yet": nothing, **ways}

    return follow(request, "workshops/screen.html", "now", tag_of(workshop.pk, workshop.version), context)


def run_by(request: SignedInRequest, code: str) -> Workshop:
    workshop = get_object_or_404(Workshop, code=code)
    if not request.user.has_perm("workshops.run_workshop"):
        raise PermissionDenied
    return workshop


def _tag(workshop: Workshop) -> str:
    return tag_of(workshop.pk, workshop.version)


def _running(request: SignedInRequest, form: PlaceForm) -> dict[str, Any]:
    workshop = counted(Workshop.objects.all()).get(pk=form.workshop.pk)
    unplaced = Answer.objects.of(workshop).unplaced().with_signatures()
    arrived = list(unplaced[:AT_ONCE])
    return {
        "workshop": workshop,
        "guest_count": workshop.participants.filter(person=None).count() if workshop.lets_guests_in else 0,
        "steps": steps(workshop.state),
        "ways_on": ways_on(workshop.state),
        "may": may(request.user, None, **GROWING),
        "form": form,
        "arrived": arrived,
        "none_to_place": none_to_place(workshop.state, has_notes=workshop.answer_count > 0),
        "last": arrived[-1].pk if arrived else 0,
        "themes": list(workshop.themes.with_answers().with_what_grew()),
        "ticked": set(form["answers"].value() or []),
    }


def _arrivals(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """What has come after the last answer on the page, and the counts as they now are."""
    after = number_in(request.GET.get("after", "0"))
    if after is None:
        raise Http404

    def context() -> dict[str, Any]:
        unplaced = Answer.objects.of(workshop).unplaced().with_signatures()
        arrived = list(unplaced.filter(pk__gt=after)[:AT_ONCE])
        return {
            "workshop": counted(Workshop.objects.all()).get(pk=workshop.pk),
            "arrived": arrived,
            "last": arrived[-1].pk if arrived else after,
        }

    return follow(request, "workshops/run.html", "arrivals", _tag(workshop), context)
