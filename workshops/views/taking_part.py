"""The participant's way: in by code or link, notes, marks. On a phone, and without a script just as well."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from people.models import Person
from ui.htmx import page_or_part, wants_part
from ui.http import require_form_methods, typed
from ui.regular_text import regular_code
from workshops import guests, limits
from workshops.forms.answer import AnswerForm
from workshops.forms.workshop import CodeForm
from workshops.models import Answer, Mark, Participant, State, Theme, Workshop
from workshops.views.live import follow, headers_for, tag_of

PAGE = "workshops/take_part.html"
SAID = {
    State.PLANNED: gettext_lazy("You are in. It begins soon."),
    State.OPEN: gettext_lazy("The workshop takes notes now."),
    State.MARKING: gettext_lazy("Everybody can now place their marks."),
    State.CLOSED: gettext_lazy("The workshop is closed. Thank you!"),
}


@require_form_methods
@login_not_required
def join(request: HttpRequest) -> HttpResponse:
    """Where the code on the screen is written."""
    form = CodeForm(typed(request))
    if request.method == "POST":
        if limits.is_too_often_for(request, regular_code(request.POST.get("code", ""))):
            return _too_often(request)
        if form.is_valid():
            return redirect("workshops:take_part", form.cleaned_data["code"])
        limits.count(request, limits.WRONG_CODE)
    return render(request, "workshops/join.html", {"form": form}, status=422 if form.errors else 200)


@require_form_methods
@login_not_required
@never_cache
def take_part(request: HttpRequest, code: str) -> HttpResponse:
    """One's own notes and marks, and the form for another note. A poll that has nothing new reads one row."""
    participant = _participant(request, code)
    if participant is None:
        return _at_the_door(request, code, note=_note(request))
    if request.method == "POST":
        return _answer(request, participant)
    return follow(request, PAGE, "now", _tag(participant), lambda: _now(request, participant))


@require_POST
@login_not_required
def come_in(request: HttpRequest, code: str) -> HttpResponse:
    """Take part from now on: somebody signed in by their session, a guest by a word in a cookie.

    A note that was written before they were in, or in a browser that forgot who it is, comes in with them.
    """
    if limits.is_too_often_for(request, code):
        return _too_often(request)
    workshop = Workshop.objects.filter(code=code).first()
    if workshop is None:
        limits.count(request, limits.WRONG_CODE)
        raise Http404
    if turned_away := _turned_away(request, workshop):
        return turned_away
    if participant := _participant(request, code):
        limits.note_place(request, workshop)
        return _inside_with_note(request, participant)
    if not limits.count(request, limits.NEW_GUEST):
        return _door(request, workshop, refused=limits.TOO_MANY, status=429)
    try:
        participant = Participant.objects.come_in(workshop, _person(request))
    except ValidationError as problem:
        return _door(request, workshop, refused=" ".join(problem.messages), status=422)
    limits.note_place(request, workshop)
    response = _inside_with_note(request, participant)
    _let_keep(response, participant)
    return response


@require_POST
@login_not_required
def mark(request: HttpRequest, code: str, pk: int, *, placing: bool) -> HttpResponse:
    """Place a mark on a theme, or take it back."""
    participant = _participant(request, code)
    if participant is None:
        return _at_the_door(request, code)
    theme = get_object_or_404(Theme, workshop=participant.workshop_id, pk=pk)
    refused: dict[str, Any] = {}
    try:
        (Mark.objects.place if placing else Mark.objects.take_back)(participant, theme)
    except ValidationError as problem:
        refused = {"refused": " ".join(problem.messages), "refused_at": theme.pk}
        participant.workshop.refresh_from_db()
    if not refused and not wants_part(request):
        return redirect(f"{reverse('workshops:take_part', args=[code])}#theme-{pk}")
    status = 422 if refused and not wants_part(request) else 200  # a part is a part, whatever it says
    inside = _inside(participant)
    said = {"said": inside.get("left_in_words", "")}
    return page_or_part(request, PAGE, "now", inside | said | refused, status=status)


@require_POST
@login_not_required
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one's own note back, as long as the workshop takes answers."""
    participant = _participant(request, code)
    if participant is None:
        return _at_the_door(request, code)
    note = get_object_or_404(Answer, participant=participant, pk=pk)
    try:
        note.withdraw()
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The note has been removed."))
    return redirect("workshops:take_part", code)


