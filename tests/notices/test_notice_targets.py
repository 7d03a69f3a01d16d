"""A notice points at what it is about, and so leads there and is settled with it, whatever its address is."""

from collections.abc import Callable

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from feedback.models import Feedback
from notices.kinds import NoticeKind, Pace
from notices.mailing import letter
from notices.models import Notice
from notices.notifications import notify, settle
from notices.outbox import claim_next
from people.models import HeldChange
from tests.cast import World
from tests.factories.directions import make_direction, make_stage
from tests.factories.feedback import make_draft, make_post
from tests.factories.notices import make_digest_notice, make_notice
from ui.dates import now

SignIn = Callable[..., Client]


def test_notice_leads_to_its_targets_page_or_to_the_one_it_names(world: World) -> None:
    post = make_post(world.member, group=world.group)

    def address(target: models.Model, page: str = "") -> str:
        return make_notice(world.member, target=target, page=page).address

    assert address(world.group) == reverse("groups:detail", args=[world.group.slug])
    assert address(world.group, "suggest") == reverse("groups:suggest", args=[world.group.slug])
    assert address(post) == reverse("feedback:detail", args=[post.pk])
    assert address(post, "review") == reverse("admin:feedback_feedback_change", args=[post.pk])


def test_notice_follows_its_target_to_a_new_address(world: World) -> None:
    notice = make_notice(world.member, target=world.group)
    world.group.slug = "nytt-namn"
    world.group.save()

    assert Notice.objects.get(pk=notice.pk).address == reverse("groups:detail", args=["nytt-namn"])


def test_notice_of_what_is_gone_leads_back_to_the_notices(world: World, signed_in: SignIn) -> None:
    draft = make_draft(world.member, group=world.group)
    notice = make_notice(world.member, target=draft)
    draft.delete()

    response = signed_in(world.member).post(reverse("notices:open", args=[notice.pk]))

    assert response["Location"] == reverse("notices:list")


def test_notice_of_what_is_gone_is_mailed_all_the_same(world: World) -> None:
    draft = make_draft(world.member, group=world.group)
    make_notice(world.member, "Det fanns.", target=draft)
    Feedback.objects.filter(pk=draft.pk).delete()
    claim = claim_next()
    assert claim

    assert reverse("notices:list") in letter(claim).body


def test_settling_reads_what_asked_for_something_and_nothing_else(world: World) -> None:
    about = {"about": world.group, "page": "suggest"}
    notify([world.member], NoticeKind.TURN, lambda: "Säg vad du tycker.", **about)  # type: ignore[arg-type]
    notify([world.member], NoticeKind.GROUP, lambda: "Gruppen träffas.", about=world.group)
    notify([world.member], NoticeKind.TURN, lambda: "En annan.", about=world.foreign_group)

    settle(world.group)

    assert {notice.words for notice in Notice.objects.unread()} == {"Gruppen träffas.", "En annan."}


def test_digest_costs_the_same_however_many_notices_are_in_it(
    world: World, django_assert_num_queries: Callable
) -> None:
    things = [world.group, world.direction, world.stage, make_post(world.member, group=world.group)]
    things += [make_stage(make_direction()) for _number in range(6)]
    moment = now()
    for thing in things:
        make_digest_notice(world.member, f"Om {thing}.", target=thing, at=moment, pace=Pace.DAILY)
    claim = claim_next()
    assert claim
    assert len(claim.notices) == len(things)

    with django_assert_num_queries(4):  # one for each kind of thing
        body = letter(claim).body

    assert all(thing.get_absolute_url() in body for thing in things)


@pytest.mark.parametrize("page", ["nowhere", "get_absolute_url", "_", "review"])
def test_notice_that_would_lead_nowhere_is_not_written(world: World, page: str) -> None:
    with pytest.raises(ValueError, match=f"no {page}_address"):
        notify([world.member], NoticeKind.GROUP, lambda: "Hej.", about=world.group, page=page)
    with pytest.raises(ValueError, match="no get_absolute_url"):
        notify([world.member], NoticeKind.GROUP, lambda: "Hej.", about=make_notice(world.member))

    assert Notice.objects.count() == 1


def test_notice_to_a_page_that_is_there_no_more_leads_to_its_target(world: World) -> None:
    notice = make_notice(world.member, target=world.group, page="replaced")

    assert notice.address == world.group.get_absolute_url()


def test_what_one_may_no_longer_read_leads_back_to_the_list(world: World, signed_in: SignIn) -> None:
    change = HeldChange.objects.create(
        person=world.director, asked_by=world.administrator, fields={"title": "Kock"}
    )
    draft = make_draft(world.convener, group=world.group)
    notices = [make_notice(world.member, target=target) for target in (draft, change)]
    world.member.memberships.get().delete()
    client = signed_in(world.member)

    for notice in notices:
        answer = client.post(reverse("notices:open", args=[notice.pk]), follow=True)
        assert answer.redirect_chain == [(reverse("notices:list"), 302)]
        assert "inte längre" in answer.content.decode()
    assert not Notice.objects.unread().exists()
