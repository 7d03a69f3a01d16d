"""A right ends with the seat, the account or the role it came from: on the very next request."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Group
from people.models import Person
from tests.access.matrix import mark
from tests.cast import World
from tests.factories.feedback import make_draft, make_post

pytestmark = [pytest.mark.authz, pytest.mark.revoke]

SignIn = Callable[[Person], Client]
QUEUE = reverse("admin:feedback_feedback_changelist")
DIRECTORY = reverse("admin:people_person_changelist")


def leave(person: Person, group: Group) -> None:
    person.memberships.get(group=group, left_at=None).leave(by=person)


@pytest.mark.parametrize("who", ["coordinator", "communicator"])
def test_revoked_seat_in_the_coordination_group_closes_the_admin(
    world: World, signed_in: SignIn, who: str
) -> None:
    person = getattr(world, who)
    client = signed_in(person)
    assert mark(client.get(QUEUE)) == "✓"

    leave(person, world.coordination_group)

    assert mark(client.get(QUEUE)) == "–"
    assert mark(client.get(reverse("home"))) == "✓"


def test_revoked_administrator_no_longer_reaches_the_directory(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.administrator)
    assert mark(client.get(DIRECTORY)) == "✓"

    Person.objects.filter(pk=world.administrator.pk).update(is_administrator=False)

    assert mark(client.get(DIRECTORY)) == "–"


@pytest.mark.parametrize("method", ["get", "post"])
def test_revoked_account_is_sent_to_the_way_in_and_changes_nothing(
    world: World, signed_in: SignIn, method: str
) -> None:
    client = signed_in(world.manager)
    Person.objects.filter(pk=world.manager.pk).update(is_active=False)

    answer = getattr(client, method)(reverse("groups:join", args=[world.group.slug]))

    assert mark(answer) == "→"
    assert not world.manager.memberships.exists()


def test_revoked_seat_in_a_group_hides_its_drafts(world: World, signed_in: SignIn) -> None:
    draft = make_draft(world.convener, group=world.group)
    client = signed_in(world.member)
    assert mark(client.get(draft.get_absolute_url())) == "✓"

    leave(world.member, world.group)

    assert mark(client.get(draft.get_absolute_url())) == "∅"
    assert mark(client.post(reverse("feedback:edit", args=[draft.pk]))) == "∅"


def test_revoked_convener_can_no_longer_send_for_the_group(world: World, signed_in: SignIn) -> None:
    draft = make_draft(world.member, group=world.group)
    client = signed_in(world.convener)

    leave(world.convener, world.group)

    assert mark(client.post(reverse("feedback:complete", args=[draft.pk]))) == "∅"
    draft.refresh_from_db()
    assert draft.is_draft


@pytest.mark.parametrize(
    ("who", "body"),
    [
        ("coordinator", "coordination_group"),
        ("communicator", "coordination_group"),
        ("storgrupp_member", "storgrupp"),
        ("steering_member", "steering_group"),
        ("director", "steering_group"),
    ],
)
def test_revoked_seat_in_a_body_hides_what_was_sent_to_it(
    world: World, signed_in: SignIn, who: str, body: str
) -> None:
    post = make_post(world.outsider, group=world.foreign_group)
    client = signed_in(getattr(world, who))
    assert mark(client.get(post.get_absolute_url())) == "✓"

    leave(getattr(world, who), getattr(world, body))

    assert mark(client.get(post.get_absolute_url())) == "∅"
