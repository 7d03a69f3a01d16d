"""What became of what somebody said: their feedback, their notes in workshops, their proposals, and drafts.

Nothing is stored for it; it is the trail and the receipts, asked from the other end.
"""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from feedback.models import Feedback
from people.models import Person
from proposals.models import Proposal
from river.trail import Step, became_of
from workshops.models import Answer, Theme

DRAFTS = 50  # all that anybody keeps, whatever else is cut short: a draft left out is a draft forgotten


@dataclass(frozen=True)
class Note:
    """A note in a workshop, its theme once the workshop is closed, and what grew out of that."""

    answer: Answer
    theme: Theme | None
    became: list[Step]

    @property
    def why_nothing(self) -> str:
        """Its theme has led to nothing yet, it stands under none, or nobody has sorted the notes yet."""
        if self.theme:
            return _("Nothing has grown out of that theme yet.")
        if self.answer.participant.workshop.is_closed:
            return _("It was not placed under any theme, and is in the result as it is.")
        return _("The workshop is not closed yet. When it is, you will see here where your note went.")


@dataclass(frozen=True)
class Contributions:
    """The latest first. Each piece of feedback has its `proposals`, as far as its author may read them."""

    drafts: list[Feedback]
    posts: list[Feedback]
    notes: list[Note]
    proposals: list[Proposal]

    def __bool__(self) -> bool:
        return bool(self.posts or self.notes or self.proposals)


def contributions_of(person: Person, at_most: int) -> Contributions:
    """What a person has completed, answered and handed in, `at_most` of each.

    For that person's eyes alone: nobody else gets to know whose an unsigned note is.
    """
    readable = Proposal.objects.visible_to(person).exclude(latest=None).with_standing()
    posts = Feedback.objects.filter(author=person).completed().latest_first()
    posts = posts.prefetch_related(Prefetch("proposals", readable.order_by("pk")))
    proposals = readable.filter(drafted_by=person).order_by("-latest__handed_in_at", "-pk")
    lately = list(posts[:at_most]), _notes(person, at_most), list(proposals[:at_most])
    return Contributions(_drafts(person), *lately)


def _drafts(person: Person) -> list[Feedback]:
    """What they began and may go on with: their own, and their group's as long as they are in it."""
    drafts = Feedback.objects.visible_to(person).drafts().filter(author=person)
    return list(drafts.select_related("group", "direction").order_by("-written_at", "-pk")[:DRAFTS])


def _notes(person: Person, at_most: int) -> list[Note]:
    own = Answer.objects.filter(participant__person=person).order_by("-at", "-pk")
    answers = own.select_related("participant__workshop")[:at_most]
    placed = {answer: _place(answer) for answer in answers}
    themes = Theme.objects.select_related("workshop").with_what_grew().in_bulk(filter(None, placed.values()))
    became = became_of(themes.values())
    return [Note(answer, themes.get(place), became.get(place, [])) for answer, place in placed.items()]


def _place(answer: Answer) -> int:
    """The theme it stands under: 0 for none, and until the workshop is closed, since it may change."""
    return answer.theme_id or 0 if answer.participant.workshop.is_closed else 0
