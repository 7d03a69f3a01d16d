"""Where a proposal is: derived from what has been done with it, in Python and as rows are asked for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proposals.models.decision import Outcome


class ProposalState(models.TextChoices):
    """Where a proposal is, derived from its rounds and what was done with them."""

    DRAFT = "draft", _("Draft")
    HANDED_IN = "handed_in", _("Waiting to be prepared")
    PREPARING = "preparing", _("Is being prepared")
    RECOMMENDED = "recommended", _("Waiting for the decision")
    SENT_BACK = "sent_back", _("Sent back")
    APPROVED = "approved", _("Approved, being carried out")
    DONE = "done", _("Approved and carried out")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# The same, as rows are asked for it. `tests/proposals/test_proposals.py` holds the two together.
_STANDS = Q(withdrawn_at=None)
_DECIDED_AS = {
    outcome: _STANDS & Q(latest__decision__outcome=outcome)
    for outcome in (Outcome.DECLINED, Outcome.SENT_BACK)
}
_UNDECIDED = _STANDS & Q(latest__isnull=False, latest__decision=None)
_RECOMMENDED = Q(latest__preparation__recommended_at__isnull=False)
_APPROVED = _STANDS & Q(latest__decision__outcome=Outcome.APPROVED)
_DONE = Q(latest__decision__carrying_out__done_at__isnull=False)
IN_STATE = {
    ProposalState.DRAFT: _STANDS & Q(latest=None),
    ProposalState.HANDED_IN: _UNDECIDED & Q(latest__preparation=None),
    ProposalState.PREPARING: _UNDECIDED & Q(latest__preparation__isnull=False) & ~_RECOMMENDED,
    ProposalState.RECOMMENDED: _UNDECIDED & _RECOMMENDED,
    ProposalState.SENT_BACK: _DECIDED_AS[Outcome.SENT_BACK],
    ProposalState.APPROVED: _APPROVED & ~_DONE,
    ProposalState.DONE: _APPROVED & _DONE,
    ProposalState.DECLINED: _DECIDED_AS[Outcome.DECLINED],
    ProposalState.WITHDRAWN: Q(withdrawn_at__isnull=False),
}
DECIDED = [ProposalState.APPROVED, ProposalState.DONE, ProposalState.DECLINED]
WITH_STORGRUPP = [ProposalState.HANDED_IN, ProposalState.PREPARING]
WRITABLE = [ProposalState.DRAFT, ProposalState.SENT_BACK]
OPEN = [*WITH_STORGRUPP, ProposalState.RECOMMENDED, ProposalState.SENT_BACK]

WHERE_IT_IS = {
    ProposalState.DRAFT: _("It is still a draft and has not been handed in."),
    ProposalState.HANDED_IN: _("It is with the storgrupp, which has not made a recommendation yet."),
    ProposalState.PREPARING: _("The storgrupp is preparing it and has not made a recommendation yet."),
    ProposalState.RECOMMENDED: _("The storgrupp has given its recommendation, and it is with the director."),
    ProposalState.SENT_BACK: _("The director has sent it back to those who proposed it."),
    ProposalState.APPROVED: _("The director has already approved it."),
    ProposalState.DONE: _("It has already been approved and carried out."),
    ProposalState.DECLINED: _("The director has already declined it."),
    ProposalState.WITHDRAWN: _("Those who proposed it have withdrawn it."),
}
