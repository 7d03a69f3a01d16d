"""What a meeting of the storgrupp has to prepare: a section of its drafted agenda (`groups.agenda`)."""

from datetime import date

from django.utils.translation import gettext as _

from groups.kinds import KindCode
from groups.models import Group
from proposals.models import Proposal
from proposals.models.state import WITH_STORGRUPP
from ui.text import link, literal


def to_be_prepared(body: Group, day: date) -> tuple[str, list[str]]:
    """Proposals that wait for the storgrupp's recommendation, the longest wait first."""
    waiting = Proposal.objects.none()
    if body.kind == KindCode.STORGRUPP:
        waiting = (
            Proposal.objects.in_state(*WITH_STORGRUPP).with_standing().order_by("latest__handed_in_at", "pk")
        )
    lines = [
        f"- {link(str(proposal), proposal.get_absolute_url())}, {literal(proposal.group.name)}"
        for proposal in waiting
    ]
    return _("To be prepared for the director"), lines
