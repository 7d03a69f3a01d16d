"""When the plan is to be reworked: half a year after its latest revision."""

from datetime import date

from directions.models import Plan


def due_on() -> date | None:
    """The day on which the plan is to be revised; None as long as there is no plan."""
    plan = Plan.objects.current()
    return plan.due_on if plan else None


def days_overdue() -> int | None:
    """How long the plan has waited to be revised: 0 on the day it is due, None when it is not."""
    plan = Plan.objects.current()
    return plan.days_overdue if plan else None
