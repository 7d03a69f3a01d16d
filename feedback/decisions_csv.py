"""Decisions as a table that a spreadsheet opens: separated by semicolons, as Swedish ones expect."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from feedback.models import Proposal

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for more than words
BOM = "\ufeff"  # by which a spreadsheet knows that it is UTF-8


def written(proposals: Iterable[Proposal]) -> str:
    page = io.StringIO()
    page.write(BOM)
    table = csv.writer(page, delimiter=";", lineterminator="\r\n")
    table.writerow(_heading())
    table.writerows([_safe(cell) for cell in _row(one)] for one in proposals)
    return page.getvalue()


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


def _row(proposal: Proposal) -> list[str]:
    preparation, decision, carrying_out = proposal.preparation, proposal.decision, proposal.carrying_out
    return [
        str(proposal.pk),
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


def _day(moment: date | datetime | None) -> str:
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return str(moment or "")


def _safe(cell: str) -> str:
    """Words that begin like a formula stay words."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
