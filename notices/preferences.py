"""What each person has chosen about their notices by e-mail. What waits to be sent follows the choice."""

from collections.abc import Mapping

from django.db import transaction

from notices.kinds import KINDS, NoticeKind, Pace
from notices.models import MailState, NoticeChoice
from notices.models.notice import NoticeQuerySet
from notices.schedule import due
from people.models import Person
from ui.dates import now


def preferences_of(person: Person) -> dict[NoticeKind, Pace]:
    """How often each kind comes by e-mail: as chosen, or as the table of kinds has it."""
    chosen = dict(person.notice_choices.values_list("kind", "pace"))
    return {kind: Pace(chosen.get(kind, rule.pace)) for kind, rule in KINDS.items()}


@transaction.atomic
def set_preferences(person: Person, paces: Mapping[NoticeKind, Pace]) -> None:
    """From now on; and what no worker has touched yet comes no later than it would have, or not at all."""
    before = preferences_of(person)
    for kind, pace in paces.items():
        NoticeChoice.objects.update_or_create(person=person, kind=kind, defaults={"pace": pace})
        waiting = person.notices.untouched().filter(kind=kind)
        if pace == Pace.NONE:  # also when it was so before: whoever says stop again means what waits
            waiting.update(pace=pace, mail=MailState.NONE)
        elif pace != before[kind]:
            _bring_forward(waiting, pace)


def _bring_forward(waiting: NoticeQuerySet, pace: Pace) -> None:
    """What is due before the new pace would send it stays as it is: a digest that is late, a mail that went
    at once since it has to be known before a meeting.
    """
    moment = due(pace, now())
    waiting.filter(due_at__gt=moment).update(pace=pace, due_at=moment)
