"""What is said on the way into a group is so: to who is asked along, answers, is refused, cannot join."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from groups import joining
from groups.models import Group, GroupLink, JoinRequest, JoinState
from groups.outcomes import ChosenOutcome, Outcome
from groups.reconsidering import end_group
from groups.request_sentences import invitation
from notices.models import Notice
from people.models import Person
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_person
from tests.factories.reconsidering import new_group

SignIn = Callable[..., Client]


@pytest.fixture
def asked(world: World) -> JoinRequest:
    """The member's group has become another one."""
    outcome = ChosenOutcome(Outcome.START_NEW, "Frågan växte.", "Mycket.", successor=new_group())
    end_group(world.group, outcome, by=world.coordinator)
    return Group.objects.get(name="Nästa grupp").join_requests.get(person=world.member)


def act(client: Client, what: str, request: JoinRequest, **typed: str) -> str:
    return client.post(reverse(f"groups:{what}", args=[request.pk]), typed, follow=True).content.decode()


def test_invitation_names_the_old_group_and_what_the_new_one_is_for(
    world: World, signed_in: SignIn, asked: JoinRequest
) -> None:
    words = "Lunch med eleverna har blivit Nästa grupp: Vad händer sedan?"
    assert Notice.objects.get(person=world.member, kind="turn").words == f"{words} Följer du med?"
    client = signed_in(world.member)
    for address in (reverse("home"), asked.get_absolute_url()):
        assert words in client.get(address).content.decode()


def test_invitation_names_every_group_that_has_become_the_new_one(world: World, asked: JoinRequest) -> None:
    for name in ("Vattenskolan", "Frukt på fatet"):
        before = make_group(name=name)
        seat(world.member, before)
        GroupLink.objects.create(earlier=before, later=asked.group, kind="becomes")

    for language, names in (
        ("sv", "Frukt på fatet, Lunch med eleverna och Vattenskolan har blivit Nästa grupp"),
        ("en", "Frukt på fatet, Lunch med eleverna and Vattenskolan have become Nästa grupp"),
    ):
        with override(language):
            assert invitation(asked).startswith(names)


def test_who_comes_along_is_welcomed_and_not_told_that_a_seat_is_taken(
    world: World, signed_in: SignIn, asked: JoinRequest
) -> None:
    page = act(signed_in(world.member), "accept", asked)

    assert "Du är med i Nästa grupp. Välkommen!" in page
    assert "Platsen är tagen" not in page


def test_no_to_an_invitation_is_a_no_and_nothing_taken_back(
    world: World, signed_in: SignIn, asked: JoinRequest
) -> None:
    page = act(signed_in(world.member), "withdraw", asked)

    assert "Svaret är nej, och det är lämnat." in page
    assert "Sa nej till att följa med" in page
    assert "tillbaka" not in page.split("<main")[1]


def test_what_one_asked_for_is_taken_back(world: World, signed_in: SignIn) -> None:
    wish = joining.wish(world.group, world.employee)

    assert "Din önskan är tillbakatagen." in act(signed_in(world.employee), "withdraw", wish)


def test_who_answers_sees_title_and_unit_and_how_many_seats_are_free(world: World, signed_in: SignIn) -> None:
    world.employee.title = "Kock"
    world.employee.save()
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    page = signed_in(world.convener).get(request.get_absolute_url()).content.decode()

    assert "Kock, Skolrestauranger" in page
    assert "7 lediga av 9 platser" in page
    assert "En plats är ledig, så Amir är med direkt." in page


def test_refused_employee_without_mail_is_told_by_the_manager_who_is_told_how(
    world: World, signed_in: SignIn
) -> None:
    employee = make_person("Alma Utan", email=None, manager=world.manager)
    request = joining.put_forward(world.group, employee, by=world.manager)
    joining.close(request, JoinState.DECLINED, by=world.convener, reason="Fullt.")

    tell = "Alma Utan har ingen e-post: berätta, eller lämna över det utskrivna beskedet"
    assert tell in Notice.objects.get(person=world.manager, kind="answer").words
    page = signed_in(world.manager).get(request.get_absolute_url()).content.decode()
    assert tell in page
    assert reverse("groups:notices") in page
    assert tell not in signed_in(world.convener).get(request.get_absolute_url()).content.decode()


def test_manager_who_says_not_now_is_told_to_tell(world: World, signed_in: SignIn) -> None:
    employee = make_person("Alma Utan", email=None, manager=world.manager)
    request = joining.wish(world.group, employee)

    page = act(signed_in(world.manager), "not_now", request, reason="Inte nu.")
    assert "Alma Utan har ingen e-post" in page


def test_seat_that_is_held_for_somebody_without_mail_is_told_to_the_manager_in_time(world: World) -> None:
    group, employee = make_group(seats=1), make_person(email=None, manager=world.manager)
    sitting = make_person()
    seat(sitting, group)
    request = joining.put_forward(group, employee, by=world.manager)
    joining.welcome(request, by=world.coordinator)
    joining.leave(group, sitting)

    assert Notice.objects.filter(person=world.manager, kind="turn", words__contains="hålls åt").exists()


def test_with_mail_nobody_else_is_asked_to_tell(world: World) -> None:
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    joining.close(request, JoinState.DECLINED, by=world.convener, reason="Fullt.")

    assert "e-post" not in Notice.objects.get(person=world.manager, kind="answer").words


def test_employee_at_a_managers_body_is_told_what_they_can_do(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.employee).get(world.storgrupp.get_absolute_url()).content.decode()

    assert reverse("groups:list") + "?open=on" in page
    assert reverse("feedback:new_about_group", args=[world.storgrupp.slug]) in page
    assert "plats för fler" not in page


def test_those_who_read_a_no_are_those_whom_the_form_names(world: World, signed_in: SignIn) -> None:
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    page = signed_in(world.convener).get(request.get_absolute_url()).content.decode()
    assert "Medarbetaren, chefen, de som företräder gruppen och samordnarna läser det." in page

    readers = {
        person
        for person in Person.objects.active()
        if JoinRequest.objects.visible_to(person).filter(pk=request.pk).exists()
    }
    assert readers == {world.employee, world.manager, world.convener, world.coordinator}


@pytest.mark.parametrize("script", [True, False])
def test_after_joining_and_leaving_the_whole_page_follows(
    world: World, signed_in: SignIn, script: bool
) -> None:
    """With script as without: the page is asked for anew, so no part of it is left behind."""
    client, group = signed_in(world.manager), world.group
    headers = {"HX-Request": "true"} if script else {}
    own, about = (
        reverse(f"feedback:{name}", args=[group.slug]) for name in ("new_for_group", "new_about_group")
    )
    for verb, offered, gone in (("join", own, about), ("leave", about, own)):
        answer = client.post(reverse(f"groups:{verb}", args=[group.slug]), headers=headers)
        assert answer.url == group.get_absolute_url()
        page = client.get(answer.url).content.decode()
        assert (offered in page, gone in page) == (True, False)


def test_joining_and_leaving_is_no_part_of_a_page(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.manager).get(world.group.get_absolute_url()).content.decode()

    assert "hx-post" not in page.split('id="joining"')[1].split("</section>")[0]
