"""What every answer tells the browser: the bar's values (section 5), as far as the settings have them."""

import json
import re
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from files import views as attached
from people.models import Person
from portal.urls import urlpatterns as ours
from tests.access.matrix import ROWS
from tests.access.routes import ROUTES
from tests.access.things import the
from tests.access.visits import Visitors, visits
from tests.cast import World
from tests.factories.feedback import make_draft, make_post
from tests.portal.process import PRODUCTION, python

SignIn = Callable[[Person], Client]

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "manifest-src 'self'"
)
TOLD = {
    "Content-Security-Policy": CSP,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Strict-Transport-Security": None,  # the demo speaks plain http on loopback
    "Access-Control-Allow-Origin": None,
    "Server": None,
}
IN_PRODUCTION = TOLD | {
    "Content-Security-Policy": f"{CSP}; upgrade-insecure-requests",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}
KEPT = "private, no-cache"
AN_HOUR = "max-age=3600, public"
FOR_EVER = "max-age=315360000, public, immutable"
NEVER_KEPT = "max-age=0, no-cache, no-store, must-revalidate, private"


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [*ours, path("broken/", broken)]


# An attached file is not a page of ours: what it may do is nothing at all.
POLICIES = {("files:show", 200): attached.POLICY}


def told(response: Any) -> dict[str, str | None]:
    return {header: response.headers.get(header) for header in TOLD}


@pytest.mark.parametrize("route", sorted({row.route for row in ROWS} & set(ROUTES)))
def test_every_route_tells_the_browser_the_same(world: World, route: str) -> None:
    visitors = Visitors(world)
    asked = {
        (role, address) for _row, role, address, _thing in visits(world, route) if role in {"AN", "EM", "KO"}
    }

    wrong = []
    for role, address in asked:
        for method in ("GET", "POST"):
            response = visitors.ask(role, method, address)
            policy = POLICIES.get((route, response.status_code), CSP)
            expected = TOLD | {"Content-Security-Policy": policy}
            if told(response) != expected or response["Cache-Control"] not in {KEPT, NEVER_KEPT}:
                wrong.append(f"{method} {address}, {role}: {set(told(response).items()) - set(TOLD.items())}")

    assert wrong == []


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/nowhere/", 404),
        ("get", "/groups/nowhere/", 404),
        ("get", "/groups", 301),
        ("get", "/admin/", 403),
        ("post", "/groups/", 405),
    ],
)
def test_refusals_tell_the_browser_the_same(
    world: World, signed_in: SignIn, method: str, address: str, status: int
) -> None:
    response = getattr(signed_in(world.employee), method)(address)

    assert (response.status_code, response["Cache-Control"]) == (status, KEPT)
    assert told(response) == TOLD


def test_refused_form_tells_the_browser_the_same(world: World) -> None:
    response = Client(enforce_csrf_checks=True).post(reverse("language"), {"language": "en"})

    assert (response.status_code, told(response)) == (403, TOLD)


def test_wrong_host_tells_the_browser_the_same() -> None:
    response = Client().get("/", headers={"host": "elsewhere.example"})

    assert (response.status_code, told(response)) == (400, TOLD)


@pytest.mark.urls("tests.portal.test_headers")
def test_broken_page_tells_the_browser_the_same(db: None) -> None:
    response = Client(raise_request_exception=False).get("/broken/")

    assert (response.status_code, told(response)) == (500, TOLD)


def test_static_file_tells_the_browser_the_same(db: None) -> None:
    by_content = staticfiles_storage.url("css/riktning.css")

    for address, kept in (("/static/css/riktning.css", AN_HOUR), (by_content, FOR_EVER)):
        response = Client().get(address)
        response.close()
        assert (response.status_code, response["Cache-Control"]) == (200, kept)
        assert told(response) == TOLD


def test_policy_allows_nothing_unsafe() -> None:
    for policy in (CSP, *POLICIES.values()):
        assert "unsafe-" not in policy
        assert "*" not in policy


# What may be kept, and for whom.


@pytest.mark.parametrize(
    "route",
    ["home", "me", "demo:sign_in", "account_login", "account_logout", "account_inactive", "admin:index"],
)
def test_personal_pages_and_accounts_are_never_kept(world: World, route: str) -> None:
    visitors = Visitors(world)
    role = "AN" if route == "account_login" else "KO"

    response = visitors.ask(role, "GET", reverse(route))

    assert (response.status_code, response["Cache-Control"]) == (200, NEVER_KEPT)


