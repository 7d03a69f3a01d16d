"""Kitchens share computers: Back after signing out shows nothing, also where browsers keep whole pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserType, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import session_of
from tests.cast import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture(scope="module")
def remembering(browser_type: BrowserType, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Chromium as people have it, with the cache of whole pages that Playwright turns off."""
    off = ["--disable-back-forward-cache"]
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=off)
    yield browser
    browser.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(
    request: pytest.FixtureRequest,
    remembering: Browser,
    live_server: LiveServer,
    transactional_db: None,
    world: World,
) -> Iterator[Page]:
    context = remembering.new_context(base_url=live_server.url, java_script_enabled=request.param)
    session = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(world.member)}
    context.add_cookies([session | {"url": live_server.url}])  # type: ignore[list-item]
    yield context.new_page()
    context.close()


def test_back_after_signing_out_shows_nothing_of_what_was_seen(page: Page, world: World) -> None:
    for address in (world.group.get_absolute_url(), reverse("directions:list"), reverse("account_logout")):
        page.goto(address)
    page.locator("main form button").first.click()
    expect(page).not_to_have_url(page.url + "sign-out/")

    for _step in range(3):
        page.go_back(wait_until="load")
        expect(page.locator("body")).not_to_contain_text(world.member.name)
        expect(page.get_by_role("navigation")).to_have_count(0)


def test_back_without_signing_out_shows_the_page_again(page: Page, world: World) -> None:
    page.goto(world.group.get_absolute_url())
    page.goto(reverse("directions:list"))
    page.go_back(wait_until="commit")

    expect(page.get_by_role("heading", name=world.group.name, exact=True)).to_be_visible()
