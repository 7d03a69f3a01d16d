"""Two people change the same thing at once: the first one's saving stands, the second one is told."""

from typing import Any


class Overtaken(Exception):
    """Somebody saved it meanwhile. Nothing was saved; `current` is as it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__(str(current))
        self.current = current
