"""Draft, then completed: two acts, two dates, and nothing completed is changed afterwards."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from directions.lifespan import Ending
from feedback import writing
from feedback.events import FeedbackEvent
from feedback.forms.writing import FeedbackForm
from feedback.models import Feedback, Voice
from feedback.models.state import State
from people.models import Act
from tests.cast import World
from tests.factories.directions import make_stage
from tests.factories.feedback import make_draft, make_post, make_shared

SignIn = Callable[..., Client]


def test_member_writes_a_draft_for_the_group_in_todays_stage(world: World, signed_in: SignIn) -> None:
    address = reverse("feedback:new_for_group", args=[world.group.slug])
    response = signed_in(world.member).post(
        address, {"kind": "did", "title": "En lapp", "text": "Tre dagar."}
    )

    post = Feedback.objects.get()
    assert response.url == post.get_absolute_url()
    assert (post.voice, post.group, post.direction, post.stage) == (
        Voice.GROUP,
        world.group,
        world.direction,
        world.stage,
    )
    assert post.state == State.DRAFT


def test_member_is_not_offered_to_complete_and_cannot(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.member)
    address = reverse("feedback:new_for_group", args=[world.group.slug])
    client.post(address, {"kind": "did", "title": "En lapp", "text": "Tre dagar.", "save_as": "completed"})

    post = Feedback.objects.get()
    assert post.is_draft
    assert client.post(reverse("feedback:complete", args=[post.pk]), {"version": "0"}).status_code == 403


def test_convener_completes_the_groups_draft_once(world: World, signed_in: SignIn) -> None:
    post = make_draft(world.member, group=world.group)
    client = signed_in(world.convener)
    address = reverse("feedback:complete", args=[post.pk])
    client.post(address, {"version": "0"})
    first = Feedback.objects.get(pk=post.pk)
    again = client.post(address, {"version": "0"})  # the same answer, nothing done

    post.refresh_from_db()
    assert (post.completed_by, post.completed_at) == (world.convener, first.completed_at)
    assert again.url == post.get_absolute_url()
    assert Act.objects.filter(verb=FeedbackEvent.COMPLETED).count() == 1


def test_completing_twice_at_once_counts_once(world: World) -> None:
    post = make_draft(world.convener, group=world.group)
    stale = Feedback.objects.get(pk=post.pk)

    assert writing.complete(post, by=world.convener)
    assert not writing.complete(stale, by=world.coordinator)
    assert stale.completed_by == world.convener


def test_anybody_writes_in_their_own_name_and_completes_in_one_go(world: World, signed_in: SignIn) -> None:
    address = reverse("feedback:new_about_direction", args=[world.direction.slug])
    signed_in(world.employee).post(
        address, {"kind": "question", "title": "Tack", "text": "Bra.", "save_as": "completed"}
    )

    post = Feedback.objects.get()
    assert (post.voice, post.author, post.completed_by) == (Voice.PERSON, world.employee, world.employee)
    assert post.state == State.WAITING


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "", "text": "Det jag skrev"},
        {"title": "Rubrik", "text": "   "},
        {"title": "R" * 121, "text": "Det jag skrev"},
        {"title": "Rubrik", "text": "t" * 20_001},
        {"title": "Rubrik\x00", "text": "Det jag skrev"},
        {"title": "Rubrik", "text": "Det jag skrev", "save_as": "burnt"},
        {"title": "Rubrik", "text": "Det jag skrev", "kind": ""},
        {"title": "Rubrik", "text": "Det jag skrev", "kind": "gossip"},
    ],
)
def test_bad_input_is_told_beside_the_field_and_what_was_typed_is_kept(
    world: World, signed_in: SignIn, typed: dict[str, str]
) -> None:
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    response = signed_in(world.employee).post(address, {"kind": "did", "save_as": "draft", **typed})

    assert response.status_code == 422
    form = response.context["form"]
    (wrong,) = form.errors
    page = response.content.decode()
    assert f'id="id_{wrong}_error"' in page
    assert all(str(form[name].value()) == words for name, words in typed.items())
    assert not Feedback.objects.exists()


def test_completed_feedback_is_neither_edited_nor_thrown_away(world: World, signed_in: SignIn) -> None:
    post = make_post(world.convener, group=world.group)
    client = signed_in(world.convener)

    typed = {"kind": "idea", "title": "Annat", "text": "Annat"}
    assert client.post(reverse("feedback:edit", args=[post.pk]), typed).status_code == 403
    assert client.post(reverse("feedback:discard", args=[post.pk])).status_code == 403
    assert not writing.discard(post, by=world.convener)
    assert Feedback.objects.get(pk=post.pk).title == post.title


def test_draft_is_thrown_away_by_its_author(world: World, signed_in: SignIn) -> None:
    post = make_draft(world.member, group=world.group)
    signed_in(world.member).post(reverse("feedback:discard", args=[post.pk]))

    assert not Feedback.objects.exists()
    assert Act.objects.get(verb=FeedbackEvent.DISCARDED).by == world.member


def test_nobody_writes_for_a_group_that_has_ended(world: World, signed_in: SignIn) -> None:
    world.group.ended_on, world.group.ending = world.stage.starts_on, "ended"
    world.group.save()
    address = reverse("feedback:new_for_group", args=[world.group.slug])
    assert signed_in(world.member).get(address).status_code == 403


def test_feedback_before_the_next_stage_belongs_to_no_stage(world: World) -> None:
    later = make_stage(world.direction, starts_on=world.stage.ends_on, ends_on=world.stage.ends_on)
    world.stage.delete()
    assert make_draft(world.member, group=world.group).stage is None
    assert later.number == 2


# Who may read it.


def test_draft_is_seen_by_its_group_alone(world: World) -> None:
    post = make_draft(world.member, group=world.group)
    everybody = [value for value in vars(world).values() if hasattr(value, "directory_id")]
    readers = {person for person in everybody if post in Feedback.objects.visible_to(person)}
    assert readers == {world.member, world.convener}


def test_groups_completed_feedback_is_read_by_the_group_and_the_bodies_above(world: World) -> None:
    post = make_post(world.convener, group=world.group)
    everybody = [value for value in vars(world).values() if hasattr(value, "directory_id")]
    readers = {person for person in everybody if post in Feedback.objects.visible_to(person)}
    bodies = {world.coordinator, world.communicator, world.storgrupp_member, world.steering_member}
    assert readers - {world.suspended} == {world.member, world.convener, world.director} | bodies


def test_personal_feedback_is_read_by_its_author_and_the_coordination_group(world: World) -> None:
    post = make_post(world.employee, direction=world.direction)
    everybody = [value for value in vars(world).values() if hasattr(value, "directory_id")]
    readers = {person for person in everybody if post in Feedback.objects.visible_to(person)}
    assert readers - {world.suspended} == {world.employee, world.coordinator, world.communicator}


def test_shared_feedback_is_read_by_everybody(world: World, signed_in: SignIn) -> None:
    post = make_shared(world.employee, world.coordinator, direction=world.direction)
    assert post in Feedback.objects.visible_to(world.outsider)
    assert signed_in(world.outsider).get(post.get_absolute_url()).status_code == 200


def test_author_who_has_left_keeps_what_was_sent_and_loses_the_draft(world: World) -> None:
    draft, sent = make_draft(world.member, group=world.group), make_post(world.member, group=world.group)
    world.member.memberships.get().leave(by=world.member)
    world.member.forget_memberships()

    assert set(Feedback.objects.visible_to(world.member)) == {sent}
    assert not world.member.has_perm("feedback.discard_feedback", draft)


def test_draft_that_was_completed_meanwhile_is_not_overwritten(world: World, signed_in: SignIn) -> None:
    """The form was valid when it was judged: what decides is the row, when it is saved."""
    post = make_draft(world.member, group=world.group)
    stale = Feedback.objects.get(pk=post.pk)
    form = FeedbackForm(
        {"kind": "idea", "title": "Annat", "text": "Annat"}, instance=stale, may_complete=False
    )
    assert form.is_valid()
    writing.complete(post, by=world.convener)

    with pytest.raises(ValidationError):
        form.write(by=world.member)
    kept = Feedback.objects.get(pk=post.pk)
    assert (kept.title, kept.completed_by) == (post.title, world.convener)


WORDS = {"kind": "did", "title": "En lapp", "save_as": "draft"}


def test_whoever_saves_later_keeps_their_words_and_sees_the_others(world: World, signed_in: SignIn) -> None:
    """A group's draft is written together: nobody's words are lost, and none are sent unread."""
    post = make_draft(world.member, group=world.group)
    address = reverse("feedback:edit", args=[post.pk])
    hanna, karin = signed_in(world.member), signed_in(world.convener)
    hanna.post(address, WORDS | {"text": "Hannas ord.", "version": "0"})

    late = WORDS | {"text": "Karins ord.", "version": "0", "save_as": "completed"}
    page = karin.post(address, late)
    assert page.status_code == 422
    html = page.content.decode()
    assert "Hannas ord." in html
    assert "Karins ord." in html
    assert 'id="id_text_error"' in html
    kept = Feedback.objects.get()
    assert (kept.text, kept.is_draft) == ("Hannas ord.", True)

    again = karin.post(address, late | {"version": page.context["form"]["version"].value()})
    assert again.status_code == 302
    kept.refresh_from_db()
    assert (kept.text, kept.completed_by) == ("Karins ord.", world.convener)


def test_draft_changed_since_it_was_read_is_not_sent(world: World, signed_in: SignIn) -> None:
    post = make_draft(world.member, group=world.group)
    hanna, karin = signed_in(world.member), signed_in(world.convener)
    read = karin.get(post.get_absolute_url()).context["post"].draft_version
    hanna.post(reverse("feedback:edit", args=[post.pk]), WORDS | {"text": "Nya ord.", "version": str(read)})

    address = reverse("feedback:complete", args=[post.pk])
    for version in (str(read), "", "nej", "-1"):
        page = karin.post(address, {"version": version}, follow=True).content.decode()
        assert "Läs det och skicka igen" in page
        assert Feedback.objects.get().is_draft
    read_now = karin.get(post.get_absolute_url()).content.decode()
    assert '<input type="hidden" name="version" value="1">' in read_now
    karin.post(address, {"version": "1"})
    assert not Feedback.objects.get().is_draft


def test_draft_of_a_group_that_has_ended_is_its_authors_to_read_and_throw_away(
    world: World, signed_in: SignIn
) -> None:
    post = make_draft(world.member, group=world.group)
    world.group.end(Ending.ENDED, by=world.coordinator)

    assert signed_in(world.convener).get(post.get_absolute_url()).status_code == 404
    hanna = signed_in(world.member)
    page = hanna.get(post.get_absolute_url()).content.decode()
    assert reverse("feedback:discard", args=[post.pk]) in page
    assert reverse("feedback:edit", args=[post.pk]) not in page
    assert hanna.post(reverse("feedback:edit", args=[post.pk]), WORDS).status_code == 403
    hanna.post(reverse("feedback:discard", args=[post.pk]))
    assert not Feedback.objects.exists()


# What the database holds, whatever code runs.


def test_database_refuses_feedback_about_nothing(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(voice=Voice.PERSON, author=world.employee, title="a", text="b")


def test_database_refuses_a_completion_by_nobody(world: World) -> None:
    post = make_draft(world.member, group=world.group)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=post.pk).update(completed_at=post.written_at)
