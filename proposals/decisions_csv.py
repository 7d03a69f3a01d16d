"""Decisions as a table that a spreadsheet opens."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from proposals.models import Proposal
from ui.sheets import Cell, csv_lines


def written(proposals: Iterable[Proposal]) -> str:
    return "".join(csv_lines(_heading(), map(_row, proposals)))


def _heading() -> list[str]:
    return [
        gettext("Number"),
        gettext("Decided"),
        gettext("Proposal"),
        gettext("Proposed by"),
        gettext("Direction"),
        gettext("Recommendation"),
        gettext("Decision"),
        gettext("Reason"),
        gettext("Taken up in samverkan"),
        gettext("Carried out by"),
        gettext("By when"),
        gettext("Done"),
    ]


def _row(proposal: Proposal) -> list[Cell]:
    preparation, decision, carrying_out = proposal.preparation, proposal.decision, proposal.carrying_out
    return [
        proposal.pk,
        _day(decision.decided_at if decision else None),
        str(proposal),
        proposal.group.name,
        proposal.direction.title if proposal.direction else "",
        preparation.get_recommendation_display() if preparation else "",
        decision.get_outcome_display() if decision else "",
        decision.reason if decision else "",
        _day(decision.samverkan_on if decision else None),
        carrying_out.responsible if carrying_out else "",
        _day(carrying_out.due_on if carrying_out else None),
        _day(carrying_out.done_at if carrying_out else None),
    ]


def _day(moment: date | datetime | None) -> date | None:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
