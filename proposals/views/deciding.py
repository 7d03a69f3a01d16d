"""Those who prepare, decide and follow up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from people.choosing import found_people
from people.http import SignedInRequest
from people.once import answered_once
from people.saving import save_once
from proposals.forms.deciding import (
    DecisionForm,
    DialogueNoteForm,
    DissentForm,
    FollowUpForm,
    PreparationForm,
    SamverkanForm,
)
from proposals.models import Proposal, ProposalState
from proposals.models.state import WITH_STORGRUPP
from proposals.views.reading import find_proposal, led_back, taking
from ui.http import require_form_methods, typed


@require_form_methods
@never_cache
@answered_once
def prepare(request: SignedInRequest, pk: int) -> HttpResponse:
    """The storgrupp's recommendation: a draft that several write, then completed."""
    proposal = find_proposal(request, pk, "proposals.prepare_proposal")
    return led_back(request, proposal, *WITH_STORGRUPP) or _prepare(request, proposal)


def _prepare(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    form = PreparationForm.of(proposal, typed(request))
    given = _("Sent to the director. Those who proposed it have been told.")
    response = save_once(
        request,
        form,
        lambda: form.write(proposal, by=request.user),
        lambda: given if form.completes else _("Saved as a draft."),
    )
    context = {"proposal": proposal, "form": form, "overtaken": form.overtaken}
    status = 422 if form.errors else 200
    return response or render(request, "proposals/preparation_form.html", context, status=status)


@require_form_methods
@never_cache
@answered_once
def note_dialogue(request: SignedInRequest, pk: int) -> HttpResponse:
    words = {
        "heading": _("Write down a talk"),
        "explained": _("The storgrupp tests a proposal in dialogue. The notes follow the recommendation."),
    }
    proposal = find_proposal(request, pk, "proposals.prepare_proposal")
    form = DialogueNoteForm(typed(request))
    return led_back(request, proposal, *WITH_STORGRUPP) or taking(request, proposal, form, words)


@require_form_methods
@never_cache
@answered_once
def record_dissent(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = find_proposal(request, pk, "proposals.prepare_proposal")
    form = DissentForm(typed(request), initial={"person": request.user.pk})
    if found := found_people(request, form["person"]):
        return found
    words = {
        "heading": _("Somebody disagrees"),
        "explained": _("It is shown beside the recommendation, and the director reads both."),
    }
    return led_back(request, proposal, *WITH_STORGRUPP) or taking(request, proposal, form, words)


@require_form_methods
@never_cache
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """The director decides what the storgrupp has recommended something about."""
    proposal = find_proposal(request, pk, "proposals.decide_proposal")
    samverkan = SamverkanForm(request.GET or None)
    form = DecisionForm(typed(request), proposal=proposal, samverkan=samverkan)
    words = {
        "template": "proposals/decision_form.html",
        "done": _("Done. Those who proposed it have been told."),
    }
    return led_back(request, proposal, ProposalState.RECOMMENDED) or taking(request, proposal, form, words)


@require_form_methods
@never_cache
@answered_once
def follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = find_proposal(request, pk, "proposals.follow_up_proposal")
    words = {"heading": _("How is it going?"), "explained": _carried_out_by(proposal)}
    return led_back(request, proposal, ProposalState.APPROVED) or taking(
        request, proposal, FollowUpForm(typed(request)), words
    )


def _carried_out_by(proposal: Proposal) -> str:
    carrying_out = proposal.carrying_out
    return carrying_out.responsible if carrying_out else ""
