"""The Ledarforum briefing: what is new since the last forum, gathered by direction into a draft, which those
who lead the work edit and send, once, to every manager.

Each section is a function that yields pieces of news for a span of days, so another is one more in the list.
What is told is what everybody may read: feedback that has been shared, stages, groups, and answers to what is
shared. A thing of the very day on which the last briefing was begun may come twice; nothing is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from directions.models import Direction, Reconsideration, Stage
from feedback.kinds import FeedbackKind
from feedback.models import Briefing, Feedback, Proposal
from groups.kinds import KindCode
from groups.models import Group, Meeting
from groups.models.group import GroupQuerySet
from groups.models.meeting import MeetingQuerySet
from people.models import Person
from people.models.person import PersonQuerySet
from people.notice_kinds import NoticeKind
from people.noticing import tell
from ui.dates import days_since, months_after, now, today
from ui.text import literal, opening

HALF_A_YEAR = -6  # months
BEFORE = timedelta(days=14)  # a forum, in which its briefing is to be begun
AT_MOST = 2  # questions for each direction
QUESTIONS = {  # to one's own staff, about what somebody has told
    FeedbackKind.DID: gettext_lazy("What of that which %(sender)s did could we try?"),
    FeedbackKind.LEARNED: gettext_lazy("Have we learned the same as %(sender)s?"),
    FeedbackKind.QUESTION: gettext_lazy("What would we answer %(sender)s?"),
    FeedbackKind.DECISION: gettext_lazy("Which way would we choose in the place of %(sender)s?"),
    FeedbackKind.IDEA: gettext_lazy("Would the idea of %(sender)s work here?"),
}


@dataclass(frozen=True)
class News:
    """One thing to tell: its direction if it has one, a line of Markdown, and what to ask one's own staff."""

    direction: Direction | None
    line: str
    question: str


Section = Callable[[date, date], Iterator[News]]


def forum() -> PersonQuerySet:
    """Those it is sent to: the Ledarforum, which is every manager, also before the body has been started."""
    body = Group.objects.current().filter(kind=KindCode.LEADERSHIP_FORUM).first()
    return body.people() if body else Person.objects.managers()


def next_briefing() -> Briefing:
    """An unsaved draft of what has happened since the last one, in the organisation's language."""
    last = Briefing.objects.sent().first()
    begins = min(last.covers_to if last else _last_forum(), today())
    with override(settings.LANGUAGE_CODE):
        title = _("New for the Ledarforum, %(month)s") % {"month": date_format(today(), "F Y")}
        return Briefing(
            title=title, text=gather(begins, today()), covers_from=begins, covers_to=today(), version=1
        )


def gather(first: date, last: date) -> str:
    """What is new from `first` through `last` as Markdown, by direction; empty when nothing is."""
    found = [news for section in SECTIONS for news in section(first, last)]
    directions = {news.direction for news in found if news.direction}
    ordered = sorted(directions, key=lambda one: (one.started_on, one.title))
    parts = [_part(one.title, [news for news in found if news.direction == one]) for one in ordered]
    whole = [news for news in found if news.direction is None]
    if whole:
        parts.append(_part(_("The work as a whole"), whole))
    return "\n\n".join(parts)


