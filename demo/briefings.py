"""The demo's briefings for the Ledarforum: what has been sent, and the draft of the next one."""

import random
import re
from typing import Any

from briefings.gathering import next_briefing
from briefings.models import Briefing
from demo.calendar import at_work, moved
from demo.content import read
from feedback.models import Feedback
from people.models import Person

POST = re.compile(r"\(post:([^)]+)\)")
EDITOR = "lena-akesson"


class Briefings:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def load(self) -> None:
        for told in read("briefings.toml")["briefings"]:
            self._load_sent(told)
        self._begin_the_next()

    def _load_sent(self, told: dict[str, Any]) -> None:
        by = Person.objects.get(directory_id=told["by"])
        sent_at = at_work(moved(told["sent_on"]), self.chance)
        Briefing.objects.create(
            title=told["title"],
            text=POST.sub(self._address, told["text"].strip()),
            covers_from=moved(told["covers_from"]),
            covers_to=moved(told["covers_to"]),
            made_by=by,
            made_at=at_work(moved(told["covers_to"]), self.chance),
            sent_by=by,
            sent_at=sent_at,
        )

    def _address(self, found: re.Match[str]) -> str:
        return f"({Feedback.objects.get(title=found[1]).get_absolute_url()})"

    def _begin_the_next(self) -> None:
        """As the flow drafts it, begun a moment ago and not yet touched."""
        draft = next_briefing()
        draft.made_by = Person.objects.get(directory_id=EDITOR)
        draft.save()
