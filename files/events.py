"""What happens to attached files. The target is what they belong to.

A file is told by its number, not by its name: what a private draft held does not stay in the trail.
"""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class FileEvent(Event):
    ATTACHED = "files.attached", _("attached a file")
    REMOVED = "files.removed", _("removed a file")
