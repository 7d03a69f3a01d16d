"""Writing feedback: the one door to a piece that is begun, changed, completed or thrown away.

No rule is asked here. Whoever calls has asked it of the person `by`: `feedback.write_for_group` of the group
in whose name it is written, `feedback.write_about` of the group or direction that a person writes about, and
of the piece itself `feedback.edit_feedback`, `feedback.complete_feedback` or `feedback.discard_feedback`.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import resolve
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from feedback import routing
from feedback.events import FeedbackEvent
from feedback.models import Feedback, Voice
from files.attaching import attaching, throw_away_all
from files.judging import Checked
from groups.models import Group
from people.models import Act, Person
from people.once import carry_out_once
from ui.deleting import is_held
from ui.edit_conflict import EditConflict

NO_LONGER_DRAFT = _("It is no longer a draft, so nothing was saved. What you wrote is still here.")
USED_KEY = _("This form has been used for something else.")
NOT_A_GROUP = _("Only a group has a name to write in. Choose the group, or write in your own name.")


def post(
    *,
    about: Group | Direction,
    voice: Voice | str,
    kind: str,
    title: str,
    text: str,
    files: Sequence[Checked] = (),
    complete: bool = False,
    key: UUID | None = None,
    by: Person,
) -> Feedback:
    """Write a piece about a group or a direction, as a draft or completed, which sends it upward.

    `files` have been judged (`files.judging`). With a `key` that `by` has used before nothing is
    written: the piece that was made then is given. Raises ValidationError, by field, and has done nothing.
    """
    is_group = isinstance(about, Group)
    if voice == Voice.GROUP and not is_group:
        raise ValidationError(NOT_A_GROUP)
    words = {"kind": kind, "title": title, "text": text}
    draft = Feedback.draft(by=by, voice=voice, **{"group" if is_group else "direction": about}, **words)
    done = carry_out_once(by, key, lambda: _begin(draft, words, files, complete, by))
    return done.made or _made_before(done.address, by)


@transaction.atomic
def edit(
    draft: Feedback,
    *,
    seen: int,
    files: Sequence[Checked] = (),
    complete: bool = False,
    by: Person,
    **words: Any,
) -> Feedback:
    """Save the `words` given of a draft (kind, title, text); `seen` is the version that was being changed.

    A group writes it together, so nobody overwrites what they have not read: raises EditConflict when there
    is a newer one, and ValidationError when it is no longer a draft.
    """
    current = Feedback.objects.drafts().select_for_update().filter(pk=draft.pk).first()
    if current is None:
        raise ValidationError(NO_LONGER_DRAFT)
    if current.draft_version != seen:
        raise EditConflict(current)
    for name, value in words.items():
        setattr(draft, name, value)
    _check(draft, words)
    draft.draft_version = seen + 1
    draft.save(update_fields=[*words, "draft_version"])
    _attach(draft, files, complete, by)
    return draft


@transaction.atomic
def complete(feedback: Feedback, *, by: Person, seen: int | None = None) -> bool:
    """Send it upward, once: False when somebody has already. `seen` is the version that was read.

    Raises EditConflict, and nothing is sent, when there is a newer one.
    """
    done = feedback.mark_completed(by=by, seen=seen)
    if done:
        Act.objects.record(FeedbackEvent.COMPLETED, feedback, by=by)
        routing.send(feedback, by=by)
    return done


@transaction.atomic
def discard(feedback: Feedback, *, by: Person) -> bool:
    """Throw a draft away. What is completed stays: False, and nothing has changed."""
    if not Feedback.objects.select_for_update().drafts().filter(pk=feedback.pk).exists() or is_held(feedback):
        return False
    throw_away_all(feedback, by=by)
    Act.objects.record(FeedbackEvent.DISCARDED, feedback, by=by)  # the last that happens to it
    feedback.delete()
    return True


def _made_before(address: str, by: Person) -> Feedback:
    """What a key was used for before. Raises ValidationError when that was something else, or is gone."""
    page = resolve(address)
    feedback = Feedback.objects.filter(author=by, pk=page.kwargs.get("pk", 0)).first()
    if page.view_name != "feedback:detail" or feedback is None:
        raise ValidationError(USED_KEY, code="key")
    return feedback


def _begin(
    draft: Feedback, words: dict[str, str], files: Sequence[Checked], completes: bool, by: Person
) -> Feedback:
    _check(draft, words)
    with transaction.atomic():
        draft.save(force_insert=True)
        _attach(draft, files, completes, by)
    return draft


def _attach(draft: Feedback, files: Sequence[Checked], completes: bool, by: Person) -> None:
    with attaching(files, draft, by=by):
        if completes:
            complete(draft, by=by)


def _check(draft: Feedback, words: dict[str, Any]) -> None:
    """Raises ValidationError, by field, for words that no form would have let through."""
    draft.clean_fields(exclude={field.name for field in draft._meta.fields} - set(words))
