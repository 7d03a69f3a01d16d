"""Everything that is found, in the order in which it is offered (`search/sources.py`); of ours, pages."""

from django.utils.translation import gettext_lazy as _

from directions.searched import DIRECTIONS, PLANS
from feedback.searched import FEEDBACK
from groups.searched import AGENDAS, GROUPS, MEETINGS, STAGES
from portal.models import Page
from proposals.searched import PROPOSALS
from search.searched import FILES, PEOPLE, UNITS
from search.sources import Document, Source, its_own
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
    FILES,
    PEOPLE,
    UNITS,
]
