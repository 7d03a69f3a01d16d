"""Reported obstacles that wait, for those who look after them."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accessibility.models import Report
from people.models import Person
from ui.dates import days_since
from ui.prepared import prepared
from ui.task import Task


def report_tasks(person: Person) -> Iterator[Task]:
    if not person.has_perm("accessibility.change_report"):
        return
    rows: Any = _first_with_count()
    for waiting in rows:
        what = ngettext(
            "%(count)s reported obstacle waits to be read",
            "%(count)s reported obstacles wait to be read",
            waiting["count"],
        )
        queue = reverse("admin:accessibility_report_changelist")
        yield Task(
            what % waiting, gettext("Accessibility"), days_since(waiting["at"]), queue, gettext("Read")
        )


@prepared()
def _first_with_count() -> QuerySet[Report, Any]:
    """When the one was reported that has waited longest, and how many wait."""
    return Report.objects.waiting().order_by("at").values("at", count=Window(Count("pk")))[:1]
