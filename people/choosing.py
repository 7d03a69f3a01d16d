"""What each person has chosen about their notices by e-mail. What waits to be sent follows the choice."""

from collections.abc import Mapping

from django.db import transaction

from people.models import MailState, NoticeChoice, Person
from people.notice_kinds import KINDS, NoticeKind, Pace
from people.paces import due
from ui.dates import now


def paces_of(person: Person) -> dict[NoticeKind, Pace]:
    """How often each kind comes by e-mail: as chosen, or as the table of kinds has it."""
    chosen = dict(person.notice_choices.values_list("kind", "pace"))
    return {kind: Pace(chosen.get(kind, rule.pace)) for kind, rule in KINDS.items()}


@transaction.atomic
def choose(person: Person, paces: Mapping[NoticeKind, Pace]) -> None:
    """From now on; and what no worker has touched yet goes as chosen, or not at all."""
    for kind, pace in paces.items():
        NoticeChoice.objects.update_or_create(person=person, kind=kind, defaults={"pace": pace})
        waiting = person.notices.untouched().filter(kind=kind)
        moment = due(pace, now())
        if moment:
            waiting.update(pace=pace, due_at=moment)
        else:
            waiting.update(pace=pace, mail=MailState.NONE)
