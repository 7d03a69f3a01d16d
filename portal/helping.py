"""Help where one is: a short page for each role, and who can see what, in both languages.

Its words are Markdown in `portal/help/`. A city that wants others writes a page of its own in the admin, at
the address that `HelpPage.own_slug` gives: it takes the place of ours, with versions like every page.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.roles import is_director, leads_the_work, sits_in_storgrupp
from people.models import Person
from people.rules import is_administrator, is_manager
from portal.models import Page

FOLDER = Path(__file__).with_name("help")
LINK = re.compile(r"\[([^\]]*)\]\(/[^)]*\)")  # in Markdown, to a page of ours


class HelpTopic(models.TextChoices):
    EMPLOYEE = "employee", _("Employee")
    MANAGER = "manager", _("Manager")
    CONVENER = "convener", _("Convener or deputy")
    STORGRUPP = "storgrupp", _("Member of the storgrupp")
    COORDINATOR = "coordinator", _("Coordinator or communicator")
    DIRECTOR = "director", _("Director")
    ADMINISTRATOR = "administrator", _("Technical administrator")
    VISIBILITY = "visibility", _("Who can see what?")


WHOSE: dict[HelpTopic, Callable[[Person], bool]] = {
    HelpTopic.EMPLOYEE: lambda person: not is_manager(person),
    HelpTopic.MANAGER: is_manager,
    HelpTopic.CONVENER: lambda person: any(seat.represents for seat in person.current_memberships),
    HelpTopic.STORGRUPP: sits_in_storgrupp,
    HelpTopic.COORDINATOR: leads_the_work,
    HelpTopic.DIRECTOR: is_director,
    HelpTopic.ADMINISTRATOR: is_administrator,
}

# What the picture on each page shows, for those who do not see it. `make screenshots` takes them anew.
PICTURES = {
    HelpTopic.EMPLOYEE: _(
        "How you get in, on a group's page: free seats, and the button that tells your manager."
    ),
    HelpTopic.MANAGER: _("How you get in, on a group's page: free seats, and the button that signs you up."),
    HelpTopic.CONVENER: _("The next meeting on your group's page, with the links that plan one or several."),
    HelpTopic.STORGRUPP: _(
        "What waits on the first page: feedback to read and answer, proposals to prepare."
    ),
    HelpTopic.COORDINATOR: _("What waits on the first page, with a link to each: the queue to review too."),
    HelpTopic.DIRECTOR: _("What waits on the first page: a proposal to decide on, before everything else."),
}


def roles_of(person: Person) -> list[HelpTopic]:
    """Those that a person has today; the first of them is what they are to everybody."""
    return [role for role, has in WHOSE.items() if has(person)]


@dataclass(frozen=True)
class HelpPage:
    """Help on a topic in a language, as it is read now."""

    topic: HelpTopic
    language: str
    title: str
    text: str
    own: Page | None = None  # the city's, where it has written one

    def read_by(self, person: Person) -> str:
        """Its text. It leads to desks of those whose help it is: others read what they are called."""
        whose = WHOSE.get(self.topic)
        return self.text if whose is None or whose(person) else LINK.sub(r"\1", self.text)

    @property
    def picture(self) -> str:
        """Where its picture lies among the static files; a city's own page has none of ours."""
        return "" if self.own or self.topic not in PICTURES else f"help/{self.topic}-{self.language}.png"

    @property
    def picture_in_words(self) -> str:
        return str(PICTURES[self.topic])

    @property
    def own_slug(self) -> str:
        return f"help-{self.topic}-{self.language}"

    @property
    def edit_address(self) -> str:
        """In the admin: their own page, or a new one that begins with our words."""
        if self.own:
            return reverse("admin:portal_page_change", args=[self.own.pk])
        return reverse("admin:portal_page_add", query={"help": self.topic})


def help_for(topic: HelpTopic) -> HelpPage:
    """In the reader's language: what the city has written, or else what comes with the portal."""
    language = get_language() or ""
    ours = shipped(topic, language)
    own = Page.objects.filter(slug=ours.own_slug).first()
    return HelpPage(topic, language, own.title, own.text, own) if own else ours


def shipped(topic: HelpTopic, language: str) -> HelpPage:
    """The first line of the file is its heading."""
    heading, _blank, text = (FOLDER / language / f"{topic}.md").read_text().partition("\n\n")
    return HelpPage(topic, language, heading.removeprefix("# "), text)
