"""Everything that is found, in the order in which it is offered (`search/sources.py`); of ours, pages."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from directions.searched import DIRECTIONS, PLANS
from feedback.events import FeedbackEvent
from feedback.searched import FEEDBACK
from groups.models import Group
from groups.searched import AGENDAS, GROUPS, MEETINGS, STAGES, UNMOVED_BY, files_of_notes
from portal.models import Page
from proposals.searched import PROPOSALS
from search.searched import FILES, PEOPLE, UNITS
from search.sources import Document, Source, if_changed, its_own
from ui.text import to_plain
from workshops.searched import WORKSHOPS


def _say_page(page: Page) -> Document:
    return Document(page.title, [page.lead, to_plain(page.text)])


PAGES = Source(
    kind="page",
    label=_("Page"),
    plural=_("Pages"),
    rows=lambda: Page.objects.filter(moved_to=""),
    visible_to=lambda person: Page.objects.all(),
    for_everybody=True,
    document=_say_page,
    follows={Page: its_own},
)

# Search knows no group and no feedback, and these know nothing of what is found of files.
STAYS = {FeedbackEvent.REPLIED, FeedbackEvent.ACKNOWLEDGED, FeedbackEvent.ANSWERED}
FILES_TOO = replace(
    FILES,
    follows={**FILES.follows, Group: if_changed(files_of_notes, "direction")},
    unmoved_by=UNMOVED_BY | STAYS,
)

SOURCES = [
    DIRECTIONS,
    GROUPS,
    STAGES,
    FEEDBACK,
    PROPOSALS,
    MEETINGS,
    AGENDAS,
    WORKSHOPS,
    PLANS,
    PAGES,
    FILES_TOO,
    PEOPLE,
    UNITS,
]
