"""Without a network the portal says so itself, and keeps nothing of anybody's."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.cast import World

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

CONTROLS = "() => navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found;
}"""


def test_without_a_network_one_page_is_left(world: World, visitor: Callable[..., Visitor]) -> None:
    amir = visitor(world.member, service_workers="allow")
    amir.goes_to(reverse("feedback:new_about_group", args=[world.group.slug]))
    amir.page.wait_for_function(CONTROLS)
    amir.page.locator("#id_text").fill("Vi lagade mat, och den räckte till alla.")
    amir.page.wait_for_function("() => Object.keys(localStorage).some(name => name.startsWith('words:'))")
    context = amir.page.context

    context.set_offline(True)
    amir.page.goto(reverse("groups:list"))
    expect(amir.page.get_by_role("heading", level=1)).to_have_text("Du är inte uppkopplad")
    expect(amir.page.get_by_text("Texter som finns kvar: 1")).to_be_visible()
    assert amir.page.evaluate("getComputedStyle(document.body).fontFamily") != "serif", "it is drawn as ours"

    context.set_offline(False)
    expect(amir.page.get_by_role("heading", level=1)).not_to_have_text("Du är inte uppkopplad")
    kept = amir.page.evaluate(KEPT)
    assert reverse("offline") in kept
    assert [address for address in kept if not address.startswith(("/offline/", "/static/"))] == []
