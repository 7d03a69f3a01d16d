from django.db import models

from directions.lineage import Link
from groups.events import GroupEvent
from groups.models.group import Group


class GroupLink(Link):
    LINKED, UNLINKED = GroupEvent.LINKED, GroupEvent.UNLINKED

    earlier = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="links_onward")
    later = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="links_back")
