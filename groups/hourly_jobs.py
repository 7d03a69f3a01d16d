"""What time alone sets off in groups: seats pass on, reminders go, stages come to their end.

The worker does it every hour. Doing it more often, or in two places at once, changes nothing.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directions.models import Stage
from groups.joining import pass_on
from groups.models import Group, JoinState, Membership
from groups.models.membership import REPRESENTATIVES
from groups.reminding import remind_late
from notices.kinds import NoticeKind
from notices.notifications import notify
from ui.dates import now, today

SOON = timedelta(days=14)


def run_hourly_jobs() -> None:
    """Everything that is due now."""
    pass_on_lapsed_offers()
    remind_late()
    tell_of_endings()


def pass_on_lapsed_offers() -> list[Group]:
    """Offers of a seat that ran out while nobody was looking."""
    lapsed = {"join_requests__state": JoinState.OFFERED, "join_requests__offered_until__lt": now()}
    groups = list(Group.objects.filter(**lapsed).distinct())
    for group in groups:
        with transaction.atomic():
            pass_on(group.locked())
    return groups


def tell_of_endings() -> list[Stage]:
    """Stages that end within two weeks: those who represent their groups say what they think, beforehand."""
    soon = Stage.objects.unreconsidered().filter(
        ends_on__range=(today(), today() + SOON), ending_told_at=None
    )
    return [stage for stage in soon.select_related("direction") if _tell_of_ending(stage)]


@transaction.atomic
def _tell_of_ending(stage: Stage) -> bool:
    """Once for each stage, however many workers try: the row decides."""
    if not Stage.objects.filter(pk=stage.pk, ending_told_at=None).update(ending_told_at=now()):
        return False
    seats = Membership.objects.current().filter(
        role__in=REPRESENTATIVES, group__direction=stage.direction, group__ended_on=None
    )
    for seat in seats.select_related("person", "group"):
        _ask(stage, seat)
    return True


def _ask(stage: Stage, seat: Membership) -> None:
    def words() -> str:
        text = _("Stage %(number)s ends %(day)s. What happens to %(group)s then? Say what you think.")
        return text % {"number": stage.number, "day": date_format(stage.ends_on), "group": seat.group.name}

    notify(
        [seat.person],
        NoticeKind.TURN,
        words,
        about=seat.group,
        page="suggest",
        topic=stage.direction.title,
    )
