"""Words that only some may read, to be looked for in every page that anybody is sent."""

from typing import Any

from django.db.models import Model

from feedback.models import Feedback
from files.models import Attachment
from groups import joining
from proposals.models.text import WORDS
from tests.cast import World
from tests.factories.attachments import attach
from tests.factories.feedback import make_answer, make_draft, make_receipt
from tests.factories.groups import make_group
from tests.factories.people import make_manager, make_person
from tests.factories.proposals import make_proposal

# A draft that belongs to a group nobody else in the cast sits in, with a file attached.
DRAFT = "kanariefågel"
# The draft of a body's answer, and somebody else's way in, with a manager's word.
ANSWER, WAY_IN = "svarskanarie", "vägkanarie"
MAY_READ = {DRAFT: set(), ANSWER: {"SG"}, WAY_IN: {"KO"}}


def make_canary(world: World) -> tuple[Feedback, Attachment]:
    draft = make_draft(world.outsider, group=world.foreign_group, title=DRAFT, text=DRAFT)
    return draft, attach(draft, world.outsider, f"{DRAFT}.txt", content=DRAFT.encode())


def make_canaries(world: World) -> list[Model]:
    """What others may not read: drafts with their files, an answer that is being written, a way in."""
    proposal = make_proposal(world.outsider, world.foreign_group, **dict.fromkeys(WORDS, DRAFT))
    file = attach(proposal, world.outsider, f"{DRAFT} 2.txt", content=DRAFT.encode())
    receipt = make_receipt(world.outsider, world.storgrupp, group=world.foreign_group)
    make_answer(receipt, world.storgrupp_member, ANSWER)
    manager = make_manager()
    request = joining.put_forward(make_group(), make_person(manager=manager), by=manager, word=WAY_IN)
    return [*make_canary(world), proposal, file, receipt, receipt.feedback, request]


def read_by(role: str, *pages: Any) -> list[str]:
    """The words in these answers, and in their headers, that somebody in this role may not read."""
    text = "".join(page.whole.decode(errors="replace") + str(page.headers) for page in pages)
    return [word for word, roles in MAY_READ.items() if word in text and role not in roles]
