"""Pictures of every kind of page, with the demo's content, to look at: `make screenshots`.

No test of the suite. They lie in `var/screenshots`, at the width of a phone and of a desk, light and dark, in
Swedish, and `index.html` there shows them all beside each other. `RIKTNING_LOOK=group` takes only the pages
with that in their name. The pictures on the pages of help are taken too: they are kept, in `static/help`.
"""

import os
from collections.abc import Callable, Iterator
from html import escape
from itertools import product
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from demo import loading
from feedback.models import Feedback
from groups.models import JoinRequest, Meeting
from people.models import Person
from portal.helping import HelpTopic
from proposals.models import Proposal
from proposals.models.state import ProposalState
from tests.browser.visitor import Visitor

FOLDER = Path(settings.BASE_DIR) / "var" / "screenshots"
ONLY = os.environ.get("RIKTNING_LOOK", "")
CORNERS = list(product([390, 1280], ["light", "dark"]))

EMPLOYEE, MANAGER, COORDINATOR = "amir-haddad", "karin-holmqvist", "goran-petrovic"
STORGRUPP, DIRECTOR, ADMINISTRATOR = "mats-ekdahl", "ingrid-vestergaard", "linh-pham"


WITHOUT_BARS = "for (const bar of document.querySelectorAll('.tabbar, .masthead')) bar.remove()"
HELP = Path(settings.BASE_DIR) / "static" / "help"


class Shown(NamedTuple):
    who: str
    route: str
    args: list[str]
    part: str


SHOWN_IN_HELP = {
    HelpTopic.EMPLOYEE: Shown(EMPLOYEE, "groups:detail", ["lunch-med-eleverna"], "#joining"),
    HelpTopic.MANAGER: Shown(MANAGER, "groups:detail", ["svenska-pa-rasten"], "#joining"),
    HelpTopic.CONVENER: Shown(
        MANAGER, "groups:detail", ["lunch-med-eleverna"], "section:has(a[href$='/meetings/new/'])"
    ),
    HelpTopic.STORGRUPP: Shown(STORGRUPP, "home", [], ".tasks"),
    HelpTopic.COORDINATOR: Shown(COORDINATOR, "home", [], ".tasks"),
    HelpTopic.DIRECTOR: Shown(DIRECTOR, "home", [], ".tasks"),
}


class Sight(NamedTuple):
    name: str
    who: str
    address: str


def sights() -> Iterator[Sight]:
    yield from _pages()
    yield from _things()
    yield from _desks()


def _pages() -> Iterator[Sight]:
    """The pages that need nothing but their name."""
    homes = {"employee": EMPLOYEE, "manager": MANAGER, "coordinator": COORDINATOR, "director": DIRECTOR}
    for role, who in homes.items():
        yield Sight(f"home {role}", who, reverse("home"))
    for route in (
        "directions:list", "directions:plan", "groups:list", "groups:organisation", "groups:requests",
        "groups:my_people", "groups:notices", "groups:put_forward", "feedback:list", "feedback:new",
        "briefings:list", "proposals:list", "proposals:decisions", "river:river", "river:year",
        "river:learned", "river:contributions", "river:my_calendar", "workshops:list", "notices:list",
        "notices:settings", "pages", "help", "me", "ways_in", "sessions",
    ):  # fmt: skip
        yield Sight(route, MANAGER, reverse(route))
    yield Sight("overview", STORGRUPP, reverse("groups:overview"))
    yield Sight("help for managers", MANAGER, reverse("help_page", args=["manager"]))
    yield Sight("page", MANAGER, reverse("page", args=["strategiska-riktningar"]))


