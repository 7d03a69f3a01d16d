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


class BriefingLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def load(self) -> None:
        for entry in read("briefings.toml")["briefings"]:
            self._load_sent(entry)
        self._begin_the_next()

    def _load_sent(self, entry: dict[str, Any]) -> None:
        by = Person.objects.get(directory_id=entry["by"])
        sent_at = at_work(moved(entry["sent_on"]), self.chance)
        Briefing.objects.create(
            title=entry["title"],
            text=POST.sub(self._address, entry["text"].strip()),
            covers_from=moved(entry["covers_from"]),
            covers_to=moved(entry["covers_to"]),
            made_by=by,
            made_at=at_work(moved(entry["covers_to"]), self.chance),
            sent_by=by,
            sent_at=sent_at,
        )

    def _address(self, reference: re.Match[str]) -> str:
        return f"({Feedback.objects.get(title=reference[1]).get_absolute_url()})"

    def _begin_the_next(self) -> None:
        """As the flow drafts it, begun a moment ago and not yet touched."""
        draft = next_briefing()
        draft.made_by = Person.objects.get(directory_id=EDITOR)
        draft.save()
