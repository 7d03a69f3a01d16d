"""The kinds of notices in one table: what each is called, and how it comes by e-mail without a choice."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """How often a kind of notice comes by e-mail. In the portal everything shows at once."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day, at 7:00")
    WEEKLY = "weekly", _("once a week, on Mondays at 7:00")
    NONE = "none", _("not by e-mail")


class NoticeKind(models.TextChoices):
    TURN = "turn", _("Something waits for you")
    ANSWER = "answer", _("What came of what you said")
    GROUP = "group", _("What happens in your groups")
    BODY = "body", _("What is sent to a body you sit in")
    FOLLOW = "follow", _("What you follow")
    ACCOUNT = "account", _("Who you are here")
    BRIEFING = "briefing", _("The briefing for the Ledarforum")


@dataclass(frozen=True)
class KindRule:
    """`help` tells in a sentence what such notices are about; `pace` holds until a person chooses another.

    `reason` goes on from "You get mail …", at the foot of each.
    """

    help: Any
    pace: Pace
    reason: Any = ""


KINDS: dict[NoticeKind, KindRule] = {
    NoticeKind.TURN: KindRule(
        _("A request to answer, a seat held for you, a stage to reconsider."),
        Pace.AT_ONCE,
        _("when something waits for you"),
    ),
    NoticeKind.ANSWER: KindRule(
        _("Your feedback is answered or shared; you are welcomed to a group, or told why not."),
        Pace.AT_ONCE,
        _("when you get an answer"),
    ),
    NoticeKind.GROUP: KindRule(
        _("Meetings, new stages, reconsiderations, and when one of your groups ends."),
        Pace.DAILY,
        _("about what happens in your groups"),
    ),
    NoticeKind.BODY: KindRule(
        _("Feedback and proposals on their way up, and what was decided on them."),
        Pace.WEEKLY,
        _("about what is sent to a body you sit in"),
    ),
    NoticeKind.FOLLOW: KindRule(
        _("New stages, reconsiderations and feedback in directions and groups that you follow."),
        Pace.WEEKLY,
        _("about what you follow"),
    ),
    NoticeKind.BRIEFING: KindRule(
        _("What is new since the last forum, on one page."),
        Pace.AT_ONCE,
        _("when there is a new briefing for the Ledarforum"),
    ),
    NoticeKind.ACCOUNT: KindRule(
        _("When you get a seat or lose one, or the directory gets another address, manager or role for you."),
        Pace.AT_ONCE,
        _("when what you may do here changes"),
    ),
}
