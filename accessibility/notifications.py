"""The coordination group is told of the first report that waits. Those after it wait in the same queue, so
that whoever floods the form floods nobody's mailbox.
"""

from django.utils.translation import gettext as _

from accessibility.models import Report
from groups.models import Membership
from notices.kinds import NoticeKind
from notices.notifications import notify, settle


def reported(report: Report) -> None:
    if Report.objects.waiting().exclude(pk=report.pk).exists():
        return
    seats = Membership.objects.coordinating().select_related("person")
    people = [seat.person for seat in seats]
    notify(people, NoticeKind.TURN, lambda: _("Somebody has met an obstacle in the portal."), about=report)


def handled(report: Report) -> None:
    settle(report)
