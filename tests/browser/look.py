"""What one look at a page is."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from people.models import Person
from tests.access.routes import ROUTES
from tests.browser.scene import Scene
from tests.cast import World

ANYONE = "anyone"


@dataclass(frozen=True)
class Look:
    """One page in one state: its route, whom it is shown to, what it is about, what is done there first."""

    name: str
    who: str  # of the cast, or ANYONE
    route: str
    thing: str = ""
    more: str = ""  # the rest of the address
    first: Callable[[Page], None] | None = None
    status: int = 200

    def address(self, scene: Scene) -> str:
        if self.route not in ROUTES:
            return self.route
        return ROUTES[self.route].address(scene.the(self.thing) if self.thing else None) + self.more

    def person(self, world: World) -> Person | None:
        return None if self.who == ANYONE else getattr(world, self.who)
