"""Those who propose: write, hand in, withdraw, throw a draft away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from feedback.models import Feedback
from groups.kinds import KindCode
from groups.models import Group
from people.http import SignedInRequest
from people.once import answered_once
from people.saving import save_once
from proposals import deciding
from proposals.forms.proposing import ProposalForm, WithdrawForm
from proposals.models import Proposal
from proposals.models.state import OPEN, WRITABLE
from proposals.views.reading import find_proposal, led_back, taking
from ui.edit_conflict import CHANGED_SINCE_READ, EditConflict
from ui.http import chosen_files, require_form_methods, row_in, typed, version_seen
from workshops.growing import theme_in

HANDED_IN = gettext_lazy("Handed in. You can see here where it is.")


@require_form_methods
@never_cache
@answered_once
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """A member drafts in the group's name; it may grow out of what has been told, or out of a theme.

    Which is said by `?feedback=` or `?theme=`.
    """
    group = get_object_or_404(Group.objects.select_related("direction"), slug=slug)
    if not request.user.has_perm("proposals.propose", group):
        raise PermissionDenied
    readable = Feedback.objects.visible_to(request.user).completed()
    from_where = {"feedback": row_in(request, "feedback", readable), "theme": theme_in(request)}
    return _write(request, Proposal(group=group, direction=group.direction, **from_where))


@require_safe
def new_in_storgrupp(request: SignedInRequest) -> HttpResponse:
    """The address that a workshop knows: it does not know which group the storgrupp is today."""
    storgrupp = get_object_or_404(Group.objects.current(), kind=KindCode.STORGRUPP)
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("proposals:new", args=[storgrupp.slug]) + asked)


@require_form_methods
@never_cache
@answered_once
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go on writing a draft, or rework what has been sent back."""
    proposal = find_proposal(request, pk, "proposals.edit_proposal")
    return led_back(request, proposal, *WRITABLE) or _write(request, proposal)


@require_POST
def hand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = find_proposal(request, pk, "proposals.hand_in_proposal")
    try:
        deciding.hand_in(proposal, by=request.user, seen=version_seen(request))
    except EditConflict:
        messages.warning(request, CHANGED_SINCE_READ)
    except ValidationError as problem:
        messages.warning(request, problem.messages[0])
    else:
        messages.success(request, HANDED_IN)
    return redirect(proposal)


@require_form_methods
@never_cache
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = find_proposal(request, pk, "proposals.withdraw_proposal")
    words = {
        "heading": _("Withdraw the proposal"),
        "explained": _("Then it ends here. What has been handed in can still be read."),
        "button": _("Withdraw it"),
    }
    return led_back(request, proposal, *OPEN) or taking(
        request, proposal, WithdrawForm(typed(request)), words
    )


@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = find_proposal(request, pk, "proposals.discard_proposal")
    if not proposal.discard(by=request.user):
        messages.warning(request, _("It has been handed in, so it cannot be removed. You can withdraw it."))
        return redirect(proposal)
    messages.success(request, _("The draft has been deleted."))
    return redirect(proposal.group)


def _write(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Show the form, or take what was typed; an error keeps every word."""
    may_hand_in = request.user.has_perm("proposals.hand_in_proposal", proposal)
    form = ProposalForm(typed(request), chosen_files(request), instance=proposal, may_hand_in=may_hand_in)
    response = save_once(
        request,
        form,
        lambda: form.write(by=request.user),
        lambda: HANDED_IN if form.hands_in else _("Saved as a draft."),
    )
    context = {"form": form, "proposal": proposal, "overtaken": form.overtaken}
    status = 422 if form.errors else 200
    return response or render(request, "proposals/proposal_form.html", context, status=status)
