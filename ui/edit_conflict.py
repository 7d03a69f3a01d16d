"""Two people change the same thing at once: the first one's saving stands, the second one is told."""

from typing import Any

from django.utils.translation import gettext_lazy as _

CHANGED_SINCE_READ = _("Somebody has changed the draft since you read it. Read it and send again.")


class EditConflict(Exception):
    """Somebody changed it meanwhile. Nothing was saved; `current` is as it stands now.

    What more there is to tell is in those that inherit from it.
    """

    def __init__(self, current: Any) -> None:
        super().__init__(current)
        self.current = current
