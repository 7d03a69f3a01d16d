"""How the review goes, in a few figures: what waits, how long an answer takes, who has gone silent."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from feedback.models import Feedback
from groups.overview import silent_groups
from ui.dates import now, today
from ui.plot import Plot, Series, plot

HALF_A_YEAR = timedelta(days=182)
WEEKS = 12


@dataclass(frozen=True)
class Statistics:
    waiting: int
    oldest: int  # days that the oldest of them has waited
    answered: int  # pieces that got their first answer in the last half year
    median_days: float | None  # from sent to first answered, of those
    silent: list[Any]  # groups
    weeks: Plot  # received and first answered, week by week


def statistics() -> Statistics:
    """Four queries. An answer counts whichever body gave it: the sender asks when, not by whom."""
    waits = Feedback.objects.waiting().order_by("completed_at")
    waiting: Any = waits.values_list("completed_at", flat=True)
    sent_and_answered = _first_answers(now() - HALF_A_YEAR)
    days = [(_day(answered) - _day(sent)).days for sent, answered in sent_and_answered]
    return Statistics(
        waiting=len(waiting),
        oldest=(today() - _day(waiting[0])).days if waiting else 0,
        answered=len(days),
        median_days=median(days) if days else None,
        silent=silent_groups(),
        weeks=_weeks(answered for _sent, answered in sent_and_answered),
    )


def _first_answers(since: datetime) -> list[tuple[datetime, datetime]]:
    first = Feedback.objects.completed().annotate(first_answer=Min("receipts__answer__published_at"))
    answered: Any = first.filter(first_answer__gte=since).values_list("completed_at", "first_answer")
    return list(answered.order_by())


def _weeks(answers: Iterable[datetime]) -> Plot:
    """This week and the eleven before it, Mondays in Stockholm."""
    mondays = [_monday(today()) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    sent = Feedback.objects.filter(completed_at__gte=now() - timedelta(weeks=WEEKS))
    moments: Any = sent.values_list("completed_at", flat=True).order_by()
    received = _by_week(moments)
    answered = _by_week(answers)
    numbers = [f"{monday.isocalendar().week}" for monday in mondays]
    return plot(
        gettext("Received and answered, week by week"),
        over=gettext_lazy("Week"),
        labels=numbers,
        series=[
            Series(gettext_lazy("Received"), [received[monday] for monday in mondays]),
            Series(gettext_lazy("First answer"), [answered[monday] for monday in mondays]),
        ],
    )


def _by_week(instants: Iterable[datetime]) -> Counter[date]:
    return Counter(_monday(_day(instant)) for instant in instants)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(instant: datetime) -> date:
    return timezone.localdate(instant)
