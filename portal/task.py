from dataclasses import dataclass

LATE = 7  # days after which waiting is said in red


@dataclass(frozen=True)
class Task:
    """Something that waits for one person."""

    what: str
    where: str  # in whose name, or about what
    days: int
    address: str
    action: str

    @property
    def is_late(self) -> bool:
        return self.days >= LATE
