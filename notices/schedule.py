"""When the mail goes: at once, or with the next morning's or Monday's digest, counted in Stockholm."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from notices.kinds import Pace

DIGESTS_AT = time(7)
MONDAY = 0


def due(pace: str, moment: datetime) -> datetime | None:
    """When a notice written at `moment` is to be sent; None when it never is."""
    if pace == Pace.NONE:
        return None
    return moment if pace == Pace.AT_ONCE else _next_morning(moment, mondays_only=pace == Pace.WEEKLY)


def _next_morning(moment: datetime, *, mondays_only: bool) -> datetime:
    local = timezone.localtime(moment)
    day = local.date() if local.time() < DIGESTS_AT else local.date() + timedelta(days=1)
    if mondays_only:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return timezone.make_aware(datetime.combine(day, DIGESTS_AT))
