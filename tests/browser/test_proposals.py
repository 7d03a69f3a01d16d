"""A proposal's whole way, with everybody in a browser of their own: sent back once, and decided."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proposals.models import Proposal, ProposalState
from tests.browser.visitor import Visitor
from tests.cast import World
from ui.dates import today

pytestmark = pytest.mark.browser

Visits = Callable[..., Visitor]
PHONE = 390


def test_proposal_is_prepared_sent_back_reworked_and_decided(world: World, visitor: Visits) -> None:
    hanna, karin = visitor(world.member), visitor(world.convener, width=PHONE)
    mats, ingrid = visitor(world.storgrupp_member, javascript=False), visitor(world.director)

    _member_drafts(world, hanna)
    _convener_hands_in(karin)
    _storgrupp_prepares(mats, "Vi är osäkra på skruvmejslarna.")
    _director_decides(ingrid, "Send back", "Vilka verktyg menar ni?")
    _group_reads_why_and_reworks_it(karin, "Utom skruvmejslar.")
    _storgrupp_prepares(mats, "Nu är det tydligt.")
    _director_decides(ingrid, "Approve", "Ja, så gör vi.")
    _group_reads_the_reason(world, hanna)


def _member_drafts(world: World, hanna: Visitor) -> None:
    hanna.goes_to(world.group.get_absolute_url())
    hanna.follows("Propose something")
    hanna.page.locator("#id_title").fill("Verktygen ska lånas")
    hanna.page.locator("#id_text").fill("Ingen köper egna.")
    hanna.page.locator("#id_why").fill("Elva likadana tvättar.")
    hanna.presses("Save the draft")
    hanna.sees("The convener or the deputy hands it in. Until then everybody in the group can go on writing.")
    expect(hanna.button("Hand in")).to_have_count(0)


def _convener_hands_in(karin: Visitor) -> None:
    karin.goes_to(reverse("home"))
    karin.content.get_by_role("link", name=karin.word("Read and hand in")).first.click()
    karin.presses("Hand in")
    karin.sees("Handed in. You can see here where it is.")
    expect(karin.content.locator("[aria-current=step]")).to_contain_text("storgruppen")


def _storgrupp_prepares(mats: Visitor, reasons: str) -> None:
    mats.goes_to(reverse("home"))
    mats.content.get_by_role("link", name=mats.word("Prepare")).first.click()
    mats.follows("Write down a talk")
    mats.page.locator("#id_text").fill("De har räknat.")
    mats.presses("Save")
    mats.follows("Write the recommendation")
    mats.choice("radio", "Approve").check()
    mats.presses("Send to the director")  # without the reasons
    mats.sees("Say why. Those who proposed it read the reason.")
    mats.page.locator("#id_reasons").fill(reasons)
    mats.presses("Send to the director")
    mats.sees("Sent to the director. Those who proposed it have been told.")


def _director_decides(ingrid: Visitor, what: str, reason: str) -> None:
    ingrid.goes_to(reverse("home"))
    ingrid.content.get_by_role("link", name=ingrid.word("Decide")).first.click()
    ingrid.choice("radio", what).check()
    ingrid.page.locator("#id_reason").fill(reason)
    for asked_of_what_is_approved in ("#id_responsible", "#id_due_on"):
        expect(ingrid.page.locator(asked_of_what_is_approved)).to_be_visible(visible=what == "Approve")
    if what == "Approve":
        ingrid.page.locator("#id_responsible").fill("Driften")
        ingrid.page.locator("#id_due_on").fill(str(today() + timedelta(days=60)))
    ingrid.presses("Decide")
    ingrid.sees("Done. Those who proposed it have been told.")


def _group_reads_why_and_reworks_it(karin: Visitor, text: str) -> None:
    karin.goes_to(reverse("home"))
    karin.content.get_by_role("link", name=karin.word("Read why, and rework it")).first.click()
    karin.sees("Vilka verktyg menar ni?")
    karin.follows("Rework it")
    karin.page.locator("#id_text").fill(text)
    karin.presses("Hand in")
    karin.sees("Handed in. You can see here where it is.")
    karin.follows("What changed since it was sent back")
    expect(karin.content.locator("del").first).to_contain_text("Ingen köper egna.")


def _group_reads_the_reason(world: World, hanna: Visitor) -> None:
    hanna.goes_to(world.group.get_absolute_url())
    hanna.content.get_by_role("link", name="Verktygen ska lånas").first.click()
    hanna.sees("Ja, så gör vi.")
    hanna.sees("%(who)s carries it out", who="Driften")
    hanna.content.locator(".earlier > summary").click()
    hanna.sees("Vilka verktyg menar ni?")
    assert Proposal.objects.with_standing().get().state == ProposalState.APPROVED
