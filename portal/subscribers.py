"""Who hears of what happens, in apps that may not know them: lists, not signals.

`settings.EVENT_SUBSCRIBERS` names this module. A subscriber of events takes an act (`people/events.py`); they
are called in the order of the lists. The search index and the outbox of webhooks will stand in the first,
where an act and what follows from it are written together or not at all; metrics in the second. Who is
notified does not: that needs to be asked before the act, so it stays an explicit call (decision 0007).
"""

from groups import directory_sync
from people.directory import Follower
from people.events import Subscriber

# Called in the act's own transaction: what one of them raises undoes the act.
IN_TRANSACTION: list[Subscriber] = []

# Called once the act is committed: what one of them raises is logged.
AFTER_COMMIT: list[Subscriber] = []

# Somebody in the directory was made or changed (`people.directory`): called with the person and what changed.
DIRECTORY_CHANGED: list[Follower] = [directory_sync.directory_changed]
