"""The agenda of a body's next meeting, drafted from what lies before it: what is to be presented, and what
is to be reconsidered. Whoever holds the meeting changes it as they like.

Each section is a function that returns its heading and lines of Markdown, so another is one more in the list.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from directions.models import Stage
from groups.models import Group
from ui.dates import in_words
from ui.languages import Said, in_each_language
from ui.text import link

AHEAD = timedelta(weeks=6)  # about as long as it is until the meeting after

Section = Callable[[Group, date], tuple[str, list[str]]]


def draft_agenda(body: Group, day: date) -> str:
    """What a meeting of `body` on `day` has to take up, as Markdown; empty for a group that hears nobody."""
    if not body.hears_groups:
        return ""
    sections = [(heading, lines) for heading, lines in (section(body, day) for section in SECTIONS) if lines]
    return "\n\n".join("\n".join([f"## {heading}", "", *lines]) for heading, lines in sections)


def draft_in_each_language(body: Group, day: date) -> Said:
    """Empty where there is nothing to take up."""
    drafts = in_each_language(lambda: draft_agenda(body, day))
    return drafts if any(drafts.values()) else {}


def _to_be_presented(body: Group, day: date) -> tuple[str, list[str]]:
    waiting = body.presentations.filter(said="", on__range=(day - AHEAD, day + AHEAD))
    presentations = waiting.select_related("stage__direction").order_by("on", "pk")
    lines = [
        f"- {_stage(presentation.stage)}, {in_words(presentation.on, 'j F')}"
        for presentation in presentations
    ]
    return _("To be presented"), lines


def _to_be_reconsidered(body: Group, day: date) -> tuple[str, list[str]]:
    """Stages that wait, and those that end before the meeting after."""
    stages = Stage.objects.unreconsidered().filter(ends_on__lte=day + AHEAD).select_related("direction")
    return _("To be reconsidered"), [_ends(stage, day) for stage in stages.order_by("ends_on", "pk")]


def _ends(stage: Stage, day: date) -> str:
    """As it is on the day of the meeting, when it is read out."""
    text = _("- %(stage)s, ended %(day)s") if stage.ends_on < day else _("- %(stage)s, ends %(day)s")
    return text % {"stage": _stage(stage), "day": in_words(stage.ends_on, "j F")}


def _stage(stage: Stage) -> str:
    names = {"number": stage.number, "direction": stage.direction.title}
    return link(_("Stage %(number)s, %(direction)s") % names, stage.get_absolute_url())


SECTIONS: list[Section] = [_to_be_presented, _to_be_reconsidered]
