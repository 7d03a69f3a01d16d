"""There and back in Chromium, under the portal's own policy, by a provider that is not ours."""

from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import expect

from people.models import Person
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.identity.conftest import Configured, configured
from tests.identity.saml_idp import Organisation
from tests.identity.saml_organisation import by_saml, its_house, work

__all__ = ["by_saml", "configured", "its_house", "work"]

pytestmark = pytest.mark.browser

NAME = "Serviceförvaltningen"


@pytest.fixture
def provider(world: World, configured: Configured, abroad: list[str]) -> Iterator[None]:
    known = User(sub="7", claims={"employeeid": world.employee.directory_id})
    with run_server_in_thread(require_nonce=True, user_claims=[known, User(sub="8")]) as server:
        abroad.append(f"http://localhost:{server.server_port}")
        configured(abroad[0], NAME=NAME)
        yield


def goes_there(visitor: Visitor, **leads_to: str) -> None:
    visitor.goes_to(reverse("account_login", query=leads_to))
    words = visitor.word("Sign in with %(name)s", name=NAME)
    visitor.page.get_by_role("link", name=words, exact=True).click()


def test_one_link_there_one_button_back_to_the_page_one_came_for(
    world: World, provider: None, arrives: Callable[..., Visitor], language: str
) -> None:
    Person.objects.filter(pk=world.employee.pk).update(language=language)
    amir = arrives()
    goes_there(amir, next=reverse("groups:list"))
    amir.page.get_by_role("button", name="7").click()
    expect(amir.heading("Groups")).to_be_visible()


def test_stranger_is_told_what_to_say_and_to_whom(
    world: World, provider: None, arrives: Callable[..., Visitor]
) -> None:
    nobody = arrives()
    goes_there(nobody)
    nobody.page.get_by_role("button", name="8").click()
    expect(nobody.heading("You are not in the portal yet")).to_be_visible()


def test_by_saml_there_and_back_without_leaving_our_own_policy(
    world: World, work: Organisation, abroad: list[str], arrives: Callable[..., Visitor], language: str
) -> None:
    """Their page answers with a form, to which the browser gives no cookie of ours."""
    abroad.append(work.address)
    Person.objects.filter(pk=world.employee.pk).update(language=language)
    amir = arrives()
    goes_there(amir, next=reverse("groups:list"))
    amir.page.get_by_role("button", name="amir").click()
    expect(amir.heading("Groups")).to_be_visible()
