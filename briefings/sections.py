"""What a briefing may tell: each section is a function that yields pieces of news for a period, so
another is one more in the list.

What is told is what everybody may read: feedback that has been shared, stages, groups, and answers to what is
shared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefings.period import Period
from directions.events import DirectionEvent
from directions.models import Direction, Reconsideration, Stage
from feedback.kinds import FeedbackKind
from feedback.models import Feedback
from groups.events import GroupEvent
from groups.models import Group
from groups.models.group import GroupQuerySet
from proposals.models import Proposal
from ui.dates import in_words
from ui.text import link, literal, opening, to_plain

TRY = gettext_lazy("What can we try here of what the group “%(group)s” has done?")
QUESTIONS = {  # to one's own staff, round the headline of what somebody has told, whoever it was
    FeedbackKind.DID: gettext_lazy("“%(title)s” What could we try here?"),
    FeedbackKind.LEARNED: gettext_lazy("“%(title)s” Have we learned the same?"),
    FeedbackKind.QUESTION: gettext_lazy("“%(title)s” What would we answer ourselves?"),
    FeedbackKind.DECISION: gettext_lazy("“%(title)s” What would we do ourselves?"),
    FeedbackKind.IDEA: gettext_lazy("“%(title)s” Would that work here?"),
}


@dataclass(frozen=True)
class News:
    """One thing to tell: its direction if it has one, a line of Markdown, and what to ask one's own staff."""

    direction: Direction | None
    line: str
    question: str


def _reconsidered(period: Period) -> Iterator[News]:
    """What became of the directions whose stages have ended, and what was learned."""
    reconsiderations = Reconsideration.objects.filter(period.of("decided_at"))
    text = _("%(stage)s has been reconsidered: the direction %(outcome)s. Learned: %(learned)s")
    for reconsideration in reconsiderations.select_related("stage__direction").order_by("decided_at"):
        names = {
            "stage": _link(
                _("Stage %(number)s") % {"number": reconsideration.stage.number}, reconsideration.stage
            ),
            "outcome": reconsideration.get_outcome_display(),
            "learned": literal(opening(reconsideration.learned)),
        }
        yield News(
            reconsideration.stage.direction, text % names, _("Have we learned anything similar ourselves?")
        )


def _begun_stages(period: Period) -> Iterator[News]:
    stages = Stage.objects.select_related("direction")
    text = _("%(stage)s runs until %(day)s: %(aim)s")
    for stage in period.dated(stages, "starts_on", DirectionEvent.STAGE_OPENED):
        name = _("Stage %(number)s") % {"number": stage.number}
        names = {
            "stage": _link(f"{name}, {stage.title}" if stage.title else name, stage),
            "day": in_words(stage.ends_on, "j F"),
            "aim": literal(stage.aim),
        }
        yield News(stage.direction, text % names, _("What would we like to try in this ourselves?"))


def _ended_groups(period: Period) -> Iterator[News]:
    text = _("The group %(group)s has ended. %(words)s")
    for group in period.dated(_groups(), "ended_on", GroupEvent.ENDED):
        words = _unrepeated(text % {"group": group.name, "words": ""}, group)
        names = {"group": _link(group.name, group), "words": literal(opening(words))}
        asks = _("What can we make use of from what the group “%(group)s” arrived at?")
        yield News(group.direction, (text % names).strip(), asks % {"group": _quoted(group.name)})


def _begun_groups(period: Period) -> Iterator[News]:
    text = _("The group %(group)s has begun: %(summary)s")
    for group in period.dated(_groups().filter(ended_on=None), "started_on", GroupEvent.STARTED):
        names = {"group": _link(group.name, group), "summary": literal(group.summary)}
        asks = _("Who of us would like to take part in the group “%(group)s”?")
        yield News(group.direction, text % names, asks % {"group": _quoted(group.name)})


