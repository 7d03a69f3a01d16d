"""The main path as people walk it: with JavaScript and without, in Swedish and in English."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from directions.models import Direction
from feedback.models import Feedback
from groups.eligibility import Eligibility
from groups.kinds import KindCode
from portal.models import Page
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.groups import make_group

pytestmark = pytest.mark.browser

Arrives = Callable[..., Visitor]
FREE = ("%(free)s of %(seats)s seats free", "%(free)s of %(seats)s seats free")


def _mark(visitor: Visitor) -> None:
    """Leave a mark on the page that only lasts as long as the browser stays on it."""
    visitor.page.evaluate("document.documentElement.dataset.stayed = 'yes'")


def _stayed(visitor: Visitor) -> bool:
    return bool(visitor.page.evaluate("document.documentElement.dataset.stayed === 'yes'"))


def test_manager_signs_up_sees_herself_at_once_and_leaves_again(world: World, arrives: Arrives) -> None:
    karin = arrives(world.manager)
    karin.goes_to(world.group.get_absolute_url())
    members = karin.page.locator("#members")
    karin.sees(karin.counted(*FREE, 7, free=7, seats=9))
    expect(members.get_by_text(world.manager.name)).to_have_count(0)

    karin.presses("Sign me up")
    karin.sees("You are in %(group)s. Welcome!", group=world.group.name)
    expect(members.get_by_text(world.manager.name)).to_be_visible()
    karin.sees(karin.counted(*FREE, 6, free=6, seats=9))

    karin.unfolds("Leave the group")
    karin.presses("Yes, leave the group")
    karin.sees("You have left %(group)s.", group=world.group.name)
    expect(members.get_by_text(world.manager.name)).to_have_count(0)
    karin.sees(karin.counted(*FREE, 7, free=7, seats=9))


def test_manager_who_comes_too_late_is_told_where_there_is_room(world: World, arrives: Arrives) -> None:
    group = make_group("Sista platsen", direction=world.direction, seats=1)
    karin = arrives(world.manager)
    karin.goes_to(group.get_absolute_url())
    group.admit(world.outsider, by=world.outsider)

    karin.presses("Sign me up")
    karin.sees(Eligibility.FULL.label)
    karin.follows("Groups with free seats", inside=karin.content)
    expect(karin.content.get_by_role("link", name=world.group.name, exact=True)).to_be_visible()
    expect(karin.content.get_by_role("link", name=group.name, exact=True)).to_have_count(0)


def test_employee_is_told_the_way_through_her_manager(world: World, arrives: Arrives) -> None:
    amir = arrives(world.employee)
    amir.goes_to(reverse("home"))
    amir.sees("Talk to %(manager)s first.", manager=world.manager.name)

    amir.goes_to(world.group.get_absolute_url())
    amir.sees("Talk to %(manager)s first.", manager=world.manager.name)
    expect(amir.button("Sign me up")).to_have_count(0)


def test_feedback_goes_from_draft_to_answer(world: World, arrives: Arrives) -> None:
    """A member writes, the convener completes, a coordinator answers and shares, the member sees it."""
    title = "Vi har vågat prova"
    hanna = arrives(world.member)
    hanna.goes_to(world.group.get_absolute_url())
    hanna.follows("Write for the group")
    hanna.choice("radio", "What we learned").check()
    hanna.field("Headline").fill(title)
    hanna.field("What do you want to tell?").fill("Eleverna lagade **sin egen** lunch.")
    hanna.presses("Save the draft")
    hanna.sees("Saved as a draft.")
    expect(hanna.button("Complete and send")).to_have_count(0)

    karin = arrives(world.convener)
    karin.goes_to(reverse("home"))
    karin.content.get_by_role("link", name=karin.word("Read and complete")).click()
    expect(karin.content.get_by_text("allmän handling")).to_be_visible()
    karin.presses("Complete and send")
    karin.sees("Completed and sent. You will see here when it has been read and answered.")

    goran = arrives(world.coordinator)
    goran.goes_to(reverse("home"))
    goran.content.get_by_role("link", name=re.compile(f"^{goran.word('Review')}")).click()
    goran.content.get_by_role("link", name=title).click()
    goran.field("The coordination group's answer").fill("Tack! Vi tar med det till **storgruppen**.")
    goran.choice("checkbox", "Share with everybody").check()
    goran.presses("Publish, and on to the next")
    expect(goran.content.get_by_role("link", name=title)).to_have_count(0)

    hanna.page.reload()
    hanna.sees("%(body)s answers", body=world.coordination_group.name)
    expect(hanna.content.locator(".answer strong", has_text="storgruppen")).to_be_visible()
    shared = hanna.content.locator(".receipt.is-answered")
    expect(shared).to_have_count(2)


def test_anybody_posts_in_their_own_name(world: World, arrives: Arrives) -> None:
    amir = arrives(world.employee)
    amir.goes_to(world.direction.get_absolute_url())
    amir.follows("Write feedback")
    amir.choice("radio", "Question").check()
    amir.field("Headline").fill("Köerna är långa")
    amir.field("What do you want to tell?").fill("Vi hinner inte prata.")
    amir.presses("Complete and send")
    amir.sees("Completed and sent. You will see here when it has been read and answered.")
    assert Feedback.objects.waiting().get().author == world.employee


def test_enter_saves_the_draft_and_sends_nothing(world: World, arrives: Arrives) -> None:
    amir = arrives(world.employee)
    amir.goes_to(reverse("feedback:new_about_direction", args=[world.direction.slug]))
    amir.field("Headline").fill("Köerna är långa")
    amir.field("What do you want to tell?").fill("Vi hinner inte prata.")
    amir.choice("radio", "Question").check()
    amir.choice("radio", "Question").press("Enter")
    amir.sees("Saved as a draft.")
    assert Feedback.objects.get().is_draft


def test_what_was_typed_is_kept_when_something_is_missing(world: World, arrives: Arrives) -> None:
    amir = arrives(world.employee)
    amir.goes_to(reverse("feedback:new_about_direction", args=[world.direction.slug]))
    text = amir.field("What do you want to tell?")
    text.fill("Vi hinner inte prata.")
    amir.page.locator("form.form").evaluate("form => form.noValidate = true")
    amir.presses("Save the draft")

    expect(amir.content.get_by_role("alert")).to_be_visible()
    expect(text).to_have_value("Vi hinner inte prata.")
    expect(amir.field("Headline")).to_have_attribute("aria-invalid", "true")


def test_groups_are_narrowed_and_the_address_says_to_what(
    world: World, arrives: Arrives, javascript: bool
) -> None:
    other = make_group("Snålvatten", direction=make_direction("Hållbar service"))
    amir = arrives(world.employee)
    amir.goes_to(reverse("groups:list"))
    names = amir.content.get_by_role("listitem").get_by_role("heading")
    expect(names.filter(has_text=other.name)).to_be_visible()
    _mark(amir)

    amir.field("Direction").select_option(label=world.direction.title)
    if not javascript:
        amir.presses("Show")
    expect(names.filter(has_text=other.name)).to_have_count(0)
    expect(names.filter(has_text=world.group.name)).to_be_visible()
    expect(amir.page).to_have_url(re.compile(rf"[?&]direction={world.direction.slug}"))
    assert _stayed(amir) is javascript

    amir.page.reload()
    expect(amir.field("Direction")).to_have_value(world.direction.slug)
    expect(names.filter(has_text=other.name)).to_have_count(0)


def test_no_group_matches_and_the_way_out_is_shown(world: World, arrives: Arrives, javascript: bool) -> None:
    amir = arrives(world.employee)
    amir.goes_to(reverse("groups:list"))
    amir.field("Kind").select_option(KindCode.LEARNING_FORUM)
    if not javascript:
        amir.presses("Show")
    expect(amir.content.get_by_role("listitem")).to_have_count(0)
    amir.follows("All groups", inside=amir.content)
    expect(amir.content.get_by_role("link", name=world.group.name)).to_be_visible()


def test_ended_directions_are_one_click_away(world: World, arrives: Arrives) -> None:
    ended = make_direction(
        "Serviceakademin",
        ended_on=date(2020, 6, 1),
        ending="handed_over",
        handed_over_to="HR",
    )
    amir = arrives(world.employee)
    amir.goes_to(reverse("directions:list"))
    _shows_only(amir, world.direction)

    amir.content.get_by_role("link", name=re.compile(f"^{amir.word('Ended')}")).click()
    _shows_only(amir, ended)
    amir.content.get_by_role("link", name=ended.title).click()
    amir.sees("Line operations took over: %(who)s.", who="HR")


def _shows_only(visitor: Visitor, direction: Direction) -> None:
    expect(visitor.content.get_by_role("heading", level=2)).to_have_text([direction.title])


def test_moved_page_says_where_it_went(world: World, arrives: Arrives) -> None:
    page = Page.objects.create(title="Projektplan", slug="projektplan", moved_to=reverse("directions:list"))
    amir = arrives(world.employee)
    amir.goes_to(reverse("pages"))
    amir.content.get_by_role("link", name=page.title).click()
    amir.sees("This page has moved.")
    amir.content.get_by_role("link", name=page.moved_to).click()
    expect(amir.heading("Our directions")).to_be_visible()


def test_redirecting_page_leads_on(world: World, arrives: Arrives) -> None:
    Page.objects.create(title="Förr", slug="forr", moved_to=reverse("directions:list"), redirects=True)
    amir = arrives(world.employee)
    amir.goes_to(reverse("page", args=["forr"]))
    expect(amir.heading("Our directions")).to_be_visible()


def test_language_is_switched_and_remembered(world: World, visitor: Arrives, javascript: bool) -> None:
    amir = visitor(world.employee, language="sv", javascript=javascript)
    amir.goes_to(world.group.get_absolute_url())
    expect(amir.page.locator("html")).to_have_attribute("lang", "sv")
    amir.page.get_by_role("button", name="In English", exact=True).click()

    expect(amir.page.locator("html")).to_have_attribute("lang", "en")
    assert amir.page.url.endswith(world.group.get_absolute_url())
    world.employee.refresh_from_db()
    assert world.employee.language == "en"
    amir.page.get_by_role("button", name="På svenska", exact=True).click()
    expect(amir.page.locator("html")).to_have_attribute("lang", "sv")
