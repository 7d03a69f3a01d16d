"""The briefing for the Ledarforum: what is new since the last one, gathered by direction into a draft, which
those who lead the work edit and send, once, to every manager. What there is to tell: `briefings/sections.py`.

A briefing tells what happened from the instant at which the last sent one was gathered to the one at which it
is gathered itself, its `made_at`: on the day of sending too, nothing comes twice and nothing is left out.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from briefings.models import Briefing
from briefings.period import Period
from briefings.sections import SECTIONS, News
from groups.kinds import KindCode
from groups.models import Group, Meeting
from groups.models.meeting import MeetingQuerySet
from notices.kinds import NoticeKind
from notices.notifications import notify
from people.models import Person
from people.models.person import PersonQuerySet
from ui.dates import days_since, midnight, months_after, now, today
from ui.swedish import alphabetical
from ui.text import literal

HALF_A_YEAR = -6  # months
BEFORE = timedelta(days=14)  # a forum, in which its briefing is to be begun
AT_MOST = 2  # questions for each direction


def forum() -> PersonQuerySet:
    """Those it is sent to: the Ledarforum, which is every manager, also before the body has been started."""
    body = Group.objects.current().filter(kind=KindCode.LEADERSHIP_FORUM).first()
    return body.people() if body else Person.objects.managers()


def next_briefing(*, gathered: datetime | None = None) -> Briefing:
    """An unsaved draft of what has happened since the last one, in the organisation's language.

    `gathered` is when the draft was first shown to whoever is now saving it, when that was before now.
    """
    period = _period(until=min(gathered or now(), now()))
    first, last = period.days
    with override(settings.LANGUAGE_CODE):
        return Briefing(
            title=_title(last),
            text=gather(period),
            covers_from=first,
            covers_to=last,
            made_at=period.until,
            version=1,
        )


def gather(period: Period) -> str:
    """What is new in `period` as Markdown, by direction; empty when nothing is."""
    everything = [news for section in SECTIONS for news in section(period)]
    directions = {news.direction for news in everything if news.direction}
    ordered = sorted(directions, key=lambda found: (found.started_on, alphabetical(found.title)))
    parts = [
        _part(direction.title, [news for news in everything if news.direction == direction])
        for direction in ordered
    ]
    whole = [news for news in everything if news.direction is None]
    if whole:
        parts.append(_part(_("The work as a whole"), whole))
    return "\n\n".join(parts)


@transaction.atomic
def send(briefing: Briefing, *, seen: int, by: Person) -> int:
    """Send it to every manager, once, and say how many were told, without `by`. `seen` is the version read.

    Raises EditConflict or ValidationError, and nothing has been sent.
    """
    briefing.mark_sent(seen=seen, by=by)
    names = {"title": briefing.title}
    return notify(
        forum(),
        NoticeKind.BRIEFING,
        lambda: _("The briefing for the Ledarforum: %(title)s") % names,
        about=briefing,
        by=by,
    )


def forum_without_briefing() -> tuple[Meeting | None, int]:
    """The Ledarforum that meets within two weeks without a briefing, and for how many days that is so."""
    coming = _forums().coming().filter(starts_at__lt=now() + BEFORE).select_related("group").first()
    if coming is None:
        return None, 0
    near = coming.starts_at - BEFORE
    held = _forums().past().first()
    since = min(held.ends_at, near) if held else near
    sent = Briefing.objects.filter(sent_at__gte=since).exists()
    return (None, 0) if sent else (coming, days_since(near))


def _period(*, until: datetime) -> Period:
    since = Briefing.objects.sent().aggregate(at=Max("made_at"))["at"] or midnight(_last_forum())
    return Period(since, max(since, until))


def _title(day: date) -> str:
    """By its month, and by its day when the month has had one."""
    title = _("New for the Ledarforum, %(month)s") % {"month": date_format(day, "F Y")}
    if not Briefing.objects.sent().filter(title=title).exists():
        return title
    return _("New for the Ledarforum, %(day)s") % {"day": date_format(day, "j F Y")}


def _last_forum() -> date:
    """The day of the last Ledarforum that has been held; half a year back when there has been none."""
    held = _forums().past().first()
    return localtime(held.starts_at).date() if held else months_after(today(), HALF_A_YEAR)


def _forums() -> MeetingQuerySet:
    return Meeting.objects.filter(group__kind=KindCode.LEADERSHIP_FORUM)


def _part(title: str, pieces: list[News]) -> str:
    asked = list(dict.fromkeys(news.question for news in pieces))[:AT_MOST]
    lines = [f"- {news.line}" for news in pieces]
    questions = [f"- {question}" for question in asked]
    talk = _("To talk about with your staff")
    return "\n".join([f"## {literal(title)}", "", *lines, "", f"### {talk}", "", *questions])
