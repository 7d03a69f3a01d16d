from groups.models.group import Group, GroupLink, StageWork
from groups.models.join_request import JoinRequest, JoinState, JoinStep, MovedOn
from groups.models.membership import Membership, Role

__all__ = [
    "Group",
    "GroupLink",
    "JoinRequest",
    "JoinState",
    "JoinStep",
    "Membership",
    "MovedOn",
    "Role",
    "StageWork",
]
