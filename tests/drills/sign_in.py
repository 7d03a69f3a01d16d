"""The organisation's sign-in by a provider that is certified for OpenID Connect: `make sign-in-drill`.

`oidc-provider` (npm) wants PKCE and the client's secret in the head, and its token says nothing of whom it is
about but their number: the rest has to be asked for. The suite goes there and back with another provider
(`tests/browser/test_signing_in_at_work.py`), and asks what answers could be bent (`tests/identity`).
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import abroad, browser_type_launch_args, live_server, visitor
from tests.browser.visitor import Visitor
from tests.cast import World
from tests.identity.conftest import CALLBACK, Configured, configured
from tests.missing import missing
from tests.postgres import free_port

__all__ = ["abroad", "browser_type_launch_args", "configured", "live_server", "visitor"]

FOLDER = Path(settings.BASE_DIR) / "var" / "sign-in-drill"
PROVIDER = Path(__file__).with_name("provider.mjs")
PACKAGE = "oidc-provider@9.13.3"


@pytest.fixture
def provider(
    world: World, live_server: LiveServer, configured: Configured, abroad: list[str]
) -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / PROVIDER.name).write_bytes(PROVIDER.read_bytes())  # beside what it reads
    got = subprocess.run(["npm", "install", "--no-save", "--silent", PACKAGE], cwd=FOLDER, check=False)
    if got.returncode:
        missing(PACKAGE, "npm, and a registry that it reaches")
    port = free_port()
    told = [str(port), live_server.url + CALLBACK, world.employee.directory_id]
    command = ["node", PROVIDER.name, *told]
    with subprocess.Popen(command, cwd=FOLDER, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert any("ready" in line for line in process.stdout)
            abroad.append(f"http://localhost:{port}")
            configured(abroad[0])
            yield
        finally:
            process.terminate()


def test_there_and_back_by_a_certified_provider(
    world: World, provider: None, visitor: Callable[..., Visitor]
) -> None:
    amir = visitor()
    amir.goes_to(reverse("account_login", query={"next": reverse("groups:list")}))
    amir.follows("Sign in with your account at work")
    amir.page.get_by_placeholder("Enter any login").fill("amir")
    amir.page.get_by_placeholder("and password").fill("any")
    amir.page.get_by_role("button", name="Sign-in").click()
    amir.page.get_by_role("button", name="Continue").click()

    expect(amir.heading("Groups")).to_be_visible()
    account = SocialAccount.objects.get()
    assert (account.user_id, account.uid) == (world.employee.pk, "amir")
    sys.stdout.write(f"\n{PACKAGE}: there and back, known by the directory's number\n")
