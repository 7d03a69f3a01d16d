"""Answers become themes: the facilitator places them, and renames, merges and removes what came of it.

Every act counts the workshop's version first, which locks its row: no two of them interleave, and none
comes after the workshop has been closed.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from people.models import Act, Person
from ui.deleting import is_held
from ui.edit_conflict import Seen
from workshops.events import WorkshopEvent
from workshops.models import Answer, Mark, Theme, Workshop
from workshops.models.workshop import LIVE

TAKEN = _("There is already a theme with that name. You can merge the two instead.")
HAS_GROWN = _("Something has grown out of this theme, so it stays.")


@transaction.atomic
def place(answers: Iterable[Answer], theme: Theme | None, *, workshop: Workshop, by: Person) -> None:
    """Place answers in a theme, wherever they were; None takes them out of theirs."""
    workshop.touch(*LIVE, outline=True)
    numbers = [answer.pk for answer in answers]
    Answer.objects.of(workshop).filter(pk__in=numbers).update(theme=theme)
    if theme:
        theme.lock()
        Act.objects.record(WorkshopEvent.ANSWERS_PLACED, theme, by=by, answers=len(numbers))


@transaction.atomic
def sort(
    answers: Iterable[Answer], *, workshop: Workshop, theme: Theme | None = None, title: str = "", by: Person
) -> Theme | None:
    """Place answers in a theme that is there, in a new one of that `title`, or out of any. Says which."""
    into = begin_theme(workshop, title, by=by) if title else theme
    place(answers, into, workshop=workshop, by=by)
    return into


@transaction.atomic
def begin_theme(workshop: Workshop, title: str, *, by: Person) -> Theme:
    """A theme of that title: a new one, or the one that has it already."""
    workshop.touch(*LIVE, outline=True)
    last = workshop.themes.aggregate(last=Max("order"))["last"] or 0
    theme, is_new = workshop.themes.get_or_create(title=title, defaults={"order": last + 1})
    if is_new:
        Act.objects.record(WorkshopEvent.THEME_BEGUN, theme, by=by)
    return theme


@transaction.atomic
def revise(theme: Theme, *, by: Person, seen: Seen | None = None, **fields: Any) -> None:
    """Save the `fields` given: its title, its place. Raises ValidationError when another has the title, and
    EditConflict when something else stands there than was `seen`.
    """
    theme.workshop.touch(*LIVE, outline=True)
    theme.lock()
    if seen:
        seen.check(Theme.objects.get(pk=theme.pk))
    for name, value in fields.items():
        setattr(theme, name, value)
    try:
        with transaction.atomic():
            theme.save(update_fields=fields)
    except IntegrityError as error:
        raise ValidationError({"title": TAKEN}) from error
    Act.objects.record(WorkshopEvent.THEME_EDITED, theme, by=by)


@transaction.atomic
def merge(theme: Theme, into: Theme, *, by: Person) -> None:
    """Let a theme be part of another: its answers and marks move there, and it is gone.

    Whoever marked both has one mark there, and gets the other one back.
    """
    theme.workshop.touch(*LIVE, outline=True)
    into.lock()
    _check_has_not_grown(theme)
    theme.answers.update(theme=into)
    both = Mark.objects.filter(theme=into).values("participant")
    theme.marks.exclude(participant__in=both).update(theme=into)
    Act.objects.record(WorkshopEvent.THEME_MERGED, into, by=by, merged=theme.title)
    theme.delete()


@transaction.atomic
def remove(theme: Theme, *, by: Person) -> None:
    """Take a theme away: its answers wait to be placed again, its marks go back to those who placed them."""
    theme.workshop.touch(*LIVE, outline=True)
    _check_has_not_grown(theme)
    Act.objects.record(WorkshopEvent.THEME_REMOVED, theme.workshop, by=by, theme=theme.title)
    theme.delete()


def _check_has_not_grown(theme: Theme) -> None:
    """Whatever grew out of it keeps the theme that it came from, also what begins this very moment."""
    theme.lock()
    if is_held(theme):
        raise ValidationError(HAS_GROWN)
