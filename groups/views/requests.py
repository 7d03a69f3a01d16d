"""Requests to join: the manager's way in for an employee, the employee's own wish, and the waiting list."""

from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from groups import joining, request_sentences
from groups.eligibility import NotAllowed
from groups.forms.requests import PutForwardForm, ReasonForm, WordForm
from groups.models import Group, JoinRequest, JoinState
from groups.models.join_state import HELD_OUT
from people.choosing import found_people
from people.http import SignedInRequest
from people.may import may
from people.models import Person
from people.once import answered_once
from people.saving import save_once
from ui.edit_conflict import EditConflict
from ui.http import require_form_methods, typed

TOLD = gettext_lazy("The group has been told. You can see here how it goes.")
Act = Callable[[JoinRequest, Mapping[str, str]], str]  # takes the step with what was written; says so

ACTS = {
    "support": "groups.support_request",
    "answer": "groups.answer_request",
    "accept": "groups.accept_offer",
    "withdraw": "groups.withdraw_request",
}


@require_safe
@never_cache
def list_requests(request: SignedInRequest) -> HttpResponse:
    """The open requests this person has to do with, the longest waiting first."""
    open_requests = JoinRequest.objects.visible_to(request.user).open().with_people().order_by("since", "pk")
    return render(request, "groups/request_list.html", {"requests": open_requests})


@require_safe
@never_cache
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest) -> HttpResponse:
    """A manager puts an own employee forward: whom, to which group, and a word to its representative."""
    if not request.user.has_perm("groups.have_employees"):
        raise PermissionDenied
    form = PutForwardForm(typed(request), manager=request.user, initial=request.GET.dict())
    if found := found_people(request, form["person"]):
        return found
    response = save_once(request, form, form.put_forward, TOLD, refused=(NotAllowed,))
    status = 422 if form.errors else 200
    return response or render(request, "groups/request_form.html", {"form": form}, status=status)


@require_POST
def wish(request: SignedInRequest, slug: str) -> HttpResponse:
    """An employee would like to take part; it reaches their manager."""
    acting = request.user.acting_manager
    who = acting.name if acting else _("The coordinators")
    done = _("%(who)s can now see that you would like to take part.") % {"who": who}
    return _ask_to_join(request, slug, "groups.wish_to_join", joining.wish, done)


@require_POST
def queue(request: SignedInRequest, slug: str) -> HttpResponse:
    """A manager stands in line for a full group."""
    return _ask_to_join(
        request, slug, "groups.join_group", joining.queue_up, _("You are on the waiting list.")
    )


@require_POST
def support(request: SignedInRequest, pk: int) -> HttpResponse:
    """The talk has been had: the manager puts the employee forward."""

    def act(join_request: JoinRequest, words: Mapping[str, str]) -> str:
        joining.support(join_request, by=request.user, word=words["word"])
        return _put_forward_in_words(join_request, request.user)

    return _step(request, pk, "groups.support_request", act, WordForm)


@require_POST
def not_now(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "groups.support_request", _closing(request, JoinState.NOT_NOW), ReasonForm)


@require_POST
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(request, pk, "groups.answer_request", _closing(request, JoinState.DECLINED), ReasonForm)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """The employee says no, or takes it back; or the manager does."""
    return _step(request, pk, "groups.withdraw_request", _closing(request, JoinState.WITHDRAWN))


@require_POST
def welcome(request: SignedInRequest, pk: int) -> HttpResponse:
    def act(join_request: JoinRequest, words: Mapping[str, str]) -> str:
        names = {"person": join_request.person, "group": join_request.group}
        if joining.welcome(join_request, by=request.user) == JoinState.WELCOMED:
            return _("%(person)s is now in %(group)s.") % names
        return _("%(group)s is full. %(person)s is on the waiting list.") % names

    return _step(request, pk, "groups.answer_request", act)


@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the seat that is held for one, or come along to where one's group led."""

    def act(join_request: JoinRequest, words: Mapping[str, str]) -> str:
        is_own = join_request.person == request.user
        own = _("You are in %(group)s. Welcome!")
        done = {
            JoinState.LAPSED: _("The offer had expired, and the seat has gone to the next person."),
            JoinState.QUEUED: _("The group is full. You are on the waiting list."),
            JoinState.WELCOMED: own if is_own else _("%(person)s is now in %(group)s."),
        }
        names = {"person": join_request.person, "group": join_request.group}
        return done[joining.accept(join_request, by=request.user)] % names

    return _step(request, pk, "groups.accept_offer", act)


