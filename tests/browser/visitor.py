"""Somebody in front of the portal, who finds things by what they are and what they say."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Visitor:
    page: Page
    language: str

    def word(self, text: str | Promise, **values: Any) -> str:
        """A text of the interface in the visitor's language, from the catalogue: its words may change."""
        with override(self.language):
            words = str(text) if isinstance(text, Promise) else gettext(text)
        return words % values if values else words

    def counted(self, singular: str, plural: str, count: int, **values: Any) -> str:
        with override(self.language):
            return ngettext(singular, plural, count) % values

    @property
    def content(self) -> Locator:
        return self.page.get_by_role("main")

    def goes_to(self, address: str) -> None:
        self.page.goto(address)

    def follows(self, text: str, *, inside: Locator | None = None) -> None:
        place = inside or self.page
        place.get_by_role("link", name=self.word(text), exact=True).first.click()

    def presses(self, text: str, **values: Any) -> None:
        self.settles()
        self.button(text, **values).click()

    def unfolds(self, text: str) -> None:
        self.settles()
        self.page.locator("summary").get_by_text(self.word(text), exact=True).click()

    def settles(self) -> None:
        """Wait until htmx has taken charge of what it has just put in (20 ms), as any person does."""
        expect(self.page.locator(".htmx-added")).to_have_count(0)

    def button(self, text: str, **values: Any) -> Locator:
        return self.page.get_by_role("button", name=self.word(text, **values), exact=True)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(self.word(label), exact=True)

    def choice(self, role: Literal["checkbox", "radio"], label: str) -> Locator:
        """Its hint is part of its label, so the name only begins with these words."""
        return self.page.get_by_role(role, name=self.word(label))

    def heading(self, text: str) -> Locator:
        return self.page.get_by_role("heading", name=self.word(text), exact=True)

    def sees(self, text: str | Promise, **values: Any) -> None:
        expect(self.content.get_by_text(self.word(text, **values)).first).to_be_visible()
