"""The way of a proposal: handed in, prepared by the storgrupp, decided by the director, carried out.

Every step first takes the lock of the proposal's row and looks where it is, so of two steps at once one is
taken and the other is told. Each is an act, and those who proposed it are told of each.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from people.models import Act, Person
from proposals import notifications
from proposals.events import ProposalEvent
from proposals.models import (
    CarryingOut,
    Decision,
    DialogueNote,
    Dissent,
    FollowUp,
    Outcome,
    Preparation,
    Proposal,
    ProposalState,
    Round,
)
from proposals.models.state import OPEN, WITH_STORGRUPP, WRITABLE
from ui.dates import now, today
from ui.edit_conflict import EditConflict

NO_SAMVERKAN = _(
    "The proposal changes how people work, and nobody has said when it was taken up in samverkan. "
    "Until that is said, it can only be sent back."
)
SAMVERKAN_FIRST = _(
    "The proposal changes how people work. Write when it was taken up in samverkan; "
    "until then it can only be sent back."
)
WHO_AND_WHEN = _("Say who carries it out, and by when.")
IN_THE_PAST = _("That day has passed. Choose today or a later one.")
NOT_YET = _("That day has not come yet.")


@transaction.atomic
def hand_in(proposal: Proposal, *, by: Person, seen: int | None = None) -> Round:
    """Give it to the storgrupp as it now reads: its next round. `seen` is the version that was read.

    Raises EditConflict when there is a newer one, and ValidationError when the storgrupp has it.
    """
    current = proposal.locked()
    current.check_is_in(*WRITABLE)
    if seen not in {None, current.version}:
        raise EditConflict(current)
    number = current.latest.number + 1 if current.latest else 1
    current.latest = Round.objects.create(proposal=current, number=number, handed_in_by=by, **current.words)
    current.attachments.all().hand_over(current.latest)
    current.save(update_fields=["latest"])
    Act.objects.record(ProposalEvent.HANDED_IN, current, by=by, round=number)
    notifications.handed_in(current, by=by)
    proposal.latest = current.latest
    return current.latest


@transaction.atomic
def withdraw(proposal: Proposal, why: str, *, by: Person) -> None:
    """Take it back, for good. Raises ValidationError once it has been decided."""
    current = proposal.locked()
    current.check_is_in(*OPEN)
    current.withdrawn_at, current.withdrawn_by, current.withdrawn_why = now(), by, why
    current.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    Act.objects.record(ProposalEvent.WITHDRAWN, current, by=by)
    notifications.withdrawn(current, by=by)


@transaction.atomic
def write_preparation(
    proposal: Proposal,
    *,
    recommendation: str,
    reasons: str,
    changes_how_people_work: bool,
    samverkan_on: date | None,
    seen: int,
    completes: bool,
    by: Person,
) -> Preparation:
    """Keep the storgrupp's preparation as a draft, or complete it, which gives it to the director.

    `seen` is the version being changed, 0 before the first. Raises EditConflict when there is a newer one,
    and ValidationError when the proposal is not with the storgrupp.
    """
    current, preparation = _prepared(proposal, by)
    if preparation.version != seen:
        raise EditConflict(preparation)
    _say_of_samverkan(current, changes_how_people_work, samverkan_on)
    preparation.recommendation, preparation.reasons = recommendation, reasons
    preparation.version = seen + 1
    if completes:
        preparation.recommended_at, preparation.recommended_by = now(), by
    preparation.save()
    Act.objects.record(ProposalEvent.RECOMMENDED if completes else ProposalEvent.PREPARED, current, by=by)
    if completes:
        notifications.recommended(current, by=by)
    return preparation


def _say_of_samverkan(current: Proposal, changes_how_people_work: bool, samverkan_on: date | None) -> None:
    current.changes_how_people_work, current.samverkan_on = changes_how_people_work, samverkan_on
    current.check_samverkan()
    current.save(update_fields=["changes_how_people_work", "samverkan_on"])


@transaction.atomic
def note_dialogue(proposal: Proposal, text: str, *, on: date, by: Person) -> DialogueNote:
    """Write down what one talk about it gave. Raises ValidationError when it is not with the storgrupp."""
    if on > today():
        raise ValidationError({"on": NOT_YET})
    current, preparation = _prepared(proposal, by)
    Act.objects.record(ProposalEvent.DIALOGUE_NOTED, current, by=by)
    return preparation.notes.create(on=on, text=text, written_by=by)


@transaction.atomic
def record_dissent(proposal: Proposal, person: Person, text: str, *, by: Person) -> Dissent:
    """Let it stand that `person` thinks otherwise. Raises ValidationError once it has been recommended."""
    current, preparation = _prepared(proposal, by)
    Act.objects.record(ProposalEvent.DISSENTED, current, by=by, concerning=person)
    return preparation.dissents.create(person=person, text=text, written_by=by)


@transaction.atomic
def decide(
    proposal: Proposal,
    outcome: Outcome,
    reason: str,
    *,
    samverkan_on: date | None = None,
    responsible: str = "",
    due_on: date | None = None,
    by: Person,
) -> Decision:
    """Approve, decline or send back what the storgrupp has recommended something about, once.

    Approving says who carries it out and by when. Raises ValidationError when it is somewhere else, or when
    something is missing.
    """
    current = proposal.locked()
    current.check_is_in(ProposalState.RECOMMENDED)
    current.samverkan_on = samverkan_on or current.samverkan_on
    current.check_samverkan()
    if current.needs_samverkan and outcome != Outcome.SENT_BACK:
        raise ValidationError({"samverkan_on": SAMVERKAN_FIRST})
    current.save(update_fields=["samverkan_on"])
    decision = _write_down(current, outcome, reason, by)
    if outcome == Outcome.APPROVED:
        _entrust(decision, responsible, due_on)
    Act.objects.record(ProposalEvent.DECIDED, current, by=by, outcome=outcome)
    notifications.decided(current, decision, by=by)
    return decision


def _write_down(current: Proposal, outcome: Outcome, reason: str, by: Person) -> Decision:
    return Decision.objects.create(
        round=current.current_round,
        outcome=outcome,
        reason=reason,
        decided_by=by,
        changes_how_people_work=current.changes_how_people_work,
        samverkan_on=current.samverkan_on,
    )


def _entrust(decision: Decision, responsible: str, due_on: date | None) -> None:
    if not responsible or due_on is None:
        raise ValidationError({"due_on" if responsible else "responsible": WHO_AND_WHEN})
    if due_on < today():
        raise ValidationError({"due_on": IN_THE_PAST})
    CarryingOut.objects.create(decision=decision, responsible=responsible, due_on=due_on)


@transaction.atomic
def follow_up(
    proposal: Proposal, text: str, *, moved_to: date | None = None, is_done: bool = False, by: Person
) -> FollowUp:
    """Say how far the carrying out has come; perhaps move its day, or say that it is done, once.

    Raises ValidationError for what is not being carried out.
    """
    current = proposal.locked()
    current.check_is_in(ProposalState.APPROVED)
    carrying_out = CarryingOut.objects.get(decision__round=current.latest)
    if moved_to and moved_to < today():
        raise ValidationError({"moved_to": IN_THE_PAST})
    carrying_out.due_on = moved_to or carrying_out.due_on
    if is_done:
        carrying_out.done_at, carrying_out.done_by = now(), by
    carrying_out.save()
    Act.objects.record(ProposalEvent.CARRIED_OUT if is_done else ProposalEvent.FOLLOWED_UP, current, by=by)
    notifications.followed_up(current, is_done=is_done, by=by)
    return carrying_out.follow_ups.create(text=text, moved_to=moved_to, is_done=is_done, written_by=by)


def _prepared(proposal: Proposal, by: Person) -> tuple[Proposal, Preparation]:
    """The proposal, locked and with the storgrupp, and its preparation, begun now if need be."""
    current = proposal.locked()
    current.check_is_in(*WITH_STORGRUPP)
    preparation, is_new = Preparation.objects.get_or_create(
        round=current.current_round, defaults={"begun_by": by}
    )
    if is_new:
        notifications.begun(current, by=by)
    return current, preparation