@transaction.atomic
def send(briefing: Briefing, *, seen: int, by: Person) -> int:
    """Send it to every manager, once, and say how many were told, without `by`. `seen` is the version read.

    Raises Overtaken or ValidationError, and nothing has been sent.
    """
    briefing.mark_sent(seen=seen, by=by)
    names = {"title": briefing.title}
    return tell(
        forum(),
        NoticeKind.BRIEFING,
        lambda: _("The briefing from the Ledarforum: %(title)s") % names,
        address=briefing.get_absolute_url(),
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


def _last_forum() -> date:
    """The day of the last Ledarforum that has been held; half a year back when there has been none."""
    held = _forums().past().first()
    return localtime(held.starts_at).date() if held else months_after(today(), HALF_A_YEAR)


def _forums() -> MeetingQuerySet:
    return Meeting.objects.filter(group__kind=KindCode.LEADERSHIP_FORUM)


def _part(title: str, found: list[News]) -> str:
    asked = list(dict.fromkeys(news.question for news in found))[:AT_MOST]
    told = [f"- {news.line}" for news in found]
    questions = [f"- {question}" for question in asked]
    talk = _("To talk about with your staff")
    return "\n".join([f"## {literal(title)}", "", *told, "", f"### {talk}", "", *questions])


def _reconsidered(first: date, last: date) -> Iterator[News]:
    """What became of the directions whose stages have ended, and what was learned."""
    found = Reconsideration.objects.filter(decided_at__date__range=(first, last))
    text = _("%(stage)s has been reconsidered: the direction %(outcome)s. Learned: %(learned)s")
    for one in found.select_related("stage__direction").order_by("decided_at"):
        told = {
            "stage": _link(_("Stage %(number)s") % {"number": one.stage.number}, one.stage),
            "outcome": one.get_outcome_display(),
            "learned": literal(opening(one.learned)),
        }
        yield News(one.stage.direction, text % told, _("Have we learned anything like it ourselves?"))


def _begun_stages(first: date, last: date) -> Iterator[News]:
    found = Stage.objects.filter(starts_on__range=(first, last)).select_related("direction")
    text = _("%(stage)s goes on until %(day)s: %(aim)s")
    for one in found.order_by("starts_on", "pk"):
        name = _("Stage %(number)s") % {"number": one.number}
        told = {
            "stage": _link(f"{name}, {one.title}" if one.title else name, one),
            "day": date_format(one.ends_on, "j F"),
            "aim": literal(one.aim),
        }
        yield News(one.direction, text % told, _("What would we like to try in this ourselves?"))


def _ended_groups(first: date, last: date) -> Iterator[News]:
    text = _("The group %(group)s has ended. %(words)s")
    for one in _groups().filter(ended_on__range=(first, last)).order_by("ended_on", "pk"):
        told = {"group": _link(one.name, one), "words": literal(opening(one.closing_words))}
        asks = _("What of that which %(group)s arrived at can we take up?") % {"group": literal(one.name)}
        yield News(one.direction, (text % told).strip(), asks)


def _begun_groups(first: date, last: date) -> Iterator[News]:
    text = _("The group %(group)s has begun: %(summary)s")
    found = _groups().filter(started_on__range=(first, last), ended_on=None)
    for one in found.order_by("started_on", "pk"):
        told = {"group": _link(one.name, one), "summary": literal(one.summary)}
        asks = _("Who of us would like to take part in %(group)s?") % {"group": literal(one.name)}
        yield News(one.direction, text % told, asks)


def _shared(first: date, last: date) -> Iterator[News]:
    """Feedback that everybody has been able to read since then, with what has been answered."""
    found = Feedback.objects.filter(review__shared_at__date__range=(first, last))
    for post in found.with_its_way().order_by("review__shared_at", "pk"):
        text = _("%(sender)s: %(title)s %(words)s %(answer)s")
        asks = str(QUESTIONS[FeedbackKind(post.kind)]) % {"sender": literal(post.sender)}
        yield News(post.direction, _told(text, post), asks)


def _answered(first: date, last: date) -> Iterator[News]:
    """What had been shared before, and has been answered since."""
    lately = Q(receipts__answer__published_at__date__range=(first, last))
    found = Feedback.objects.filter(lately, review__shared_at__date__lt=first).distinct()
    for post in found.with_its_way().order_by("completed_at", "pk"):
        text = _("%(sender)s has been answered about %(title)s %(answer)s")
        yield News(post.direction, _told(text, post), _("What does the answer mean to us?"))


def _decided(first: date, last: date) -> Iterator[News]:
    """What the director has approved or declined, and why."""
    lately = Q(latest__decision__decided_at__date__range=(first, last))
    text = _("%(proposal)s from %(group)s: %(outcome)s. %(reason)s")
    for one in Proposal.objects.decided().filter(lately).with_way().order_by("latest__decision__decided_at"):
        decision = one.current_round.decision
        told = {
            "proposal": _link(str(one), one),
            "group": literal(one.group.name),
            "outcome": str(decision.get_outcome_display()).lower(),
            "reason": literal(opening(decision.reason)),
        }
        yield News(one.direction, text % told, _("What does the decision mean to us?"))


def _told(text: str, post: Feedback) -> str:
    """A line about a piece of feedback. Its headline ends as a sentence does."""
    title = post.headline if post.headline.endswith((".", "!", "?", "…", "”")) else f"{post.headline}."
    told = {
        "sender": f"**{literal(post.sender)}**",
        "title": _link(title, post),
        "words": literal(opening(post.words)),
        "answer": _answer(post),
    }
    return (text % told).strip()


def _answer(post: Feedback) -> str:
    """The latest published answer, in its body's name; empty when there is none."""
    answered = [receipt for receipt in post.receipts.all() if receipt.published]
    if not answered:
        return ""
    latest = max(answered, key=lambda receipt: receipt.published.published_at)
    told = {"body": literal(latest.body.name), "words": literal(opening(latest.published.text))}
    return _("%(body)s answers: %(words)s") % told


def _groups() -> GroupQuerySet:
    return Group.objects.select_related("direction")


def _link(words: str, thing: Stage | Group | Feedback | Proposal) -> str:
    return f"[{literal(words)}]({thing.get_absolute_url()})"


SECTIONS: list[Section] = [
    _decided,
    _reconsidered,
    _begun_stages,
    _ended_groups,
    _begun_groups,
    _shared,
    _answered,
]
