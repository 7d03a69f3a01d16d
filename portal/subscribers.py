"""Who is told, in the same transaction, of what happens in apps that may not know them: lists, not signals.

`settings.EVENT_SUBSCRIBERS` names this module.
"""

from groups import directory_sync

# Somebody in the directory was made or changed (`people.directory`): called with the person and what changed.
DIRECTORY_CHANGED = [directory_sync.directory_changed]
