"""The accessibility statement: made from what is kept, with what the law asks of a public body."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accessibility.models import Compliance, Reason, Shortcoming, Statement
from accessibility.telling import complies
from people.models import Person
from tests.cast import World
from tests.factories.accessibility import make_shortcoming, make_statement
from ui.dates import days_since, today

SignIn = Callable[[Person], Client]
STATEMENT = reverse("accessibility:statement")


def test_it_tells_whoever_asks_all_that_the_law_wants(world: World) -> None:
    make_statement(
        world.coordinator,
        assessed_on=date(2026, 11, 16),
        published_on=date(2026, 11, 2),
        other_ways="Ring 040-628 04 10.",
        answered_within="en vecka",
    )
    make_shortcoming(world.coordinator, "Kartan går inte att zooma", known_since=date(2026, 10, 5))
    make_shortcoming(world.coordinator, "Gamla protokoll", reason=Reason.BURDEN)
    make_shortcoming(world.coordinator, "Kartor från lantmäteriet", reason=Reason.OUTSIDE)

    page = Client().get(STATEMENT).content.decode()

    for told in (
        "Serviceförvaltningen",
        "Riktning är delvis förenlig med lagen",
        "Kartan går inte att zooma",
        "5 oktober 2026",
        "Gamla protokoll",
        "Kartor från lantmäteriet",
        "16 november 2026",
        "2 november 2026",
        "<strong>axe</strong>",
        "040-628 04 10",
        "en vecka",
        'href="https://www.digg.se/tdosanmalan"',
        f'href="{reverse("accessibility:report")}"',
    ):
        assert told in page, told


@pytest.mark.parametrize(
    ("mostly_fails", "reasons", "level"),
    [
        (False, [], Compliance.FULLY),
        (False, [Reason.OUTSIDE], Compliance.FULLY),
        (False, [Reason.BURDEN], Compliance.PARTLY),
        (False, [Reason.NOT_YET, Reason.OUTSIDE], Compliance.PARTLY),
        (True, [Reason.NOT_YET], Compliance.NOT),
    ],
)
def test_how_far_it_complies_follows_from_what_does_not_work(
    mostly_fails: bool, reasons: list[Reason], level: Compliance
) -> None:
    known = [Shortcoming(reason=reason) for reason in reasons]

    assert complies(Statement(mostly_fails=mostly_fails), known) == level


def test_what_is_mended_stands_there_no_more_and_the_statement_is_of_today(world: World) -> None:
    statement = make_statement(world.coordinator)
    Statement.objects.update(updated_at=statement.updated_at - timedelta(days=90))
    shortcoming = make_shortcoming(world.coordinator)
    assert days_since(Statement.objects.get().updated_at) == 0

    shortcoming.mended_on = today()
    shortcoming.keep(by=world.coordinator)

    page = Client().get(STATEMENT).content.decode()
    assert shortcoming.title not in page
    assert "Riktning är förenlig med lagen" in page


def test_without_one_the_page_says_so_and_takes_reports_all_the_same(world: World) -> None:
    page = Client().get(STATEMENT).content.decode()

    assert "Redogörelsen är inte skriven än" in page
    assert reverse("accessibility:report") in page
    assert "/admin/" not in page


@pytest.mark.parametrize("who", ["coordinator", "communicator"])
def test_coordination_group_writes_it_in_the_admin(world: World, signed_in: SignIn, who: str) -> None:
    client = signed_in(getattr(world, who))
    here = reverse("admin:accessibility_statement_changelist")
    assert here in client.get(STATEMENT).content.decode()
    change = client.get(here)["Location"]
    typed = {"public_body": "Serviceförvaltningen", "method": "Vi provade.", "assessed_on": today()}
    client.post(change, typed)
    assert "Vi provade." in client.get(STATEMENT).content.decode()

    client.post(change, typed | {"method": "Vi provade igen."})

    assert "Vi provade igen." in client.get(STATEMENT).content.decode()
    assert Statement.objects.count() == 1


def test_shortcoming_is_kept_in_the_admin(world: World, signed_in: SignIn) -> None:
    typed = {"title": "Kartan", "reason": Reason.NOT_YET, "known_since": today(), "text": ""}
    add = reverse("admin:accessibility_shortcoming_add")
    too_early = signed_in(world.coordinator).post(add, typed | {"mended_on": today() - timedelta(days=1)})
    assert too_early.status_code == 200
    assert not Shortcoming.objects.exists()

    signed_in(world.coordinator).post(add, typed | {"mend_by": today() + timedelta(days=100)})

    assert Shortcoming.objects.known().get().title == "Kartan"


def test_there_is_one_and_nothing_is_mended_before_it_is_known(world: World) -> None:
    make_statement(world.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(pk=2, public_body="En annan", method="Inget.")
    shortcoming = make_shortcoming(world.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shortcoming.objects.filter(pk=shortcoming.pk).update(mended_on=date(2020, 1, 1))
