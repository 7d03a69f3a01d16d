"""An obstacle on its way: somebody reports it, and a coordinator says what was done about it."""

from typing import Any
from uuid import UUID

from django.db import transaction

from accessibility import notifications
from accessibility.events import AccessibilityEvent
from accessibility.models import Report
from people.models import Act, Person
from ui.dates import now


@transaction.atomic
def report(*, key: UUID | None, **words: Any) -> Report:
    """Take down what does not work. The same `key` again is the same report. Anybody may."""
    made, is_new = Report.objects.get_or_create(key=key, defaults=words) if key else (_new(words), True)
    if is_new:
        Act.objects.record(AccessibilityEvent.REPORTED, made, by=None)
        notifications.reported(made)
    return made


def _new(words: dict[str, Any]) -> Report:
    return Report.objects.create(**words)


@transaction.atomic
def handle(report: Report, *, done: str, by: Person) -> None:
    """Say what was done. May be said anew: the last word stands, and the trail knows of each."""
    report.done, report.handled_by, report.handled_at = done, by, now()
    report.save(update_fields=["done", "handled_by", "handled_at"])
    Act.objects.record(AccessibilityEvent.HANDLED, report, by=by)
    notifications.handled(report)
