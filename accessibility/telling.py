"""What the statement says, made from what is kept: the law's sentence, and what does not work, by reason."""

from typing import Any

from django.utils.translation import gettext

from accessibility.models import Compliance, Reason, Shortcoming, Statement

COMPLAINT = "https://www.digg.se/tdosanmalan"


def facts() -> dict[str, Any]:
    statement = Statement.objects.current()
    known = list(Shortcoming.objects.known())
    return {
        "statement": statement,
        "compliance": complies(statement, known).label if statement else "",
        "parts": [
            (heading, [fault for fault in known if fault.reason == reason]) for reason, heading in parts()
        ],
        "complaint": COMPLAINT,
    }


def complies(statement: Statement, known: list[Shortcoming]) -> Compliance:
    """What the law does not cover does not count."""
    if statement.mostly_fails:
        return Compliance.NOT
    counts = [fault for fault in known if fault.reason != Reason.OUTSIDE]
    return Compliance.PARTLY if counts else Compliance.FULLY


def parts() -> list[tuple[Reason, str]]:
    """Each reason, and the heading over what it is the reason of."""
    return [
        (Reason.NOT_YET, gettext("What does not meet the requirements yet")),
        (Reason.BURDEN, gettext("What would be a disproportionate burden to adapt")),
        (Reason.OUTSIDE, gettext("What the law does not cover")),
    ]
