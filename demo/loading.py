"""One call loads the whole demo organisation, the same each time for the same day."""

import random

from django.db import transaction

from demo.briefings import Briefings
from demo.feedback import Writing
from demo.groups import Work
from demo.join_requests import Knocking
from demo.meetings import Meetings
from demo.notices import Telling
from demo.organisation import Organisation
from demo.proposals import Proposing
from demo.stages import Stages
from demo.workshops import Workshops
from people.models import Person

SEED = 20140925


def is_loaded() -> bool:
    return Person.objects.exists()


@transaction.atomic
def load() -> None:
    """Fill an empty database with the demo organisation. All of it, or nothing."""
    chance = random.Random(SEED)  # noqa: S311 - the same demo each time, not a secret
    Organisation(chance).load()
    Work(chance).load()
    Writing(chance).load()
    Knocking(chance).load()
    Stages(chance).load()
    Meetings(chance).load()
    Workshops(chance).load()
    Proposing(chance).load()
    Briefings(chance).load()
    Telling(chance).load()
