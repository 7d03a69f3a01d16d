"""Reading proposals and decisions; and what every form about one proposal has in common."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from feedback.models import Feedback
from people.http import SignedInRequest
from people.may import may
from people.saving import save_once
from proposals.decisions_csv import written
from proposals.forms.deciding import DecisionForm, DialogueNoteForm, DissentForm, FollowUpForm
from proposals.forms.proposing import DecisionFilterForm, FilterForm, WithdrawForm
from proposals.models import Proposal, ProposalState, Round
from proposals.models.state import WHERE_IT_IS
from proposals.models.text import WORDS
from proposals.timeline import timeline
from ui.comparing import compare
from ui.dates import today

type ProposalAct = DecisionForm | DialogueNoteForm | DissentForm | FollowUpForm | WithdrawForm

PER_PAGE = 20
ACTS = {
    "write": "proposals.edit_proposal",
    "hand_in": "proposals.hand_in_proposal",
    "discard": "proposals.discard_proposal",
    "withdraw": "proposals.withdraw_proposal",
    "prepare": "proposals.prepare_proposal",
    "decide": "proposals.decide_proposal",
    "follow_up": "proposals.follow_up_proposal",
}
LABELS = {name: Round._meta.get_field(name).verbose_name for name in WORDS}  # type: ignore[union-attr]


@require_safe
def list_proposals(request: SignedInRequest) -> HttpResponse:
    """What is on its way, as far as this person may see it, and the latest that has been decided."""
    form = FilterForm(request.GET or None)
    readable = Proposal.objects.visible_to(request.user).with_standing()
    shown = form.narrow(readable) if form.is_narrowed else readable.under_way()
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    if not form.is_narrowed:
        context["drafts"] = readable.in_state(ProposalState.DRAFT)[:PER_PAGE]
        context["decided"] = readable.decided()[:5]
    return render(request, "proposals/proposal_list.html", context)


@require_safe
def decisions(request: SignedInRequest) -> HttpResponse:
    """What has been decided, for everybody."""
    form = DecisionFilterForm(request.GET or None)
    page = Paginator(_decided(form), PER_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {"form": form, "page": page, "asked": asked.urlencode()}
    return render(request, "proposals/decision_list.html", context)


@require_safe
@never_cache
def decisions_csv(request: SignedInRequest) -> HttpResponse:
    """The same as a table to take along, narrowed in the same way."""
    response = HttpResponse(
        written(_decided(DecisionFilterForm(request.GET or None))), content_type="text/csv; charset=utf-8"
    )
    name = _("decisions-%(day)s.csv") % {"day": today()}
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@never_cache
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One proposal: where it is, its whole way, and its words."""
    proposal = _readable(request, pk)
    rounds = list(_whole(proposal))
    context = {
        "proposal": proposal,
        "rounds": rounds[::-1],
        "timeline": timeline(proposal, rounds),
        "may": may(request.user, proposal, **ACTS),
        "grown_from": _grown_from(request, proposal),
    }
    return render(request, "proposals/proposal_detail.html", context)


@require_safe
@never_cache
def round_detail(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """The words of one round as they were handed in, and what they changed in those before."""
    proposal = _readable(request, pk)
    rounds = {round_.number: round_ for round_ in _whole(proposal)}
    if number not in rounds:
        raise Http404
    before = rounds.get(number - 1)
    context = {"proposal": proposal, "round": rounds[number], "before": before, "rounds": rounds.values()}
    if before:
        context["changes"] = _changes(before, rounds[number])
    return render(request, "proposals/round_detail.html", context)


def find_proposal(request: SignedInRequest, pk: int, permission: str) -> Proposal:
    """The proposal that this person may read and do that with."""
    proposal = _readable(request, pk)
    if not request.user.has_perm(permission, proposal):
        raise PermissionDenied
    return proposal


def led_back(request: SignedInRequest, proposal: Proposal, *states: ProposalState) -> HttpResponse | None:
    """Whoever comes for a form too early or too late is told where it is. What was typed is not lost."""
    if proposal.state in states or request.method == "POST":
        return None
    messages.warning(request, WHERE_IT_IS[proposal.state])
    return redirect(proposal)


def taking(
    request: SignedInRequest, proposal: Proposal, form: ProposalAct, words: dict[str, str]
) -> HttpResponse:
    """Show a form about one proposal, or let it act; an error keeps every word.

    `words` are those around it: heading, explained, button, done.
    """

    def act() -> Proposal:
        form.act(proposal, by=request.user)
        return proposal

    response = save_once(request, form, act, words.get("done", _("Saved.")))
    template = words.get("template", "proposals/proposal_act.html")
    context = {"proposal": proposal, "form": form, "words": words}
    return response or render(request, template, context, status=422 if form.errors else 200)


def _readable(request: SignedInRequest, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user).with_standing(), pk=pk)


def _grown_from(request: SignedInRequest, proposal: Proposal) -> Feedback | None:
    """The piece of feedback it came from, for those who may read that too."""
    return Feedback.objects.visible_to(request.user).filter(proposals=proposal).first()


def _decided(form: DecisionFilterForm) -> Any:
    return form.narrow(Proposal.objects.decided().with_standing())


def _whole(proposal: Proposal) -> Any:
    """Its rounds with all that was said and decided about each."""
    return proposal.rounds.select_related(
        "handed_in_by",
        "preparation__begun_by",
        "preparation__recommended_by",
        "decision__decided_by",
        "decision__carrying_out__done_by",
    ).prefetch_related(
        "preparation__notes__written_by",
        "preparation__dissents__person",
        "decision__carrying_out__follow_ups__written_by",
    )


def _changes(before: Round, after: Round) -> list[dict[str, Any]]:
    """Of each text what became of it, where anything did."""
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in WORDS]
    return [{"name": LABELS[name], "pieces": compare(was, now)} for name, was, now in pairs if was != now]
