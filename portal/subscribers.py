"""Who hears of what happens, in apps that may not know them: lists, not signals.

`settings.EVENT_SUBSCRIBERS` names this module. A subscriber of events takes an act (`people/events.py`); they
are called in the order of the lists. The search index stands in the first, and the outbox of webhooks will:
there an act and what follows from it are written together or not at all. Metrics stand in the second. Who is
notified does not: that needs to be asked before the act, so it stays an explicit call (decision 0007).
"""

from collections.abc import Callable

from groups import directory_notices, directory_sync
from groups.roles import who_confirms
from notices import sign_in_notices
from people.directory import Follower
from people.events import Subscriber
from people.models import HeldChange
from search import indexing

__all__ = [
    "AFTER_COMMIT",
    "CHANGE_ANSWERED",
    "CHANGE_HELD",
    "DIRECTORY_CHANGED",
    "IN_TRANSACTION",
    "who_confirms",
]

# Called in the act's own transaction: what one of them raises undoes the act.
IN_TRANSACTION: list[Subscriber] = [indexing.hear, sign_in_notices.hear]

# Called once the act is committed: what one of them raises is logged.
AFTER_COMMIT: list[Subscriber] = []

# Somebody in the directory was made or changed (`people.directory`): called with the person and what changed.
DIRECTORY_CHANGED: list[Follower] = [
    directory_notices.directory_changed,  # first: who sits in a body is told before they leave it
    directory_notices.stand_in_changed,
    directory_sync.directory_changed,
]

# A change of it waits for a second person, one of `who_confirms`, or has been answered (`people.four_eyes`).
CHANGE_HELD: list[Callable[[HeldChange], object]] = [directory_notices.change_held]
CHANGE_ANSWERED: list[Callable[[HeldChange], object]] = [directory_notices.change_answered]
