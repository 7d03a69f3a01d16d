"""What a meeting of the storgrupp has to prepare: a section of its drafted agenda (`groups.agenda`)."""

import re
from datetime import date

from django.utils.translation import gettext as _

from groups.kinds import KindCode
from groups.models import Group
from proposals.models import Proposal
from proposals.models.state import WITH_STORGRUPP


def to_be_prepared(body: Group, day: date) -> tuple[str, list[str]]:
    """Proposals that wait for the storgrupp's recommendation, the longest wait first."""
    waiting = Proposal.objects.none()
    if body.kind == KindCode.STORGRUPP:
        waiting = (
            Proposal.objects.in_state(*WITH_STORGRUPP).with_standing().order_by("latest__handed_in_at", "pk")
        )
    lines = [
        f"- [{_escaped(proposal)}]({proposal.get_absolute_url()}), {proposal.group.name}"
        for proposal in waiting
    ]
    return _("To be prepared for the director"), lines


def _escaped(proposal: Proposal) -> str:
    """Its title as a link's words in Markdown."""
    return re.sub(r"([\[\]\\])", r"\\\1", str(proposal))
