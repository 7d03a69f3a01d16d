"""What is said of a proposal in a sentence: where it is, what each step of its way was, what was decided."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import Decision, Outcome, Proposal, ProposalState
from proposals.timeline import Kind, Step
from ui.dates import in_words
from ui.text import lower_first


def standing(proposal: Proposal) -> str:
    """Where it is, and since when."""
    state = proposal.state
    days = {"day": in_words(proposal.since)}
    if state == ProposalState.WITHDRAWN:
        return _("Withdrawn %(day)s") % days
    if state == ProposalState.DECLINED:
        return _("Declined %(day)s") % days
    if state == ProposalState.DONE:
        return _("Approved, and carried out %(day)s") % days
    if is_late(proposal):
        text = _("Approved %(day)s. %(who)s was to carry it out by %(due)s")
        return text % (days | _carried_out_by(proposal))
    if state == ProposalState.APPROVED:
        return _("Approved %(day)s. %(who)s will carry it out by %(due)s") % (
            days | _carried_out_by(proposal)
        )
    return _held(proposal)


def _carried_out_by(proposal: Proposal) -> dict[str, str]:
    carrying_out = proposal.carrying_out
    return {"who": proposal.holder, "due": in_words(carrying_out.due_on) if carrying_out else ""}


def _held(proposal: Proposal) -> str:
    """With whom it is, and for how long."""
    days, who = proposal.days_here, proposal.holder
    if not days:
        return _("With %(who)s as of today") % {"who": who}
    text = ngettext("With %(who)s for %(days)s day", "With %(who)s for %(days)s days", days)
    return text % {"who": who, "days": days}


def decided(decision: Decision) -> str:
    """What the director did."""
    if decision.outcome == Outcome.APPROVED:
        return _("The director approved it")
    if decision.outcome == Outcome.DECLINED:
        return _("The director declined it")
    return _("The director sent it back")


def carried_out(proposal: Proposal) -> str:
    """In the table of decisions: when it was done, or who does it by when; a dash where nobody does."""
    carrying_out = proposal.carrying_out
    if carrying_out is None:
        return "–"
    if carrying_out.done_at:
        return _("Done %(day)s") % {"day": in_words(carrying_out.done_at)}
    text = _("%(who)s, was due %(day)s") if carrying_out.is_late else _("%(who)s, by %(day)s")
    return text % {
        "who": carrying_out.responsible,
        "day": in_words(carrying_out.due_on),
    }


def samverkan(proposal: Proposal) -> str:
    """Whether it has been taken up there, or need not be."""
    if proposal.samverkan_on:
        return _("Taken up %(day)s") % {"day": in_words(proposal.samverkan_on)}
    if proposal.changes_how_people_work:
        return _("Changes how people work: not yet taken up in samverkan")
    return _("Does not change how people work")


def is_late(proposal: Proposal) -> bool:
    """It was approved, and is not carried out by its day."""
    return bool(proposal.carrying_out and proposal.carrying_out.is_late)


def tag(proposal: Proposal) -> str:
    """What its tag says: the state that it is in, and of what is late that."""
    return _("Approved, and late") if is_late(proposal) else str(proposal.state.label)


def tag_says_more(proposal: Proposal) -> bool:
    """Than the sentence beside it, which may begin with the same word."""
    return not standing(proposal).startswith(tag(proposal))


def tag_mark(proposal: Proposal) -> str:
    """The class that its tag is coloured by: good, still to be written, or waiting to be done."""
    return "tag--now" if is_late(proposal) else _TAG_MARKS.get(proposal.state, "")


_TAG_MARKS = {
    ProposalState.APPROVED: "tag--open",
    ProposalState.DONE: "tag--open",
    ProposalState.SENT_BACK: "tag--full",
    ProposalState.DRAFT: "tag--full",
    ProposalState.RECOMMENDED: "tag--now",
}


def step_words(step: Step, proposal: Proposal) -> str:
    """What was done in a step of its way; or, of one that is still ahead, what is done then."""
    if step.kind == Kind.DRAFTED:
        return _("Drafted")
    if step.kind == Kind.WITHDRAWN:
        return _("Withdrawn by those who proposed it")
    return _past(step) if step.at else _ahead(step, proposal)


def _past(step: Step) -> str:
    if step.round is None or step.kind == Kind.DONE:
        return _("It is carried out")
    if step.kind == Kind.DECIDED:
        return decided(step.round.decision)
    if step.kind == Kind.RECOMMENDED:
        what = lower_first(step.round.preparation.get_recommendation_display())
        return _("The storgrupp recommended: %(what)s") % {"what": what}
    if step.round.number == 1:
        return _("Handed in to the storgrupp")
    return _("Handed in again (round %(number)s)") % {"number": step.round.number}


def _ahead(step: Step, proposal: Proposal) -> str:
    if step.kind == Kind.HANDED_IN:
        is_again = step.round is not None
        return _("Is reworked and handed in again") if is_again else _("Is handed in to the storgrupp")
    if step.kind == Kind.RECOMMENDED:
        is_begun = proposal.state == ProposalState.PREPARING
        return _("The storgrupp prepares it") if is_begun else _("The storgrupp tests it and recommends")
    if step.kind == Kind.DECIDED:
        return _("The director decides")
    return _to_be_done(step, proposal)


def _to_be_done(step: Step, proposal: Proposal) -> str:
    if step.is_now and proposal.carrying_out:
        return _("%(who)s carries it out") % {"who": proposal.carrying_out.responsible}
    return _("It is carried out and followed up")
