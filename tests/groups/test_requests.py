"""The employee's way in, as the customer describes it: the talk with the manager comes first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from groups import joining
from groups.eligibility import Eligibility, NotAllowed
from groups.models import JoinRequest, JoinState, JoinStep
from portal.tasks import tasks
from tests.cast import World
from tests.factories.groups import make_group, seat
from tests.factories.people import make_manager, make_person
from ui.dates import now
from ui.edit_conflict import EditConflict

SignIn = Callable[..., Client]


def age(request: JoinRequest, days: int) -> None:
    JoinRequest.objects.filter(pk=request.pk).update(since=now() - timedelta(days=days))


def test_manager_puts_forward_and_a_representative_welcomes(world: World, signed_in: SignIn) -> None:
    typed = {"person": world.employee.pk, "group": world.group.slug, "word": "Hon kan allt om köer."}
    sent = signed_in(world.manager).post(reverse("groups:put_forward"), typed)
    request = JoinRequest.objects.get()
    assert sent.url == request.get_absolute_url()
    assert request.state == JoinState.PUT_FORWARD

    signed_in(world.convener).post(reverse("groups:welcome", args=[request.pk]))
    assert world.group.people().filter(pk=world.employee.pk).exists()
    steps = [(step.state, step.by) for step in request.steps.all()]
    assert steps == [("put_forward", world.manager), ("welcomed", world.convener)]


def test_it_works_for_an_employee_without_mail_who_never_signs_in(world: World) -> None:
    cook = make_person("Kalle Kock", email=None, manager=world.manager)
    request = joining.put_forward(world.group, cook, by=world.manager)
    assert joining.welcome(request, by=world.convener) == JoinState.WELCOMED
    assert joining.eligibility(world.group, cook) == Eligibility.INSIDE


def test_employee_wishes_the_manager_supports_and_all_three_see_each_step(
    world: World, signed_in: SignIn
) -> None:
    signed_in(world.employee).post(reverse("groups:wish", args=[world.group.slug]))
    request = JoinRequest.objects.get()
    assert [task.address for task in tasks(world.manager, [])] == [request.get_absolute_url()]

    signed_in(world.manager).post(reverse("groups:support", args=[request.pk]), {"word": "Bra kock."})
    for person in (world.employee, world.manager, world.convener):
        page = signed_in(person).get(request.get_absolute_url())
        assert [step.state for step in page.context["steps"]] == ["wished", "put_forward"]


def test_manager_says_not_now_with_a_reason_the_employee_reads(world: World, signed_in: SignIn) -> None:
    request = joining.wish(world.group, world.employee)
    reason = "Vi är två för lite till jul. Fråga mig igen i januari."
    signed_in(world.manager).post(reverse("groups:not_now", args=[request.pk]), {"reason": reason})

    assert reason in signed_in(world.employee).get(request.get_absolute_url()).content.decode()
    assert joining.eligibility(world.group, world.employee) == Eligibility.THROUGH_MANAGER


@pytest.mark.parametrize("step", ["not_now", "decline"])
@pytest.mark.parametrize("reason", ["", "   ", "r" * 501])
def test_no_without_a_reason_is_refused_beside_the_field(
    world: World, signed_in: SignIn, step: str, reason: str
) -> None:
    request = joining.wish(world.group, world.employee)
    who = world.manager
    if step == "decline":
        request, who = joining.put_forward(world.group, world.employee, by=world.manager), world.convener
    before = request.steps.count()

    answer = signed_in(who).post(reverse(f"groups:{step}", args=[request.pk]), {"reason": reason})
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()
    assert request.steps.count() == before


def test_employee_says_no_to_being_put_forward(world: World, signed_in: SignIn) -> None:
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    signed_in(world.employee).post(reverse("groups:withdraw", args=[request.pk]))

    request.refresh_from_db()
    assert request.state == JoinState.WITHDRAWN
    with pytest.raises(EditConflict):
        joining.welcome(request, by=world.convener)
    assert not world.group.people().filter(pk=world.employee.pk).exists()


def test_step_that_came_too_late_is_told_and_changes_nothing(world: World, signed_in: SignIn) -> None:
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    joining.close(request, JoinState.WITHDRAWN, by=world.employee)

    address = reverse("groups:welcome", args=[request.pk])
    page = signed_in(world.convener).post(address, follow=True)
    assert page.status_code == 200
    assert len(page.context["messages"]) == 1
    assert JoinStep.objects.filter(request=request).count() == 2


@pytest.mark.parametrize(
    ("step", "name"), [("not_now", "reason"), ("support", "word"), ("decline", "reason")]
)
def test_words_of_a_step_that_came_too_late_are_given_back(
    world: World, signed_in: SignIn, step: str, name: str
) -> None:
    request = joining.wish(world.group, world.employee)
    who, text = world.manager, "Vi är två för lite till jul."
    if step == "decline":
        request, who = joining.support(request, by=world.manager), world.convener
    joining.close(request, JoinState.WITHDRAWN, by=world.employee)

    page = signed_in(who).post(reverse(f"groups:{step}", args=[request.pk]), {name: text})

    assert page.status_code == 409
    assert text in page.content.decode()
    assert len(page.context["messages"]) == 1
    assert not JoinStep.objects.filter(reason=text).exists()


# Bad input.


def test_second_open_request_is_told_beside_the_person(world: World, signed_in: SignIn) -> None:
    joining.put_forward(world.group, world.employee, by=world.manager)
    typed = {"person": world.employee.pk, "group": world.group.slug, "word": "En gång till"}
    answer = signed_in(world.manager).post(reverse("groups:put_forward"), typed)

    assert answer.status_code == 422
    assert "person" in answer.context["form"].errors
    assert "En gång till" in answer.content.decode()
    assert JoinRequest.objects.count() == 1


def test_strangers_employee_cannot_be_put_forward(world: World, signed_in: SignIn) -> None:
    stranger = make_person(manager=make_manager())
    typed = {"person": stranger.pk, "group": world.group.slug}
    answer = signed_in(world.manager).post(reverse("groups:put_forward"), typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["person"])


def test_nobody_is_put_forward_to_a_group_that_has_ended(world: World, signed_in: SignIn) -> None:
    ended = make_group(ended_on=world.group.started_on)
    typed = {"person": world.employee.pk, "group": ended.slug}
    answer = signed_in(world.manager).post(reverse("groups:put_forward"), typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["group"])
    with pytest.raises(NotAllowed):
        joining.put_forward(ended, world.employee, by=world.manager)


def test_member_cannot_be_put_forward_again(world: World, signed_in: SignIn) -> None:
    typed = {"person": world.member.pk, "group": world.group.slug}
    answer = signed_in(world.manager).post(reverse("groups:put_forward"), typed)
    assert list(answer.context["form"].errors) == ["person"]


def test_database_refuses_two_open_requests_and_a_no_without_reason(world: World) -> None:
    request = joining.wish(world.group, world.employee)
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.open_with(JoinState.WISHED, by=world.employee, person=world.employee, group=world.group)
    with pytest.raises(IntegrityError), transaction.atomic():
        request.steps.create(state=JoinState.NOT_NOW, by=world.manager)


def test_closed_request_is_not_supported_into_a_new_one(world: World, signed_in: SignIn) -> None:
    request = joining.wish(world.group, world.employee)
    joining.close(request, JoinState.WITHDRAWN, by=world.employee)
    age(request, 20)
    for person in (world.manager, world.coordinator):
        signed_in(person).post(reverse("groups:support", args=[request.pk]), {"word": ""})
    assert JoinRequest.objects.count() == 1


def test_nobody_welcomes_a_wish_past_the_manager(world: World) -> None:
    request = joining.wish(world.group, world.employee)
    with pytest.raises(EditConflict):
        joining.welcome(request, by=world.convener)


def test_coordinator_neither_supports_nor_welcomes_herself(world: World) -> None:
    request = joining.put_forward(world.group, world.coordinator, by=world.manager)
    assert not world.coordinator.has_perm("groups.answer_request", request)
    assert not world.coordinator.has_perm("groups.support_request", request)


def test_manager_in_line_is_declined_by_nobody(world: World) -> None:
    group = make_group(seats=1)
    seat(make_manager(), group)
    request = joining.queue_up(group, world.manager)
    assert not world.coordinator.has_perm("groups.answer_request", request)


# Silence is never an answer.


def test_after_two_weeks_of_silence_the_coordinators_see_it_and_act(world: World, signed_in: SignIn) -> None:
    request = joining.wish(world.group, world.employee)
    assert not JoinRequest.objects.waiting_for(world.coordinator).exists()
    assert signed_in(world.coordinator).post(reverse("groups:support", args=[request.pk])).status_code == 403

    age(request, 15)
    assert JoinRequest.objects.waiting_for(world.coordinator).get() == request
    signed_in(world.coordinator).post(reverse("groups:support", args=[request.pk]), {"word": ""})
    request.refresh_from_db()
    assert request.state == JoinState.PUT_FORWARD


def test_employee_without_a_manager_is_seen_by_the_coordinators_at_once(world: World) -> None:
    request = joining.wish(world.group, make_person(manager=None))
    assert JoinRequest.objects.waiting_for(world.coordinator).get() == request


def test_managers_manager_acts_when_the_manager_does_not(world: World, signed_in: SignIn) -> None:
    above = make_manager()
    world.manager.manager = above
    world.manager.save()
    request = joining.wish(world.group, world.employee)
    signed_in(above).post(reverse("groups:support", args=[request.pk]), {"word": ""})
    request.refresh_from_db()
    assert request.state == JoinState.PUT_FORWARD


def test_change_of_manager_moves_the_matter(world: World) -> None:
    request = joining.wish(world.group, world.employee)
    world.employee.manager = new = make_manager()
    world.employee.save()

    assert JoinRequest.objects.waiting_for(new).get() == request
    assert not JoinRequest.objects.waiting_for(world.manager).exists()


def test_request_is_not_known_to_others(world: World, signed_in: SignIn) -> None:
    request = joining.wish(world.group, world.employee)
    for person in (world.outsider, world.member, world.storgrupp_member, world.director, world.administrator):
        assert signed_in(person).get(request.get_absolute_url()).status_code == 404