def _ask_to_join(
    request: SignedInRequest, slug: str, perm: str, flow: Callable[..., JoinRequest], done: str
) -> HttpResponse:
    group = get_object_or_404(Group.objects.select_related("direction"), slug=slug)
    if not request.user.has_perm(perm, group):
        raise PermissionDenied
    try:
        made = flow(group, request.user)
    except NotAllowed as refusal:
        messages.warning(request, refusal.eligibility.label)
        return redirect(group)
    messages.success(request, done)
    return redirect(made)


def _put_forward_in_words(join_request: JoinRequest, by: Person) -> str:
    """To whoever did it; some answer for the group as well."""
    if by.has_perm("groups.answer_request", join_request):
        return _("It has come to the group, for which you answer too: say yes or no here below.")
    return str(TOLD)


def _closing(request: SignedInRequest, state: JoinState) -> Act:
    def act(join_request: JoinRequest, words: Mapping[str, str]) -> str:
        is_held_out = join_request.state in HELD_OUT
        joining.close(join_request, state, by=request.user, reason=words.get("reason", ""))
        if state == JoinState.NOT_NOW:
            tell = request_sentences.tell_them(join_request.person)
            return f"{_('Your answer has been given.')} {tell}".strip()
        if words:
            return _("Your answer has been given.")
        return _("The answer is no, and has been given.") if is_held_out else _("It is taken back.")

    return act


def _step(
    request: SignedInRequest,
    pk: int,
    perm: str,
    act: Act,
    form_class: type[ReasonForm | WordForm] | None = None,
) -> HttpResponse:
    """Take one step of a request, and show where it is now. What somebody else did meanwhile is told."""
    join_request = _visible(request, pk)
    if not request.user.has_perm(perm, join_request):
        raise PermissionDenied
    form = form_class(request.POST) if form_class else None
    if form and not form.is_valid():
        return _page(request, join_request, form)
    words = form.cleaned_data if form else {}
    try:
        messages.success(request, act(join_request, words))
    except EditConflict:
        messages.warning(
            request, _("It had already moved on, so nothing has changed. This is where it is now.")
        )
    except NotAllowed as refusal:
        messages.warning(request, refusal.eligibility.label)
    else:
        return redirect(join_request)
    in_vain = [text for text in words.values() if text]
    return _page(request, _visible(request, pk), in_vain=in_vain) if in_vain else redirect(join_request)


def _visible(request: SignedInRequest, pk: int) -> JoinRequest:
    return get_object_or_404(JoinRequest.objects.visible_to(request.user).with_people(), pk=pk)


def _page(
    request: SignedInRequest,
    join_request: JoinRequest,
    wrong: ReasonForm | WordForm | None = None,
    in_vain: Sequence[str] = (),
) -> HttpResponse:
    """The request with its steps and what one may do now; `wrong` is the form that was not right, `in_vain`
    what was written for a step that somebody else's came before, to copy.
    """
    context = {
        "join_request": join_request,
        "may": may(request.user, join_request, **ACTS),
        "standing": request_sentences.standing(join_request, request.user),
        "invitation": join_request.state == JoinState.ASKED_ALONG
        and request_sentences.invitation(join_request),
        "tell_them": join_request.person.acting_manager == request.user
        and request_sentences.tell_them(join_request.person),
        "comes_next": request_sentences.what_comes_next(join_request, request.user),
        "follows": request_sentences.what_follows(join_request),
        "withdraws": request_sentences.withdrawing(join_request, request.user),
        "steps": join_request.steps.select_related("by"),
        "words": in_vain,
        "reason_form": wrong if isinstance(wrong, ReasonForm) else ReasonForm(),
        "word_form": wrong if isinstance(wrong, WordForm) else WordForm(),
    }
    status = 422 if wrong else 409 if in_vain else 200
    return render(request, "groups/request_detail.html", context, status=status)