def _things() -> Iterator[Sight]:
    """The page of one of each kind of thing."""
    direction = "mat-for-framtiden"
    yield Sight("direction", MANAGER, reverse("directions:detail", args=[direction]))
    yield Sight("stage", MANAGER, reverse("directions:stage", args=[direction, 5]))
    yield Sight("group, as convener", MANAGER, reverse("groups:detail", args=["lunch-med-eleverna"]))
    yield Sight("group, as employee", EMPLOYEE, reverse("groups:detail", args=["lunch-med-eleverna"]))
    for body in ("storgruppen", "samordningsgruppen", "ledarforum"):
        yield Sight(f"group {body}", COORDINATOR, reverse("groups:detail", args=[body]))
    shared = Feedback.objects.filter(review__shared_at__isnull=False).latest("pk")
    yield Sight("feedback", COORDINATOR, shared.get_absolute_url())
    yield Sight("feedback sent to", STORGRUPP, reverse("feedback:sent_to", args=["storgruppen"]))
    meeting = Meeting.objects.coming().filter(group__slug="storgruppen")[0]
    yield Sight("meeting", STORGRUPP, meeting.get_absolute_url())
    yield Sight("request", COORDINATOR, JoinRequest.objects.open()[0].get_absolute_url())
    waiting = Proposal.objects.in_state(ProposalState.RECOMMENDED)[0]
    yield Sight("proposal", DIRECTOR, waiting.get_absolute_url())
    yield Sight("workshop", COORDINATOR, reverse("workshops:detail", args=["250914"]))


def _desks() -> Iterator[Sight]:
    """Where those work who look after it."""
    overdue = reverse("groups:reconsider", args=["trygga-platser", 4])
    yield Sight("reconsider", COORDINATOR, overdue)
    yield Sight("queue", COORDINATOR, reverse("admin:feedback_feedback_changelist"))
    unread = Feedback.objects.filter(review=None).exclude(completed_at=None).first()
    if unread:
        yield Sight("review", COORDINATOR, reverse("admin:feedback_feedback_change", args=[unread.pk]))
    yield Sight("pages to write", COORDINATOR, reverse("admin:portal_page_changelist"))
    yield Sight("people", ADMINISTRATOR, reverse("admin:people_person_changelist"))
    yield Sight("outbox", ADMINISTRATOR, reverse("admin:notices_notice_changelist"))


def test_take_pictures(transactional_db: None, visitor: Callable[..., Visitor]) -> None:
    loading.load()
    chosen = [sight for sight in sights() if ONLY in sight.name]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for width, scheme in CORNERS:
        people: dict[str, Visitor] = {}
        for sight in chosen:
            if sight.who not in people:
                person = Person.objects.get(directory_id=sight.who)
                people[sight.who] = visitor(person, width=width, scheme=scheme)
            page = people[sight.who].page
            page.goto(sight.address, wait_until="networkidle")  # also what comes after the page
            page.screenshot(path=FOLDER / _file(sight, width, scheme), full_page=True)
    (FOLDER / "index.html").write_text(contact_sheet(chosen))
    print(f"\n{len(chosen) * len(CORNERS)} pictures: {FOLDER / 'index.html'}")


def test_take_pictures_for_help(transactional_db: None, visitor: Callable[..., Visitor]) -> None:
    """Of what each role's help tells of, on a phone: these are kept, and shown on its page."""
    loading.load()
    HELP.mkdir(parents=True, exist_ok=True)
    for language, (topic, shown) in product(["sv", "en"], SHOWN_IN_HELP.items()):
        person = Person.objects.get(directory_id=shown.who)
        page = visitor(person, language=language, width=390).page
        page.goto(reverse(shown.route, args=shown.args))
        page.evaluate(WITHOUT_BARS)
        page.locator(shown.part).first.screenshot(path=HELP / f"{topic}-{language}.png")


def _file(sight: Sight, width: int, scheme: str) -> str:
    name = "".join(letter if letter.isalnum() else "-" for letter in sight.name)
    return f"{name}-{width}-{scheme}.png"


def contact_sheet(chosen: list[Sight]) -> str:
    """A row to a page, a column to a corner; each picture leads to itself in full size."""
    rows = [
        f"<h2>{escape(sight.name)} <small>{escape(sight.address)}</small></h2><p>"
        + "".join(
            f'<a href="{_file(sight, width, scheme)}"><img src="{_file(sight, width, scheme)}"'
            f' alt="{width}, {scheme}" height="480" loading="lazy"></a> '
            for width, scheme in CORNERS
        )
        + "</p>"
        for sight in chosen
    ]
    return f"<!doctype html><meta charset=utf-8><title>Riktning</title>{''.join(rows)}"
