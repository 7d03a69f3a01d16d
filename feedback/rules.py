"""Who may write, complete, answer and review feedback.

Who may read it is a query: `Feedback.objects.visible_to`.
"""

import rules

from directions.models import Direction
from feedback.models import Feedback, Receipt, Voice
from feedback.models.receipt import REVIEWED_BY
from feedback.senders import is_sender
from groups.models import Group
from groups.roles import is_communicator, is_coordinator, is_member, represents_group
from people.models import Person


@rules.predicate
def is_living(person: Person, subject: Group | Direction | None) -> bool:
    return subject is not None and subject.ended_on is None


@rules.predicate
def is_author(person: Person, feedback: Feedback | None) -> bool:
    return feedback is not None and feedback.author_id == person.pk


@rules.predicate
def is_draft(person: Person, feedback: Feedback | None) -> bool:
    return feedback is not None and feedback.is_draft


@rules.predicate
def speaks_for_a_group(person: Person, feedback: Feedback | None) -> bool:
    return feedback is not None and feedback.voice == Voice.GROUP


@rules.predicate
def is_in_its_group(person: Person, feedback: Feedback | None) -> bool:
    return feedback is not None and is_member(person, feedback.group)


@rules.predicate
def has_outlived_its_group(person: Person, feedback: Feedback | None) -> bool:
    """Nobody sits in its group any more who could write on or send it."""
    return feedback is not None and feedback.group is not None and feedback.group.ended_on is not None


@rules.predicate
def represents_its_group(person: Person, feedback: Feedback | None) -> bool:
    return feedback is not None and represents_group(person, feedback.group)


@rules.predicate
def is_sent(person: Person, feedback: Feedback | None) -> bool:
    return feedback is not None and not feedback.is_draft


@rules.predicate
def reads_it(person: Person, feedback: Feedback | None) -> bool:
    return feedback is not None and feedback.is_read_by(person)


# Receipts: each speaks for the body they sit in today, also when another body held the office before.


@rules.predicate
def sits_in_its_body(person: Person, receipt: Receipt | None) -> bool:
    return receipt is not None and any(
        membership.group.kind == receipt.body.kind for membership in person.current_memberships
    )


@rules.predicate
def sent_it(person: Person, receipt: Receipt | None) -> bool:
    """They wrote it, or it is their own group's: somebody else in the body takes it."""
    return receipt is not None and is_sender(person, receipt.feedback, receipt.body.kind)


@rules.predicate
def sent_it_for_review(person: Person, feedback: Feedback | None) -> bool:
    return feedback is not None and is_sender(person, feedback, REVIEWED_BY)


writes_here = (speaks_for_a_group & is_in_its_group) | (~speaks_for_a_group & is_author)
sends_from_here = (speaks_for_a_group & represents_its_group) | (~speaks_for_a_group & is_author)

rules.add_perm("feedback.write_for_group", is_member & is_living)
rules.add_perm("feedback.write_about", is_living)
rules.add_perm("feedback.edit_feedback", is_draft & writes_here)
rules.add_perm("feedback.complete_feedback", sends_from_here)
rules.add_perm(
    "feedback.discard_feedback",
    is_draft & ((is_author & (writes_here | has_outlived_its_group)) | sends_from_here),
)
rules.add_perm("feedback.correct_feedback", is_sent & ((is_author & writes_here) | sends_from_here))
rules.add_perm("feedback.reply", is_sent & reads_it)
rules.add_perm("feedback.acknowledge", sits_in_its_body & ~sent_it)
rules.add_perm("feedback.answer", sits_in_its_body & ~sent_it)
rules.add_perm("feedback.review_feedback", is_coordinator & ~sent_it_for_review & ~is_draft)

# What Django's admin asks before it shows the review queue.
rules.add_perm("feedback.view_feedback", is_coordinator | is_communicator)
