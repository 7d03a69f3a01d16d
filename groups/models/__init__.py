from groups.models.background import Background
from groups.models.group import Group
from groups.models.group_link import GroupLink
from groups.models.join_request import JoinRequest
from groups.models.join_state import JoinState
from groups.models.join_step import JoinStep
from groups.models.meeting import Meeting
from groups.models.membership import Membership, Role
from groups.models.stage_work import (
    GroupOutcome,
    OutcomeSuggestion,
    Presentation,
    PresentationCorrection,
    StageWork,
)

__all__ = [
    "Background",
    "Group",
    "GroupLink",
    "GroupOutcome",
    "JoinRequest",
    "JoinState",
    "JoinStep",
    "Meeting",
    "Membership",
    "OutcomeSuggestion",
    "Presentation",
    "PresentationCorrection",
    "Role",
    "StageWork",
]
