"""Reported obstacles that wait, for those who look after them."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accessibility.models import Report
from people.models import Person
from ui.dates import days_since
from ui.task import Task


def report_tasks(person: Person) -> Iterator[Task]:
    if not person.has_perm("accessibility.change_report"):
        return
    waiting = Report.objects.waiting().aggregate(count=Count("pk"), oldest=Min("at"))
    if waiting["count"]:
        what = ngettext(
            "%(count)s reported obstacle waits to be read",
            "%(count)s reported obstacles wait to be read",
            waiting["count"],
        )
        queue = reverse("admin:accessibility_report_changelist")
        yield Task(
            what % waiting, gettext("Accessibility"), days_since(waiting["oldest"]), queue, gettext("Read")
        )
