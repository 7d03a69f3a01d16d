"""One call loads the whole demo organisation, the same each time for the same day."""

import random

from django.db import transaction

from demo.accessibility import AccessibilityLoader
from demo.briefings import BriefingLoader
from demo.feedback import FeedbackLoader
from demo.groups import GroupLoader
from demo.held_changes import HeldChangeLoader
from demo.join_requests import JoinRequestLoader
from demo.meetings import MeetingLoader
from demo.notices import NoticeLoader
from demo.organisation import OrganisationLoader
from demo.proposals import ProposalLoader
from demo.search import SearchLoader
from demo.stages import StageLoader
from demo.workshops import WorkshopLoader
from feedback.catching_up import catch_up
from people.models import Person
from search.reindexing import reindex

SEED = 20140925


def is_loaded() -> bool:
    return Person.objects.exists()


@transaction.atomic
def load() -> None:
    """Fill an empty database with the demo organisation. All of it, or nothing."""
    chance = random.Random(SEED)  # noqa: S311 - the same demo each time, not a secret
    OrganisationLoader(chance).load()
    GroupLoader(chance).load()
    FeedbackLoader(chance).load()
    catch_up()
    JoinRequestLoader(chance).load()
    StageLoader(chance).load()
    MeetingLoader(chance).load()
    WorkshopLoader(chance).load()
    ProposalLoader(chance).load()
    BriefingLoader(chance).load()
    HeldChangeLoader(chance).load()
    NoticeLoader(chance).load()
    AccessibilityLoader(chance).load()
    SearchLoader().load()
    for _done, _total in reindex():
        pass
