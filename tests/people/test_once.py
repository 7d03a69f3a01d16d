"""The same form sent twice does one thing and gets the same answer."""

from collections.abc import Callable
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from feedback.models import Feedback
from people.once import carry_out_once
from tests.cast import World
from tests.factories.feedback import make_draft, typed_feedback

SignIn = Callable[..., Client]


def test_form_sent_twice_makes_one_post_and_the_same_answer(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    typed = typed_feedback()
    answers = {client.post(address, typed).url for _ in range(3)}

    assert answers == {Feedback.objects.get().get_absolute_url()}


def test_words_changed_after_going_back_are_not_lost(world: World, signed_in: SignIn) -> None:
    """The page that Back shows has the key that has been sent: a second piece is not what they meant."""
    client = signed_in(world.employee)
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    typed = typed_feedback(save_as="draft")
    client.post(address, typed)

    again = client.post(address, typed | {"text": "Mycket bättre."})

    page = again.content.decode()
    assert again.status_code == 422
    assert "Mycket bättre." in page
    assert "redan skickat, med andra ord" in page
    assert Feedback.objects.get().text == "Bra."
    key = page.split('name="form_key" value="')[1].split('"')[0]
    assert client.post(address, typed | {"text": "Mycket bättre.", "form_key": key}).status_code == 302


def test_two_forms_alike_are_two_posts(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    for key in (str(uuid4()), str(uuid4()), "", "nonsense"):
        client.post(
            address, {"kind": "did", "title": "Tack", "text": "Bra.", "save_as": "draft", "form_key": key}
        )
    assert Feedback.objects.count() == 4


def test_key_of_somebody_else_is_not_known(world: World, signed_in: SignIn) -> None:
    key = str(uuid4())
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    for person in (world.employee, world.outsider):
        typed = {"kind": "did", "title": "Tack", "text": "Bra.", "save_as": "draft", "form_key": key}
        signed_in(person).post(address, typed)
    assert Feedback.objects.count() == 2


def test_form_that_was_refused_may_be_sent_again_with_its_key(world: World, signed_in: SignIn) -> None:
    key = str(uuid4())
    client = signed_in(world.manager)
    typed = {"person": world.member.pk, "group": world.group.slug, "form_key": key}
    assert client.post(reverse("groups:put_forward"), typed).status_code == 422
    typed["person"] = world.employee.pk
    assert client.post(reverse("groups:put_forward"), typed).status_code == 302


def test_form_is_answered_as_before_even_when_it_would_now_be_refused(
    world: World, signed_in: SignIn
) -> None:
    client = signed_in(world.director)
    typed = {"title": "Ny riktning", "purpose": "Framåt.", "hue": "sund", "form_key": str(uuid4())}
    answers = [client.post(reverse("directions:new"), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url


def test_key_of_a_program_does_the_same_as_that_of_a_form(world: World) -> None:
    key, made = uuid4(), []

    def act() -> Feedback:
        made.append(make_draft(world.employee, direction=world.direction))
        return made[-1]

    first, again = (carry_out_once(world.employee, key, act) for _ in range(2))

    assert (first.address, first.made) == (made[0].get_absolute_url(), made[0])
    assert (again.address, again.made) == (first.address, None)
    assert len(made) == 1


def test_without_a_key_it_is_done_each_time(world: World) -> None:
    for _ in range(2):
        carry_out_once(world.employee, None, lambda: make_draft(world.employee, direction=world.direction))

    assert Feedback.objects.count() == 2
