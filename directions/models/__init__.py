from directions.models.direction import Direction, DirectionLink
from directions.models.stage import Stage

__all__ = ["Direction", "DirectionLink", "Stage"]
