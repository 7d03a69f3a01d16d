"""The whole loop: a stage ends, is presented and reconsidered, and every end starts something new."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, expect

from directions.models import Outcome, Stage
from groups.models import Group, Membership
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.directions import make_past_stage
from tests.factories.groups import make_group, seat
from ui.dates import today

pytestmark = pytest.mark.browser

Arrives = Callable[..., Visitor]


@pytest.fixture
def past(world: World) -> World:
    """The direction's stage ended ten days ago; three groups carried it out."""
    world.stage.delete()
    world.stage = make_past_stage(world.direction, title="Prova i liten skala")
    third = make_group("Salladen", direction=world.direction)
    seat(world.storgrupp_member, third)
    world.stage.groups.set([world.group, world.foreign_group, third])  # type: ignore[attr-defined]
    return world


def part_of(visitor: Visitor, name: str) -> Locator:
    """Its part of the form, opened: the others are folded away under their headings."""
    heading = visitor.page.get_by_role("heading", name=name, exact=True)
    part = visitor.content.locator("details").filter(has=heading)
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


def choose(part: Locator, outcome: Outcome) -> None:
    part.locator(f'input[type="radio"][value="{outcome.value}"]').check()


def fill(visitor: Visitor, part: Locator, **words: str) -> None:
    labels = {
        "why": "Why?",
        "learned": "What did you learn?",
        "to": "To whom?",
        "name": "The new group's name",
    }
    for name, text in words.items():
        part.get_by_label(visitor.word(labels[name]), exact=True).fill(text)


def test_stage_ends_is_presented_and_reconsidered(past: World, arrives: Arrives) -> None:
    _convener_suggests_and_plans_a_presentation(past, arrives)
    _coordinator_writes_down_what_was_said_and_decides(past, arrives)
    _member_comes_along(past, arrives)
    _next_stage_opens(past, arrives)


def _convener_suggests_and_plans_a_presentation(past: World, arrives: Arrives) -> None:
    karin = arrives(past.convener)
    karin.goes_to(reverse("home"))
    karin.content.get_by_role("link", name=karin.word("Say what you think")).click()
    choose(karin.content, Outcome.START_NEW)
    fill(karin, karin.content, why="Frågan har vuxit.", learned="Att sitta med vid bordet.")
    karin.presses("Suggest")
    karin.sees("Your group has been told. The coordinators see it when they reconsider the stage.")

    karin.follows("Plan a presentation")
    karin.page.locator("#id_body").select_option(label=past.storgrupp.name)
    karin.field("Day").fill(str(today()))
    karin.page.locator("#id_material").fill("- Svinnet **halverades**")
    karin.presses("Save")
    expect(karin.content.locator(".heard strong", has_text="halverades")).to_be_visible()


def _coordinator_writes_down_what_was_said_and_decides(past: World, arrives: Arrives) -> None:
    goran = arrives(past.coordinator)
    goran.goes_to(past.stage.get_absolute_url())
    goran.content.get_by_role("link", name=goran.word("Write down what they said")).first.click()
    goran.field("What did they say?").fill("Våga mer.")
    goran.presses("Save")

    goran.goes_to(reverse("home"))
    goran.content.get_by_role("link", name=goran.word("Reconsider")).first.click()
    expect(goran.content.get_by_text("Våga mer.")).to_be_visible()
    part = part_of(goran, past.direction.title)
    choose(part, Outcome.CONTINUE)
    fill(goran, part, why="Det bär.", learned="Att börja smått.")
    _decide_about_groups(past, goran)
    goran.presses("Decide")
    goran.sees("Decided, and everybody concerned has been told. Next: open the next stage.")


def _decide_about_groups(past: World, goran: Visitor) -> None:
    new = part_of(goran, past.group.name)  # as its convener suggested
    expect(new.get_by_text("Frågan har vuxit.").first).to_be_visible()
    fill(goran, new, name="Lunch på riktigt")
    handed = part_of(goran, past.foreign_group.name)
    choose(handed, Outcome.HAND_OVER)
    fill(goran, handed, why="Köken kan det nu.", learned="Att fråga kocken.", to="Skolrestauranger")
    ended = part_of(goran, "Salladen")
    choose(ended, Outcome.END)
    fill(goran, ended, why="Gjort sitt.", learned="Att odla tar tid.")


def _member_comes_along(past: World, arrives: Arrives) -> None:
    hanna = arrives(past.member)
    hanna.goes_to(reverse("home"))
    became = hanna.word("%(before)s has become %(group)s.", before=past.group.name, group="Lunch på riktigt")
    hanna.sees("%(invitation)s Do you come along?", invitation=became)
    hanna.content.get_by_role("link", name=hanna.word("See and answer")).first.click()
    hanna.presses("Come along")
    hanna.sees("You are in %(group)s. Welcome!", group="Lunch på riktigt")
    new = Group.objects.get(name="Lunch på riktigt")
    assert Membership.objects.current().filter(group=new, person=past.member).exists()

    hanna.goes_to(past.group.get_absolute_url())
    hanna.sees("It led on to")
    expect(hanna.content.get_by_text("Att sitta med vid bordet.")).to_be_visible()
    hanna.goes_to(past.foreign_group.get_absolute_url())
    hanna.sees("Line operations took over: %(who)s.", who="Skolrestauranger")


def _next_stage_opens(past: World, arrives: Arrives) -> None:
    goran = arrives(past.coordinator)
    goran.goes_to(past.direction.get_absolute_url())
    goran.follows("Open the next stage")
    goran.page.locator("#id_aim").fill("Göra det till vardag.")
    goran.page.locator("#id_starts_on").fill(str(today()))
    goran.page.locator("#id_ends_on").fill(str(today()))
    goran.presses("Open the stage")
    goran.sees("The stage is open.")
    stage = Stage.objects.latest("number")
    assert list(stage.groups.values_list("name", flat=True)) == ["Lunch på riktigt"]  # type: ignore[attr-defined]
