from datetime import timedelta
from typing import Any

from briefings.models import Briefing
from people.models import Person
from ui.dates import now, today

TEXT = """
## Mat för framtiden

- **Lunch med eleverna**: [Kön blev längre.](/directions/) Det gjorde inget.

### Att prata om med dina medarbetare

- Var står vi i kö?
"""


def make_briefing(by: Person, **fields: Any) -> Briefing:
    """The draft of a briefing, about the last month."""
    span = {"covers_from": today() - timedelta(days=30), "covers_to": today()}
    words = {"title": "Nytt till Ledarforum", "text": TEXT.strip()}
    return Briefing.objects.create(**{"made_by": by, **span, **words, **fields})


def make_sent_briefing(by: Person, **fields: Any) -> Briefing:
    """One that was sent a moment ago; nobody has been told."""
    return make_briefing(by, **{"sent_at": now(), "sent_by": by, **fields})
