from groups.models.group import Group, GroupLink, StageWork
from groups.models.membership import Membership, Role

__all__ = ["Group", "GroupLink", "Membership", "Role", "StageWork"]
