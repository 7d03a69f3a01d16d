"""A draft belongs to those who write it: its words are in no page that anybody else is sent."""

import pytest
from django.db.models import Model

from feedback.models import Feedback
from files.models import Attachment
from groups import joining
from proposals.models.text import WORDS
from tests.access.matrix import ROWS
from tests.access.roles import ROLES
from tests.access.routes import ROUTES
from tests.access.visits import Visitors, visits
from tests.cast import World
from tests.factories.attachments import attach
from tests.factories.feedback import make_answer, make_draft, make_receipt
from tests.factories.groups import make_group
from tests.factories.people import make_manager, make_person
from tests.factories.proposals import make_proposal

pytestmark = pytest.mark.authz

# A draft that belongs to a group nobody else in the cast sits in, with a file attached.
CANARY = "kanariefågel"
# The draft of a body's answer, and somebody else's way in, with a manager's word.
ANSWER, WAY_IN = "svarskanarie", "vägkanarie"
MAY_READ = {CANARY: set(), ANSWER: {"SG"}, WAY_IN: {"KO"}}
ALSO_LISTED = [
    "/admin/feedback/feedback/?state=all",
    "/groups/?ended=on",
    "/directions/?ended",
    "/feedback/?page=2",
    "/proposals/?state=draft",
    "/proposals/?year=2026",
]


def test_canary_is_there_to_be_seen_by_its_own_group(world: World) -> None:
    draft, file = make_canary(world)
    visitors = Visitors(world)
    visitors.sign_in(own=world.outsider)

    pages = ("/", world.foreign_group.get_absolute_url(), draft.get_absolute_url(), file.get_absolute_url())
    for address in pages:
        assert CANARY in visitors.ask("own", "GET", address).whole.decode(errors="replace")


@pytest.mark.parametrize("route", sorted({row.route for row in ROWS} & set(ROUTES)))
def test_canaries_are_read_by_those_they_concern_alone(world: World, route: str) -> None:
    """The drafts by nobody else, the draft of an answer by its body, the request by the coordinators."""
    canaries = make_canaries(world)
    visitors = Visitors(world)
    asked = {(role, address) for _row, role, address in visits(world, route)}
    asked |= {(role, ROUTES[route].address(thing)) for role in ROLES for thing in canaries}

    seen = []
    for role, address in asked:
        text = read(visitors, role, address)
        seen += [
            f"{word}: {address}, {role}" for word in MAY_READ if word in text and role not in MAY_READ[word]
        ]

    assert seen == []


@pytest.mark.parametrize("address", ALSO_LISTED)
def test_canary_is_in_no_list_that_has_been_widened(world: World, address: str) -> None:
    make_canary(world)
    make_proposal(world.outsider, world.foreign_group, title=CANARY)
    visitors = Visitors(world)

    assert [role for role in ROLES if CANARY in read(visitors, role, address)] == []


def make_canary(world: World) -> tuple[Feedback, Attachment]:
    draft = make_draft(world.outsider, group=world.foreign_group, title=CANARY, text=CANARY)
    return draft, attach(draft, world.outsider, f"{CANARY}.txt", content=CANARY.encode())


def make_canaries(world: World) -> list[Model]:
    """What others may not read: drafts with their files, an answer that is being written, a way in."""
    proposal = make_proposal(world.outsider, world.foreign_group, **dict.fromkeys(WORDS, CANARY))
    file = attach(proposal, world.outsider, f"{CANARY} 2.txt", content=CANARY.encode())
    receipt = make_receipt(world.outsider, world.storgrupp, group=world.foreign_group)
    make_answer(receipt, world.storgrupp_member, ANSWER)
    manager = make_manager()
    request = joining.put_forward(make_group(), make_person(manager=manager), by=manager, word=WAY_IN)
    return [*make_canary(world), proposal, file, receipt, receipt.feedback, request]


def read(visitors: Visitors, role: str, address: str) -> str:
    """The page, and the part of it that htmx would get."""
    page = visitors.ask(role, "GET", address)
    text: str = page.whole.decode(errors="replace") + str(page.headers)
    if "HX-Request" in page.get("Vary", ""):
        text += visitors.ask(role, "GET", address, headers={"HX-Request": "true"}).whole.decode(
            errors="replace"
        )
    return text
