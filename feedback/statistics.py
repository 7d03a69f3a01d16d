"""How the review goes, in a few figures: what waits, how long an answer takes, who has gone silent."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from statistics import median
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from feedback.models import Feedback
from feedback.models.feedback_query import FeedbackQuerySet
from feedback.models.receipt import IS_ANSWERED
from groups.overview import silent_groups
from ui.counting import MOST, CountOf
from ui.dates import now, today
from ui.plot import Plot, Series, plot
from ui.prepared import prepared
from ui.replica import replica

HALF_A_YEAR = timedelta(days=182)
WEEKS = 12


@dataclass(frozen=True)
class Statistics:
    waiting: int  # as `ui.counting` counts
    oldest: int  # days that the oldest of them has waited
    answered: int  # pieces that got their first answer in the last half year
    median_days: float | None  # from sent to first answered, of those
    silent: list[Any]  # groups
    weeks: Plot  # received and first answered, week by week


@dataclass(frozen=True)
class Figures:
    answered: int
    median_days: float | None
    received_by_week: Counter[date]  # by their Mondays
    answered_by_week: Counter[date]


def statistics() -> Statistics:
    """What waits, and the figures over time, which a process keeps until something is sent or answered.

    An answer counts whichever body gave it: the sender asks when, not by whom.
    """
    waiting, oldest, *latest = _told(DEFAULT_DB_ALIAS)  # a coordinator has just answered some of what waits
    if (name := replica()) != DEFAULT_DB_ALIAS:
        latest = _told(name)[2:]  # as far as it has come
    figures = _figures(name, today(), *latest)
    return Statistics(
        waiting=waiting,
        oldest=(today() - _day(oldest)).days if oldest else 0,
        answered=figures.answered,
        median_days=figures.median_days,
        silent=silent_groups(),
        weeks=_weeks(figures),
    )


def _told(name: str) -> Any:
    rows: list[Any] = _now(name=name)
    return rows[0] if rows else (0, None, None, None)


@prepared()
def _now(name: str) -> QuerySet[Any, Any]:
    """How many wait and since when; when something was last sent, and first answered: an index's ends."""
    waits = Feedback.objects.using(name).waiting()
    oldest = waits.order_by("completed_at").values("completed_at")[:1]
    told = (CountOf(waits.order_by().values("pk")[: MOST + 1]), Subquery(oldest))
    anything = Feedback.objects.using(name).order_by()[:1]
    return anything.values_list(*told, _latest(name, "completed_at"), _latest(name, "answered_at"))


def _latest(name: str, moment: str) -> Subquery:
    posts = Feedback.objects.using(name).filter(**{f"{moment}__isnull": False}).order_by(f"-{moment}")
    return Subquery(posts.values(moment)[:1])


@lru_cache(maxsize=2)
def _figures(name: str, _today: date, _sent: datetime | None, _answered: datetime | None) -> Figures:
    """What half a year's answers are read for. They are many, and stay the same until another one comes."""
    posts = Feedback.objects.using(name)
    sent_and_answered = _first_answers(posts, now() - HALF_A_YEAR)
    days = [(_day(answered) - _day(sent)).days for sent, answered in sent_and_answered]
    sent = posts.filter(completed_at__gte=now() - timedelta(weeks=WEEKS))
    moments: Any = sent.values_list("completed_at", flat=True).order_by()
    return Figures(
        answered=len(days),
        median_days=median(days) if days else None,
        received_by_week=_by_week(moments),
        answered_by_week=_by_week(answered for _sent, answered in sent_and_answered),
    )


def _first_answers(posts: FeedbackQuerySet, since: datetime) -> list[tuple[datetime, datetime]]:
    first = posts.filter(IS_ANSWERED, answered_at__gte=since)
    answered: Any = first.values_list("completed_at", "answered_at")
    return list(answered.order_by())


def _weeks(figures: Figures) -> Plot:
    """This week and the eleven before it, Mondays in Stockholm."""
    mondays = [_monday(today()) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    received, answered = figures.received_by_week, figures.answered_by_week
    numbers = [f"{monday.isocalendar().week}" for monday in mondays]
    return plot(
        gettext("Received and answered, week by week"),
        over=gettext("Week"),
        labels=numbers,
        series=[
            Series(gettext("Received"), tuple(received[monday] for monday in mondays)),
            Series(gettext("First answer"), tuple(answered[monday] for monday in mondays)),
        ],
    )


def _by_week(instants: Iterable[datetime]) -> Counter[date]:
    return Counter(_monday(_day(instant)) for instant in instants)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(instant: datetime) -> date:
    return timezone.localdate(instant)
