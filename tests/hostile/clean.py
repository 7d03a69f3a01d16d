"""The pages as they are with harmless texts alone, to be compared with those of hostile ones."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from feedback.models import Feedback
from tests.cast import World
from tests.factories.feedback import make_draft, make_shared
from tests.hostile.reading import Reading
from tests.hostile.surfaces import (
    LISTS_OF_DRAFTS,
    LISTS_OF_PIECES,
    PAGES_OF_A_DRAFT,
    PAGES_OF_A_PIECE,
    Clients,
    pages_that_show_the_latest,
)
from tests.hostile.ways_in import sent, written

TEXT = "Ord"


@dataclass(frozen=True)
class Clean:
    draft: list[Reading]
    piece: list[Reading]
    lists: dict[Callable, list[Reading]]
    latest: list[Reading]


_known: dict[int, Clean] = {}  # the same for every test of a process, and it takes long


def clean_pages(world: World, clients: Clients, count: int) -> Clean:
    """With as many texts, which are gone again afterwards."""
    if count not in _known:
        with transaction.atomic():
            _known[count] = _made(world, clients, count)
            transaction.set_rollback(True)
    return _known[count]


def _made(world: World, clients: Clients, count: int) -> Clean:
    whole = written(world, TEXT)
    for _ in range(count - 1):
        make_draft(world.convener, group=world.group)
    draft = _read(surface(clients, whole) for surface in PAGES_OF_A_DRAFT)
    lists = {surface: _read(surface(clients, world)) for surface in LISTS_OF_DRAFTS}
    Feedback.objects.drafts().exclude(pk=whole.pk).delete()
    sent(world, whole, TEXT)
    for _ in range(count - 1):
        make_shared(world.convener, world.coordinator, group=world.group)
    piece = _read(surface(clients, whole) for surface in PAGES_OF_A_PIECE)
    lists |= {surface: _read(surface(clients, world)) for surface in LISTS_OF_PIECES}
    return Clean(draft, piece, lists, _read(pages_that_show_the_latest(clients, world)))


def _read(pages: Iterable[str]) -> list[Reading]:
    return [Reading(html) for html in pages]
