from directions.models.direction import Direction, DirectionLink
from directions.models.plan import Plan
from directions.models.reconsideration import Outcome, Reconsideration
from directions.models.stage import Stage

__all__ = ["Direction", "DirectionLink", "Outcome", "Plan", "Reconsideration", "Stage"]