def test_admin_is_never_kept(world: World, signed_in: SignIn) -> None:
    post = make_post(world.outsider, group=world.foreign_group)
    client = signed_in(world.coordinator)

    for route, arguments in (("feedback_changelist", []), ("feedback_change", [post.pk])):
        response = client.get(reverse(f"admin:feedback_{route}", args=arguments))
        assert (response.status_code, response["Cache-Control"]) == (200, NEVER_KEPT)


@pytest.mark.parametrize("route", ["feedback:detail", "feedback:edit"])
def test_drafts_are_never_kept(world: World, signed_in: SignIn, route: str) -> None:
    draft = make_draft(world.member, group=world.group)

    response = signed_in(world.member).get(reverse(route, args=[draft.pk]))

    assert (response.status_code, response["Cache-Control"]) == (200, NEVER_KEPT)
    assert not response.has_header("ETag")


@pytest.mark.parametrize("route", ["directions:list", "groups:list", "feedback:list", "pages"])
def test_what_everybody_may_read_is_kept_but_asked_for_again(
    world: World, signed_in: SignIn, route: str
) -> None:
    response = signed_in(world.employee).get(reverse(route))

    assert response["Cache-Control"] == KEPT
    assert response.has_header("ETag")
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_page_and_its_part_are_kept_apart(world: World, signed_in: SignIn, headers: dict[str, str]) -> None:
    client = signed_in(world.employee)

    for address in (reverse("groups:list"), reverse("feedback:list")):
        assert {"Cookie", "HX-Request"} <= set(re.split(r", *", client.get(address, headers=headers)["Vary"]))


def test_unchanged_page_is_not_sent_again_until_one_signs_in_again(world: World, client: Client) -> None:
    enter = reverse("demo:sign_in_as", args=[the("demo person", world).directory_id])
    address = world.group.get_absolute_url()
    client.post(enter)
    kept = {"If-None-Match": client.get(address)["ETag"]}

    again = client.get(address, headers=kept)
    assert (again.status_code, again.content, told(again)) == (304, b"", TOLD)
    assert "Cookie" in again["Vary"]

    client.post(enter)
    assert client.get(address, headers=kept).status_code == 200


def test_unchanged_page_is_sent_to_somebody_else(world: World, signed_in: SignIn) -> None:
    address = reverse("pages")
    kept = {"If-None-Match": signed_in(world.employee).get(address)["ETag"]}

    assert signed_in(world.member).get(address, headers=kept).status_code == 200


# In production the same holds, and over https only.

ASK = """
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
client = Client(headers={"host": "riktning.example"})
asked = {
    "page": client.get("/sign-in/", secure=True),
    "form": client.post("/sign-in/", {"email": "nobody@riktning.example"}, secure=True),
    "refusal": client.get("/groups/", secure=True),
    "nowhere": client.get("/sign-in/nowhere/", secure=True),
    "file": client.get("/static/icon.svg", secure=True),
    "plain": client.get("/sign-in/"),
}
print(json.dumps({
    name: [answer.status_code, dict(answer.headers), answer.cookies.output(header="")]
    for name, answer in asked.items()
}))
asked["file"].close()
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A server's answers by name: status, headers, cookies."""
    database = f"sqlite:///{tmp_path_factory.mktemp('production') / 'riktning.sqlite3'}"
    done = python("-W", "ignore", "-c", ASK, **PRODUCTION | {"RIKTNING_DATABASE_URL": database})
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


@pytest.mark.parametrize(
    ("name", "status"), [("page", 200), ("form", 302), ("refusal", 302), ("nowhere", 404), ("file", 200)]
)
def test_server_tells_the_browser_to_stay_on_https(
    production: dict[str, Any], name: str, status: int
) -> None:
    answered, headers, _cookies = production[name]

    assert answered == status
    assert {header: headers.get(header) for header in TOLD} == IN_PRODUCTION


def test_server_leads_from_http_to_https(production: dict[str, Any]) -> None:
    status, headers, _cookies = production["plain"]

    assert (status, headers["Location"]) == (301, "https://riktning.example/sign-in/")


@pytest.mark.parametrize("cookie", ["__Host-sessionid", "__Host-csrftoken"])
def test_servers_cookies_belong_to_this_host_alone(production: dict[str, Any], cookie: str) -> None:
    morsel = SimpleCookie(production["page"][2] + production["form"][2])[cookie]

    assert (morsel["secure"], morsel["httponly"], morsel["samesite"]) == (True, True, "Lax")
    assert (morsel["path"], morsel["domain"]) == ("/", "")
