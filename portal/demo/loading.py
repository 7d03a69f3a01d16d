"""One call loads the whole demo organisation, the same each time for the same day."""

import random

from django.db import transaction

from people.models import Person
from portal.demo.knocking import Knocking
from portal.demo.meetings import Meetings
from portal.demo.organisation import Organisation
from portal.demo.stages import Stages
from portal.demo.work import Work
from portal.demo.writing import Writing

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