def _person(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


def _guest(request: HttpRequest) -> int | None:
    """Which participant this browser was let in as, in some workshop."""
    return guests.number_in(request.COOKIES.get(guests.COOKIE, ""))


def _participant(request: HttpRequest, code: str) -> Participant | None:
    """Who asks, with the workshop in the same query; None for whoever has not come in."""
    inside = Participant.objects.select_related("workshop").filter(workshop__code=code)
    if request.user.is_authenticated:
        return inside.filter(person=request.user).first()
    if number := _guest(request):
        return inside.filter(pk=number, person=None, workshop__lets_guests_in=True, shut_out_at=None).first()
    return None


def _turned_away(request: HttpRequest, workshop: Workshop) -> HttpResponse | None:
    """Where somebody goes who may not take part; None when they may.

    Whoever has not signed in is asked to; the guest of another workshop is told that there is nothing here.
    """
    if person := _person(request):
        if not person.has_perm("workshops.take_part", workshop):
            context = {"workshop": workshop}
            return render(request, "workshops/not_for_you.html", context, status=403)
        return None
    number = _guest(request)
    if number and Participant.objects.filter(pk=number, workshop=workshop).exclude(shut_out_at=None).exists():
        return render(request, "workshops/shut_out.html", status=403)
    if workshop.lets_guests_in:
        return None
    if number:
        raise Http404
    signing_in = redirect_to_login(reverse("workshops:take_part", args=[workshop.code]), settings.LOGIN_URL)
    if _note(request):
        return render(request, "signed_out.html", {"address": signing_in.url}, status=401)
    return signing_in


def _at_the_door(request: HttpRequest, code: str, note: str = "") -> HttpResponse:
    """For whoever has not come in: the question and one button, or what stands in the way. A note waits."""
    if limits.is_too_often_for(request, code):
        return _too_often(request)
    workshop = Workshop.objects.filter(code=code).first()
    if workshop is None:
        limits.count(request, limits.WRONG_CODE)
        return render(request, "workshops/join.html", {"form": CodeForm({"code": code})}, status=404)
    if turned_away := _turned_away(request, workshop):
        return turned_away
    if request.method == "POST" and not note:
        return redirect("workshops:take_part", code)
    return _door(request, workshop, status=422 if note else 200)


def _door(
    request: HttpRequest, workshop: Workshop, *, refused: str | Promise = "", status: int
) -> HttpResponse:
    """The question and one button, with the note that was written in a browser that forgot who it is."""
    is_guest = _person(request) is None
    form = AnswerForm(initial=request.POST.dict(), is_guest=is_guest) if _note(request) else None
    is_shut = is_guest and workshop.all_guests_have_come
    context = {"workshop": workshop, "refused": refused, "form": form, "is_shut": is_shut}
    return render(request, "workshops/door.html", context, status=status)


def _note(request: HttpRequest) -> str:
    """What was written into a note that has not been taken."""
    return request.POST.get("text", "").strip()


def _too_often(request: HttpRequest) -> HttpResponse:
    """The page for the code, whatever the code was: neither a right one nor a wrong one is told from it."""
    context = {"form": CodeForm(), "refused": limits.TOO_OFTEN}
    return render(request, "workshops/join.html", context, status=429)


def _inside_with_note(request: HttpRequest, participant: Participant) -> HttpResponse:
    if _note(request):
        return _answer(request, participant)
    return redirect("workshops:take_part", participant.workshop.code)


def _answer(request: HttpRequest, participant: Participant) -> HttpResponse:
    form = AnswerForm(request.POST, is_guest=participant.is_guest)
    if form.is_valid():
        try:
            form.give(participant)
        except ValidationError as problem:
            form.add_error("text", problem)
            participant.workshop.refresh_from_db()
        else:
            messages.success(request, _("Your note has been sent. Write another one if you like."))
            return redirect("workshops:take_part", participant.workshop.code)
    return render(request, PAGE, _inside(participant, form), status=422)


def _tag(participant: Participant) -> str:
    """While answers are written nothing changes for a participant but the step, whoever else writes."""
    workshop = participant.workshop
    outline = 0 if workshop.state == State.OPEN else workshop.outline
    return tag_of(workshop.pk, participant.pk, workshop.state, outline)


def _inside(participant: Participant, form: AnswerForm | None = None) -> dict[str, Any]:
    workshop = participant.workshop
    context = {
        "workshop": workshop,
        "follow": headers_for(_tag(participant)),
        "participant": participant,
        "form": form or AnswerForm(is_guest=participant.is_guest),
        "notes": participant.answers.select_related("theme").order_by("-pk"),
    }
    if workshop.state == State.MARKING:
        context |= _marking(participant)
    return context


def _now(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """What is there now; and a word on it for whoever cannot see it, when the workshop has gone on since they
    last asked (the tag that comes along says in which step that was).
    """
    state = State(participant.workshop.state)
    is_new = f"-{state.value}-" not in request.headers.get("If-None-Match", "")
    return _inside(participant) | ({"said": SAID[state]} if is_new else {})


def _marking(participant: Participant) -> dict[str, Any]:
    marked = set(participant.marks.values_list("theme", flat=True))
    themes = list(participant.workshop.themes.in_order().prefetch_related("answers"))
    left = participant.workshop.allowance - len(marked)
    return {
        "themes": themes,
        "marked": marked,
        "left": left,
        "left_in_words": _left_in_words(
            left, participant.workshop.allowance, all_marked=len(marked) == len(themes)
        ),
    }


def _left_in_words(left: int, allowance: int, *, all_marked: bool) -> str:
    if not left:
        return _("You have placed all your marks")
    if all_marked:
        return _("You have marked every theme")
    words = ngettext(
        "%(count)s of your %(all)s marks is left", "%(count)s of your %(all)s marks are left", left
    )
    return words % {"count": left, "all": allowance}


def _let_keep(response: HttpResponse, participant: Participant) -> None:
    """The word that a guest's browser keeps, for this day."""
    if participant.is_guest:
        response.set_cookie(
            guests.COOKIE,
            guests.word_for(participant),
            max_age=guests.LASTS,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
