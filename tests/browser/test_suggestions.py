"""The field in the header while somebody writes: a combobox by keyboard and ear, that asks one by one."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations_on
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.groups import make_group
from tests.search.making import index_all

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

Visit = Callable[..., Visitor]
OFFERED = ".seek [role=option]"
PAUSE = 150  # milliseconds between two questions, as static/js/search.js has it
SLOW = 300  # milliseconds that each answer is kept back

# What is asked is written down, and takes its time.
WATCHED = f"""
const ask = window.fetch;
window.asked = [];
window.fetch = async (address, ...more) => {{
  const question = {{ words: new URL(address, location).searchParams.get("q"), begun: performance.now() }};
  window.asked.push(question);
  const answer = await ask(address, ...more);
  await new Promise((go) => setTimeout(go, {SLOW}));
  question.ended = performance.now();
  document.documentElement.dataset.answered = question.words;
  return answer;
}};
"""


@pytest.fixture
def hanna(world: World, visitor: Visit, request: pytest.FixtureRequest) -> Visitor:
    """On a page with the field, in an installation where something is found."""
    for name in ("Soppa på rasten", "Soppköket", "Sopporna"):
        make_group(name, direction=world.direction)
    index_all()
    hanna = visitor(world.member, width=getattr(request, "param", 1280))
    hanna.page.add_init_script(WATCHED)
    hanna.goes_to("/groups/")
    return hanna


def described(page: Page) -> str:
    """The name of the option that a screen reader says, as the field refers to it."""
    return str(
        page.evaluate(
            "document.getElementById(seek.getAttribute('aria-activedescendant') ?? '')?.innerText ?? ''"
        )
    )


def test_choosing_by_keyboard(hanna: Visitor) -> None:
    page = hanna.page
    field = page.get_by_role("combobox", name=hanna.word("Search"), exact=True)

    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("sopp")
    options = page.get_by_role("listbox", name=hanna.word("Search")).get_by_role("option")
    expect(options).to_have_count(3)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".seek [role=status]")).to_contain_text("3")

    names = [option.inner_text() for option in options.all()]
    assert described(page) == ""
    page.keyboard.press("ArrowUp")
    assert described(page) == names[-1]
    page.keyboard.press("ArrowDown")
    assert described(page) == names[0]
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()

    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("sopp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = described(page).split("\n")[0]
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(chosen)


def test_enter_without_a_choice_leads_to_all_that_was_found(hanna: Visitor) -> None:
    hanna.page.keyboard.press("/")
    hanna.page.keyboard.type("sopp")
    hanna.page.keyboard.press("Enter")

    expect(hanna.page.locator("#results > li")).to_have_count(3)


def test_one_question_at_a_time_and_the_last_one_is_answered(hanna: Visitor) -> None:
    field = hanna.page.locator("#seek")

    field.press_sequentially("soppa på rasten", delay=60)
    expect(hanna.page.locator("html")).to_have_attribute("data-answered", "soppa på rasten")
    expect(hanna.page.locator(OFFERED)).to_have_count(1)

    asked = hanna.page.evaluate("asked")
    assert 2 <= len(asked) < len("soppa på rasten")
    for before, after in pairwise(asked):
        assert after["begun"] >= before["ended"]
        assert after["begun"] - before["begun"] >= PAUSE


@pytest.mark.parametrize("hanna", [320, 1280], indirect=True)
def test_open_list_is_accessible(hanna: Visitor) -> None:
    hanna.page.locator("#seek").press_sequentially("sopp")
    expect(hanna.page.locator(OFFERED)).to_have_count(3)
    hanna.page.keyboard.press("ArrowDown")

    assert violations_on(hanna.page) == []
