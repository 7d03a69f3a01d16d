"""Conflict of interest: who sent a piece of feedback neither reviews it nor answers it in a body's name.

Its senders are whoever wrote it and, of what a group sent, everybody who sits in that group today. Of what a
body says itself only the writer is kept out there.
"""

from collections.abc import Iterable

from django.db.models import F, Q
from django.utils.translation import gettext as _

from feedback.models import Feedback, Voice
from feedback.models.feedback_query import FeedbackQuerySet
from feedback.models.receipt import REVIEWED_BY, ReceiptQuerySet
from groups.models import Membership
from groups.roles import is_member
from people.models import Person
from people.models.person import PersonQuerySet
from ui.prepared import Place, any_of


def is_sender(person: Person, feedback: Feedback, to: str) -> bool:
    """Does it come from this person, as it lies with a body of the kind `to`?"""
    return feedback.author_id == person.pk or _sent_by_their_group(person, feedback, to)


def to_answer(person: Person, receipts: ReceiptQuerySet) -> ReceiptQuerySet:
    """Those of the receipts that this person may read and answer for the body: they did not send them."""
    by_group = Q(feedback__voice=Voice.GROUP, feedback__group__in=_groups_of(person))
    own_words = Q(feedback__group__kind=F("body__kind"))
    return receipts.exclude(Q(feedback__author=person) | by_group & ~own_words)


def to_review(person: Person, posts: FeedbackQuerySet) -> FeedbackQuerySet:
    """Those of the pieces that this person may review: they did not send them."""
    return not_sent_by(person.pk, _groups_of(person), posts)


def not_sent_by(
    person: int | Place, groups: Iterable[int | Place], posts: FeedbackQuerySet
) -> FeedbackQuerySet:
    """The same of a person and their groups, which may be places of a prepared question."""
    by_group = Q(voice=Voice.GROUP) & any_of("group", groups) & ~Q(group__kind=REVIEWED_BY)
    return posts.exclude(Q(author=person) | by_group)


def without_senders(people: PersonQuerySet, feedback: Feedback) -> PersonQuerySet:
    """Of those who review, the ones who did not send it."""
    others = people.exclude(pk=feedback.author_id)
    group = feedback.speaks_for
    if group is None or group.kind == REVIEWED_BY:
        return others
    return others.exclude(pk__in=Membership.objects.current().filter(group=group).values("person"))


def why_left(person: Person, feedback: Feedback, to: str) -> str:
    """Why somebody else takes it, in a sentence; empty when it is not theirs at all."""
    if feedback.author_id == person.pk:
        return _("You wrote this yourself, so somebody else reads and answers it.")
    if _sent_by_their_group(person, feedback, to):
        return _("Your own group sent this, so somebody else reads and answers it.")
    return ""


def _sent_by_their_group(person: Person, feedback: Feedback, to: str) -> bool:
    group = feedback.speaks_for
    return group is not None and group.kind != to and is_member(person, group)


def _groups_of(person: Person) -> list[int]:
    return [membership.group_id for membership in person.current_memberships]
