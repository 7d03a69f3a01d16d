"""A real Chromium in front of the whole portal. `visitor` opens a page in it, signed in as somebody."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from playwright.sync_api import Browser, BrowserContext
from pytest_django.lazy_django import skip_if_no_django
from pytest_django.live_server_helper import LiveServer

from people.models import Person
from tests.browser.looks import STANDING
from tests.browser.scene import Scene
from tests.browser.visitor import Visitor
from tests.browser.watch import Watch
from tests.cast import World
from tests.missing import missing
from tests.search.making import index_all

# Playwright's synchronous API keeps an event loop running in this thread. Django takes that for
# asynchronous code and refuses every query, though nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

INSTALL = "apt-get install chromium-headless-shell"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
HEIGHT = 900


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium, where pytest-playwright would look for one it has downloaded.

    Best without all that is around its pages, and that nobody sees here: it costs a third less.
    """
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        missing("Chromium", INSTALL)
    return {"executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    """The portal as it is in production: its own middleware serves the hashed, compressed files.

    pytest-django's fixture of this name puts a file server of its own in front, which knows no hashes.
    """
    skip_if_no_django()
    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = lambda _: WSGIHandler()  # type: ignore[assignment]
    server.start()
    yield server
    server.stop()


@pytest.fixture
def abroad() -> list[str]:
    """Where a test leads to that is not ours, if anywhere: what is done there is others' concern."""
    return []


@pytest.fixture
def visitor(
    browser: Browser, live_server: LiveServer, transactional_db: None, abroad: list[str]
) -> Iterator[Callable[..., Visitor]]:
    """Open a page for somebody, or for nobody signed in. The test fails when the page did what none may."""
    watch = Watch(live_server.url, abroad)
    contexts: list[BrowserContext] = []

    def visit(
        person: Person | None = None,
        *,
        language: str = "sv",
        scheme: str = "light",
        width: int = 1280,
        javascript: bool = True,
        **options: Any,
    ) -> Visitor:
        context = browser.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            reduced_motion="reduce",  # nothing is looked at in the middle of a movement
            viewport={"width": width, "height": HEIGHT},
            **{"service_workers": "block", "base_url": live_server.url} | options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if person:
            Person.objects.filter(pk=person.pk).update(language=language)
            cookies[settings.SESSION_COOKIE_NAME] = session_of(person)
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        watch.follow(context)
        return Visitor(context.new_page(), language)

    yield visit
    for context in contexts:
        context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def scene(world: World) -> Scene:
    """The cast, and what stands before anybody looks at a page."""
    scene = Scene(world)
    for thing in STANDING:
        scene.the(thing)
    index_all()
    return scene


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


# No database changes a language.
@pytest.fixture(params=["sv", pytest.param("en", marks=pytest.mark.one_database)])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def arrives(visitor: Callable[..., Visitor], javascript: bool, language: str) -> Callable[..., Visitor]:
    """A visitor who comes with JavaScript and without, and in both languages: four tests in one."""
    return partial(visitor, javascript=javascript, language=language)


def session_of(person: Person) -> str:
    """Signed in without the ceremony: that has a journey of its own."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
