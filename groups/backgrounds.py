"""The list of backgrounds that coordinators are appointed from, which the coordinators keep.

A seat keeps the word it was filled with, so that the word follows when the list changes.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from groups.events import GroupEvent
from groups.models import Background, Membership
from groups.models.background import folded
from groups.models.membership import COMMUNICATORS_SEAT
from people.models import Act, Person
from ui.deleting import is_still_there
from ui.edit_conflict import Seen
from ui.regular_text import regular

SAME_TWICE = _("Two who sit there now would have the same background. Appoint one of them again first.")

# What an installation begins with, in its own language; the coordinators go on from there.
FIRST = [_("kitchen"), _("cleaning"), _("property"), _("operations and technology"), _("staff and HR")]


@transaction.atomic
def add(names: Iterable[str], *, by: Person) -> list[Background]:
    """Words for the list. One that is there already, however it is spelled, stays as it is."""
    return [_add(name, by) for name in names]


def _add(name: str, by: Person) -> Background:
    words = {"name": regular(name)}
    background, is_new = Background.objects.get_or_create(folded=folded(name), defaults=words)
    if is_new:
        Act.objects.record(GroupEvent.BACKGROUND_ADDED, background, by=by)
    return background


@transaction.atomic
def rename(background: Background, name: str, *, by: Person, seen: Seen | None = None) -> Background:
    """Give it another word, on the list and on every seat; with the word of another the two become one.

    Says which one is left. Raises ValidationError as `check_name` does, and EditConflict when it has had
    another word since it was `seen`.
    """
    check_name(background, name)
    listed = Background.objects.select_for_update().get(pk=background.pk)
    if seen:
        seen.check(listed)
    word, left = listed.name, _other_of_that_name(listed, name) or listed
    if left != listed:
        listed.delete()
    else:
        left.name, left.folded = regular(name), folded(name)
        left.save(update_fields=["name", "folded"])
    Membership.objects.filter(background=word).update(background=left.name)
    Act.objects.record(GroupEvent.BACKGROUND_RENAMED, left, by=by)
    return left


def check_name(background: Background, name: str) -> None:
    """Raises ValidationError when two coordinators of today would come to have the same."""
    other = _other_of_that_name(background, name)
    words = [Background.objects.get(pk=background.pk).name, other.name] if other else []
    seats = Membership.objects.coordinating().filter(seat__lt=COMMUNICATORS_SEAT, background__in=words)
    if seats.count() > 1:
        raise ValidationError({"name": SAME_TWICE})


def _other_of_that_name(background: Background, name: str) -> Background | None:
    return Background.objects.exclude(pk=background.pk).filter(folded=folded(name)).first()


@transaction.atomic
def remove(background: Background, *, by: Person) -> None:
    """Take it from the list. Who calls has asked `groups.delete_background`: nobody sits there with it."""
    if is_still_there(background):
        Act.objects.record(GroupEvent.BACKGROUND_REMOVED, background, by=by)
        background.delete()