def _shared(period: Period) -> Iterator[News]:
    """Feedback that everybody has been able to read since then, with what has been answered."""
    posts = Feedback.objects.filter(period.of("review__shared_at"))
    for post in posts.with_responses().order_by("review__shared_at", "pk"):
        text = _("%(sender)s: %(title)s %(words)s %(answer)s")
        yield News(post.direction, _told(text, post), _asks(post))


def _answered(period: Period) -> Iterator[News]:
    """What had been shared before, and has been answered since."""
    lately = period.of("receipts__answer__published_at")
    posts = Feedback.objects.filter(lately, review__shared_at__lt=period.since).distinct()
    for post in posts.with_responses().order_by("completed_at", "pk"):
        text = _("%(sender)s has had an answer about %(title)s %(answer)s")
        asks = _("“%(title)s” What does the answer mean to us?") % {
            "title": _quoted(_sentence(post.headline))
        }
        yield News(post.direction, _told(text, post), asks)


def _decided(period: Period) -> Iterator[News]:
    """What the director has approved or declined, and why."""
    lately = period.of("latest__decision__decided_at")
    text = _("%(proposal)s from %(group)s: %(outcome)s. %(reason)s")
    for proposal in (
        Proposal.objects.decided().filter(lately).with_standing().order_by("latest__decision__decided_at")
    ):
        decision = proposal.current_round.decision
        names = {
            "proposal": _link(str(proposal), proposal),
            "group": literal(proposal.group.name),
            "outcome": str(decision.get_outcome_display()).lower(),
            "reason": literal(opening(decision.reason)),
        }
        asks = _("“%(title)s” What does the decision mean to us?") % {
            "title": _quoted(_sentence(str(proposal)))
        }
        yield News(proposal.direction, text % names, asks)


def _told(text: str, post: Feedback) -> str:
    """A line about a piece of feedback."""
    names = {
        "sender": f"**{literal(post.sender)}**",
        "title": _link(_sentence(post.headline), post),
        "words": literal(opening(post.words)),
        "answer": _answer(post),
    }
    return (text % names).strip()


def _asks(post: Feedback) -> str:
    """What to ask about it; a group by its name, and nobody by theirs: the sheet is put on a wall."""
    group = post.speaks_for
    if post.kind == FeedbackKind.DID and group and not group.rule.governing:
        return TRY % {"group": _quoted(group.name)}
    return str(QUESTIONS[FeedbackKind(post.kind)]) % {"title": _quoted(_sentence(post.headline))}


def _answer(post: Feedback) -> str:
    """The latest published answer, in its body's name; empty when there is none."""
    answered = [receipt for receipt in post.receipts.all() if receipt.published]
    if not answered:
        return ""
    latest = max(answered, key=lambda receipt: receipt.published.published_at)
    names = {"body": literal(latest.body.name), "words": literal(opening(latest.published.text))}
    return _("%(body)s answers: %(words)s") % names


def _unrepeated(sentence: str, group: Group) -> str:
    """The closing words without a first sentence that says again, by name, what has been said of it."""
    plain = to_plain(group.closing_words)
    already = sentence.strip().rstrip(".")
    for again in (already, already[already.index(group.name) :]):
        if plain.startswith(again) and plain[len(again) :][:1] in {"", ".", "!"}:
            return literal(plain[len(again) + 1 :])
    return literal(plain)


def _sentence(title: str) -> str:
    """A headline that ends as a sentence does."""
    return title if title.endswith((".", "!", "?", "…", "”")) else f"{title}."


def _quoted(words: str) -> str:
    """Words to stand between quotation marks: those within are single."""
    return literal(words.replace("“", "‘").replace("”", "’"))


def _groups() -> GroupQuerySet:
    return Group.objects.select_related("direction")


def _link(words: str, thing: Stage | Group | Feedback | Proposal) -> str:
    return link(words, thing.get_absolute_url())


SECTIONS: list[Callable[[Period], Iterator[News]]] = [
    _decided,
    _reconsidered,
    _begun_stages,
    _ended_groups,
    _begun_groups,
    _shared,
    _answered,
]
