from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

LATE = 7  # days after which waiting is said in red


@dataclass(frozen=True)
class Task:
    """Something that waits for one person."""

    what: str
    where: str  # in whose name, or about what
    days: int
    address: str
    action: str
    past_due: bool | None = None  # where a day has been set; without one, long is late
    only_theirs: bool = False  # nobody else can do it

    @property
    def since(self) -> str:
        """For how long it has waited."""
        if not self.days:
            return gettext("Since today")
        words = ngettext("Waiting for %(days)s day", "Waiting for %(days)s days", self.days)
        return words % {"days": self.days}

    @property
    def need(self) -> tuple[bool, bool, int]:
        """What it is sorted by: what nobody else can do, then what is late, then what has waited longest."""
        return not self.only_theirs, not self.is_late, -self.days

    @property
    def is_late(self) -> bool:
        return self.days >= LATE if self.past_due is None else self.past_due
