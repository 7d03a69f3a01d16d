"""What happens to proposals on their way to a decision, and after it."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class ProposalEvent(Event):
    DRAFTED = "proposals.drafted", _("began a draft of a proposal")
    EDITED = "proposals.edited", _("wrote in the draft of the proposal")
    DISCARDED = "proposals.discarded", _("threw the draft of a proposal away")
    HANDED_IN = "proposals.handed_in", _("handed the proposal in to the storgrupp")
    WITHDRAWN = "proposals.withdrawn", _("withdrew the proposal")

    PREPARED = "proposals.prepared", _("wrote in the preparation of the proposal")
    DIALOGUE_NOTED = "proposals.dialogue_noted", _("noted a talk about the proposal")
    DISSENTED = "proposals.dissented", _("wrote down a dissent about the proposal")
    RECOMMENDED = "proposals.recommended", _("gave the storgrupp's recommendation")

    DECIDED = "proposals.decided", _("decided the proposal")
    FOLLOWED_UP = "proposals.followed_up", _("followed up how the proposal is carried out")
    CARRIED_OUT = "proposals.carried_out", _("said that the proposal is carried out")
