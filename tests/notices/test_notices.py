"""Notices in the portal: told in the transaction, read in one click, chosen by kind, stopped by mail."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from notices.kinds import KINDS, NoticeKind, Pace
from notices.models import MailState, Notice, NoticeChoice
from notices.notifications import notify, settle
from notices.preferences import preferences_of, set_preferences
from notices.schedule import due
from notices.unsubscribing import stop_token
from tests.cast import World
from tests.factories.notices import make_digest_notice, make_notice
from tests.factories.people import make_person
from ui.dates import now

SignIn = Callable[..., Client]


def test_everybody_is_told_in_their_own_language_but_whoever_did_it_and_who_has_left(world: World) -> None:
    world.manager.language = "en"
    world.manager.save()
    people = [world.member, world.manager, world.convener, world.suspended]

    count = notify(
        people, NoticeKind.GROUP, lambda: str(Pace.AT_ONCE.label), about=world.group, by=world.convener
    )

    assert count == 2
    told = {notice.person: notice.words for notice in Notice.objects.all()}
    assert told == {world.member: "genast", world.manager: "at once"}


def test_nobody_is_told_of_what_was_undone(world: World) -> None:
    with transaction.atomic():
        notify([world.member], NoticeKind.TURN, lambda: "Hej", about=world.group)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_telling_costs_the_same_however_many_are_told(
    world: World, django_assert_num_queries: Callable
) -> None:
    people = [make_person() for _ in range(40)]
    with django_assert_num_queries(2):
        notify(people, NoticeKind.BODY, lambda: "Hej", about=world.group)


def test_how_it_comes_follows_the_table_and_then_the_choice(world: World) -> None:
    set_preferences(world.member, {NoticeKind.TURN: Pace.NONE})
    nobody = make_person(email=None)

    notify([world.member, world.convener, nobody], NoticeKind.TURN, lambda: "Hej", about=world.group)

    mails = dict(Notice.objects.values_list("person", "mail"))
    assert mails == {
        world.member.pk: MailState.NONE,
        world.convener.pk: MailState.WAITING,
        nobody.pk: MailState.NONE,
    }


@pytest.mark.parametrize(
    ("pace", "at", "wanted"),
    [
        (Pace.DAILY, datetime(2026, 11, 25, 5, 59, tzinfo=UTC), datetime(2026, 11, 25, 6, tzinfo=UTC)),
        (Pace.DAILY, datetime(2026, 11, 25, 6, 0, tzinfo=UTC), datetime(2026, 11, 26, 6, tzinfo=UTC)),
        (Pace.WEEKLY, datetime(2026, 11, 25, 12, tzinfo=UTC), datetime(2026, 11, 30, 6, tzinfo=UTC)),
        (Pace.WEEKLY, datetime(2026, 11, 30, 5, 30, tzinfo=UTC), datetime(2026, 11, 30, 6, tzinfo=UTC)),
        (Pace.WEEKLY, datetime(2026, 11, 30, 6, 30, tzinfo=UTC), datetime(2026, 12, 7, 6, tzinfo=UTC)),
        (Pace.DAILY, datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),
        (Pace.DAILY, datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)),
        (Pace.NONE, datetime(2026, 11, 25, 12, tzinfo=UTC), None),
    ],
)
def test_digests_go_at_seven_by_the_clock_in_stockholm(
    pace: Pace, at: datetime, wanted: datetime | None
) -> None:
    assert due(pace, at) == wanted


def test_what_must_be_known_before_the_digest_comes_at_once(world: World) -> None:
    notify([world.member], NoticeKind.GROUP, lambda: "Snart", about=world.group, before=now())

    notice = Notice.objects.get()
    assert (notice.pace, notice.due_at) == (Pace.AT_ONCE, notice.at)


def test_new_choice_holds_for_what_still_waits(world: World) -> None:
    waits = make_digest_notice(world.member)
    tried = make_digest_notice(world.member, tries=1)

    set_preferences(world.member, {NoticeKind.GROUP: Pace.NONE})

    for notice in (waits, tried):
        notice.refresh_from_db()
    assert (waits.mail, tried.mail) == (MailState.NONE, MailState.WAITING)


def test_saving_without_changing_a_kind_moves_none_of_its_mail(world: World, signed_in: SignIn) -> None:
    late = make_digest_notice(world.member, pace=Pace.WEEKLY, kind=NoticeKind.BODY)
    promoted = make_notice(world.member, kind=NoticeKind.GROUP)
    chosen = {kind.value: pace.value for kind, pace in preferences_of(world.member).items()}

    signed_in(world.member).post(reverse("notices:settings"), chosen)

    for notice in (late, promoted):
        before = (notice.mail, notice.pace, notice.due_at)
        notice.refresh_from_db()
        assert (notice.mail, notice.pace, notice.due_at) == before


def test_new_pace_never_puts_off_what_waits(world: World) -> None:
    promoted = make_notice(world.member, kind=NoticeKind.GROUP)
    late = make_digest_notice(world.member)

    set_preferences(world.member, {NoticeKind.GROUP: Pace.WEEKLY})

    for notice in (promoted, late):
        before = (notice.pace, notice.due_at)
        notice.refresh_from_db()
        assert (notice.pace, notice.due_at) == before


def test_new_pace_brings_forward_what_waits_longer(world: World) -> None:
    notice = make_digest_notice(world.member, due_at=now() + timedelta(days=5), pace=Pace.WEEKLY)
    set_preferences(world.member, {NoticeKind.GROUP: Pace.WEEKLY})

    set_preferences(world.member, {NoticeKind.GROUP: Pace.AT_ONCE})

    notice.refresh_from_db()
    assert notice.pace == Pace.AT_ONCE
    assert notice.due_at <= now()  # type: ignore[operator]


def test_saying_stop_once_more_stops_what_waits_all_the_same(world: World) -> None:
    set_preferences(world.member, {NoticeKind.GROUP: Pace.NONE})
    notice = make_digest_notice(world.member)

    set_preferences(world.member, {NoticeKind.GROUP: Pace.NONE})

    notice.refresh_from_db()
    assert notice.mail == MailState.NONE


def test_settled_matter_waits_for_nobody(world: World) -> None:
    make_notice(world.member, target=world.group)
    other = make_notice(world.member, target=world.foreign_group)

    settle(world.group)

    assert list(Notice.objects.unread()) == [other]


def test_matter_settled_for_one_person_waits_for_the_others(world: World) -> None:
    make_notice(world.member, target=world.group)
    other = make_notice(world.convener, target=world.group)

    settle(world.group, person=world.member)

    assert list(Notice.objects.unread()) == [other]


def test_masthead_counts_what_is_unread(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.member)
    assert "icon-link__count" not in client.get("/").content.decode()

    make_notice(world.member)
    make_notice(world.member, read_at=now())

    assert '<span class="icon-link__count" aria-hidden="true">1</span>' in client.get("/").content.decode()


def test_opening_marks_as_read_and_leads_on_and_looking_does_not(world: World, signed_in: SignIn) -> None:
    notice = make_notice(world.member, target=world.group)
    client = signed_in(world.member)

    assert client.get(reverse("notices:list")).status_code == 200
    assert client.get(reverse("notices:open", args=[notice.pk])).status_code == 405
    assert Notice.objects.unread().exists()
    response = client.post(reverse("notices:open", args=[notice.pk]))

    assert response["Location"] == world.group.get_absolute_url()
    assert not Notice.objects.unread().exists()


def test_all_are_marked_as_read_but_nobody_elses(world: World, signed_in: SignIn) -> None:
    make_notice(world.member)
    foreign = make_notice(world.convener)

    signed_in(world.member).post(reverse("notices:read_all"))

    assert list(Notice.objects.unread()) == [foreign]


def test_settings_are_saved_for_each_kind(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.member)
    chosen = {kind.value: Pace.WEEKLY.value for kind in KINDS}

    response = client.post(reverse("notices:settings"), chosen)

    assert response.status_code == 302
    assert set(preferences_of(world.member).values()) == {Pace.WEEKLY}


def test_no_such_choice_is_told_beside_the_field_and_nothing_is_saved(
    world: World, signed_in: SignIn
) -> None:
    chosen = {kind.value: Pace.WEEKLY.value for kind in KINDS} | {"turn": "hourly"}

    response = signed_in(world.member).post(reverse("notices:settings"), chosen)

    assert response.status_code == 422
    assert b"field__error" in response.content
    assert not NoticeChoice.objects.exists()


def test_mail_program_stops_a_kind_with_one_post_and_nothing_else(world: World) -> None:
    address = reverse("notices:stop", args=[stop_token(world.member, [NoticeKind.GROUP])])
    program = Client(enforce_csrf_checks=True)

    response = program.post(address, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "<title>Mejlen är stoppade" in " ".join(response.content.decode().split()).replace("> ", ">")
    stopped = [kind for kind, pace in preferences_of(world.member).items() if pace == Pace.NONE]
    assert stopped == [NoticeKind.GROUP]
    assert preferences_of(world.convener)[NoticeKind.GROUP] == Pace.DAILY


def test_address_to_stop_mail_asks_first_and_speaks_the_persons_language(world: World) -> None:
    world.member.language = "en"
    world.member.save()
    address = reverse("notices:stop", args=[stop_token(world.member, [NoticeKind.GROUP])])

    page = Client().get(address)

    assert page["Content-Language"] == "en"
    assert "Stop this mail?" in page.content.decode()
    assert not NoticeChoice.objects.exists()


@pytest.mark.parametrize("bad", ["nonsense", "WzEsInR1cm4iXQ:forged", "%00", "a" * 5000])
def test_made_up_address_stops_nothing(world: World, bad: str) -> None:
    assert Client().post(f"/notices/stop/{bad}/").status_code == 404


def test_address_of_somebody_who_has_left_is_gone(world: World) -> None:
    address = reverse("notices:stop", args=[stop_token(world.suspended, [NoticeKind.GROUP])])

    assert Client().get(address).status_code == 404


def test_manager_prints_what_concerns_groups_but_no_answers(world: World, signed_in: SignIn) -> None:
    cook = make_person("Kalle Kock", email=None, manager=world.manager)
    make_notice(cook, "Mötet är flyttat.", kind="group", mail=MailState.NONE)
    make_notice(cook, "Svar på ditt hjärtas suck.", kind="answer", mail=MailState.NONE)

    page = signed_in(world.manager).get(reverse("groups:notices")).content.decode()

    assert "Mötet är flyttat." in page
    assert "hjärtas suck" not in page
