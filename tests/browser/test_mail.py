"""A digest is opened as a mail program shows it: readable for everybody, and its links work."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings

from notices.delivering import Delivery, deliver_next
from notices.models import Notice
from people.models import Person
from tests.browser.visitor import Visitor
from tests.cast import World, make_world
from tests.factories.notices import make_digest_notice
from tests.mail_server import MailServer

HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script>{{ 7*7 }}'


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def mail_of(person: Person, server: MailServer) -> str:
    """The HTML of the one mail that goes to somebody."""
    while deliver_next() == Delivery.DONE:
        pass
    (letter,) = server.letters
    assert letter["To"] == person.email
    html: str = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    return html


@pytest.mark.browser
def test_digest_is_opened_and_its_links_work(
    world: World,
    visitor: Callable[..., Visitor],
    settings: Settings,
    server: MailServer,
    live_server: object,
    language: str,
) -> None:
    settings.PUBLIC_URL = live_server.url  # type: ignore[attr-defined]
    person = world.member
    Person.objects.filter(pk=person.pk).update(language=language)
    group = world.group
    make_digest_notice(person, f"Nytt i {group.name}.", target=group, topic="Mat")
    make_digest_notice(person, HOSTILE, topic=HOSTILE)
    html = mail_of(Person.objects.get(pk=person.pk), server)

    mail: Page = visitor(person, language=language).page
    mail.set_content(html)
    assert mail.locator("html").get_attribute("lang") == language
    expect(mail.get_by_text("document.title=1").first).to_be_visible()
    assert mail.title() != "1"
    problems = Axe().run(mail).response["violations"]
    assert [problem["id"] for problem in problems] == []

    links = mail.locator("a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 4
    for link in links:
        assert mail.goto(link).status == 200  # type: ignore[union-attr]

    mail.goto(links[-1])
    mail.locator("main .actions button").click()
    expect(mail.locator("main .actions button")).to_have_count(0)
    assert person.notice_choices.get().pace == "none"
    assert Notice.objects.unread().count() == 2  # reading the mail is not reading the notice
