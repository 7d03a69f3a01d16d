"""The ways in, walked in a browser: the manager's, the employee's, and the waiting list's."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from groups.models import JoinRequest, JoinState
from tests.browser.keyboard import Keyboard
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person

pytestmark = pytest.mark.browser

Arrives = Callable[..., Visitor]
PHONE = 390


def test_manager_puts_an_employee_forward_from_a_phone_and_the_group_bids_welcome(
    world: World, arrives: Arrives
) -> None:
    cook = make_person("Kalle Kock", email=None, manager=world.manager)
    karin = arrives(world.manager, width=PHONE)
    karin.goes_to(world.group.get_absolute_url())
    karin.follows("Put an employee of yours forward")
    expect(karin.field("Group")).to_have_value(world.group.slug)
    karin.choice("radio", cook.name).check()
    karin.page.locator("#id_word").fill("Kan allt om köer.")
    karin.presses("Put forward")
    karin.sees("The manager contacted the group")

    convener = arrives(world.convener, width=PHONE)
    convener.goes_to(reverse("home"))
    convener.sees("%(person)s would like to take part in %(group)s", person=cook.name, group=world.group.name)
    convener.content.get_by_role("link", name=convener.word("See and answer")).first.click()
    convener.sees("Kan allt om köer.")
    convener.presses("Welcome %(name)s", name=cook.given_name)
    convener.sees("Is in the group")

    karin.goes_to(reverse("groups:notices"))
    slip = karin.word("To %(name)s", name=cook.name)
    expect(karin.page.get_by_role("heading", name=slip, exact=True)).to_be_visible()


def test_employee_asks_and_is_declined_with_a_reason_all_three_read(world: World, arrives: Arrives) -> None:
    amir = arrives(world.employee)
    amir.goes_to(world.group.get_absolute_url())
    amir.presses("Tell my manager that I would like to take part")
    amir.sees("Said that they would like to take part")
    request = JoinRequest.objects.get()

    karin = arrives(world.manager)
    karin.goes_to(reverse("groups:my_people"))
    karin.content.get_by_role("link", name=karin.word("See and answer")).first.click()
    karin.presses("We have talked: put forward")
    karin.sees("The manager contacted the group")

    reason = "Vi är redan tre från samma kök. Fråga igen till våren."
    convener = arrives(world.convener)
    convener.goes_to(request.get_absolute_url())
    convener.content.get_by_label(convener.word("Why not?")).fill(reason)
    convener.presses("Say no")
    convener.sees(reason)

    for one in (amir, karin):
        one.goes_to(request.get_absolute_url())
        one.sees(reason)
    amir.goes_to(world.group.get_absolute_url())
    expect(amir.button("Tell my manager that I would like to take part")).to_be_visible()


def test_waiting_list_moves_on_when_somebody_leaves(world: World, arrives: Arrives) -> None:
    group = make_group("Sista platsen", direction=world.direction, seats=1)
    sitting = make_manager("Selma Sitter")
    seat(sitting, group)
    petra = arrives(world.manager)
    petra.goes_to(group.get_absolute_url())
    petra.presses("Put me on the waiting list")
    petra.sees("On the waiting list")

    selma = arrives(sitting)
    selma.goes_to(group.get_absolute_url())
    selma.unfolds("Leave the group")
    selma.presses("Yes, leave the group")
    selma.sees("You have left %(group)s.", group=group.name)

    petra.goes_to(reverse("home"))
    petra.sees("A seat in %(group)s is held for you", group=group.name)
    petra.content.get_by_role("link", name=petra.word("See and answer")).first.click()
    petra.presses("Take the seat")
    petra.sees("Is in the group")
    assert list(group.people()) == [world.manager]


def test_put_forward_sent_empty_says_what_is_missing_and_keeps_the_rest(
    world: World, arrives: Arrives
) -> None:
    karin = arrives(world.manager)
    karin.goes_to(f"{reverse('groups:put_forward')}?group={world.group.slug}")
    karin.page.locator("#id_word").fill("Kvar")
    karin.page.locator("main .form").evaluate("form => form.noValidate = true")
    karin.presses("Put forward")
    expect(karin.page.locator("#id_person_error")).to_be_visible()
    expect(karin.page.locator("#id_word")).to_have_value("Kvar")
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("width", [320, 1280])
def test_manager_puts_forward_and_the_convener_welcomes_by_keyboard_alone(
    world: World, visitor: Arrives, width: int
) -> None:
    karin = visitor(world.manager, width=width)
    karin.goes_to(reverse("groups:put_forward"))
    keys = Keyboard(karin.page)
    keys.tabs_to(world.employee.name)
    keys.types(" ")
    keys.tabs_to(karin.word("Group"), what="select")
    keys.types(world.group.name)
    keys.tabs_to(karin.word("A message to the group"))
    keys.types("Hon kan.")
    keys.enters(karin.word("Put forward"), what="button")
    karin.sees("The manager contacted the group")

    convener = visitor(world.convener, width=width)
    convener.goes_to(reverse("home"))
    keys = Keyboard(convener.page)
    keys.enters(convener.word("See and answer"))
    convener.page.wait_for_url(JoinRequest.objects.get().get_absolute_url())
    keys.enters(convener.word("Welcome %(name)s", name=world.employee.given_name))
    convener.sees("Is in the group")
    assert JoinRequest.objects.get().state == JoinState.WELCOMED


@pytest.mark.parametrize("width", [320, 1280])
def test_employee_asks_and_is_declined_by_keyboard_alone(world: World, visitor: Arrives, width: int) -> None:
    amir = visitor(world.employee, width=width)
    amir.goes_to(world.group.get_absolute_url())
    Keyboard(amir.page).enters(amir.word("Tell my manager that I would like to take part"))
    amir.sees("Said that they would like to take part")

    karin = visitor(world.manager, width=width)
    karin.goes_to(JoinRequest.objects.get().get_absolute_url())
    Keyboard(karin.page).enters(karin.word("We have talked: put forward"))
    karin.sees("The manager contacted the group")

    convener = visitor(world.convener, width=width)
    convener.goes_to(JoinRequest.objects.get().get_absolute_url())
    keys = Keyboard(convener.page)
    keys.tabs_to(convener.word("Why not?"), what="textarea")
    keys.types("Fullt av kockar. Fråga igen till våren.")
    keys.enters(convener.word("Say no"), what="button")
    convener.sees("Fullt av kockar. Fråga igen till våren.")
    assert JoinRequest.objects.get().state == JoinState.DECLINED


@pytest.mark.parametrize("width", [320, 1280])
def test_waiting_list_moves_on_by_keyboard_alone(world: World, visitor: Arrives, width: int) -> None:
    group = make_group("Sista platsen", direction=world.direction, seats=1)
    sitting = make_manager("Selma Sitter")
    seat(sitting, group)
    petra, selma = visitor(world.manager, width=width), visitor(sitting, width=width)
    petra.goes_to(group.get_absolute_url())
    Keyboard(petra.page).enters(petra.word("Put me on the waiting list"))
    petra.sees("On the waiting list")

    selma.goes_to(group.get_absolute_url())
    Keyboard(selma.page).enters(selma.word("Leave the group"))
    Keyboard(selma.page).enters(selma.word("Yes, leave the group"))
    selma.sees("You have left %(group)s.", group=group.name)

    petra.page.reload()
    Keyboard(petra.page).enters(petra.word("Take the seat"))
    petra.sees("Is in the group")
    assert list(group.people()) == [world.manager]
