"""Writing a proposal: the one door to its draft. What becomes of it then: `proposals.deciding`.

No rule is asked here: whoever calls has asked `proposals.propose` of the group, `proposals.edit_proposal` of
the proposal, and `proposals.hand_in_proposal` where it is handed in.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from feedback.models import Feedback
from files.attaching import attaching
from files.judging import Checked
from groups.models import Group
from people.models import Person
from proposals import deciding
from proposals.models import Proposal
from workshops.models import Theme


@transaction.atomic
def propose(
    *,
    group: Group,
    feedback: Feedback | None = None,
    theme: Theme | None = None,
    files: Sequence[Checked] = (),
    hands_in: bool = False,
    by: Person,
    **words: Any,
) -> Proposal:
    """Draft a proposal in the group's name, or hand it in at once; it may grow out of feedback or of a theme.

    `words` are its texts and what it says of samverkan. Raises ValidationError, by field, and when the theme
    is gone.
    """
    if theme:
        theme.lock()
    proposal = Proposal(group=group, direction=group.direction, feedback=feedback, theme=theme)
    return edit(proposal, seen=0, files=files, hands_in=hands_in, by=by, **words)


@transaction.atomic
def edit(
    proposal: Proposal,
    *,
    seen: int,
    files: Sequence[Checked] = (),
    hands_in: bool = False,
    by: Person,
    **words: Any,
) -> Proposal:
    """Save the `words` given of a draft, or of what was sent back; `seen` is the version being changed.

    Raises EditConflict or ValidationError as `Proposal.write` and `deciding.hand_in` do, and saves nothing.
    """
    proposal.write(seen=seen, by=by, **words)
    with attaching(files, proposal, by=by):
        if hands_in:
            deciding.hand_in(proposal, by=by)
    return proposal
