"""Every page is HTML as its standard has it, by the Nu checker, and says what every page has to say."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse_lazy

from tests.browser.looks import LOOKS, Look
from tests.browser.scene import Scene
from tests.missing import tool

pytestmark = [pytest.mark.slow, pytest.mark.one_database]


LINKS = re.compile(r'<li>\s*<a href="#([^"]+)">')


STATEMENT = f'href="{reverse_lazy("accessibility:statement")}"'
# Django's admin labels a hidden field in a row that is hidden too, which nobody meets.
DJANGOS = "must be the ID of a non-hidden form control"
NO_FOOT = {"without a network"}  # where a link leads nowhere
SENT = {"save_as": "completed"}  # a draft may be empty


def test_every_page_is_as_it_should_be(scene: Scene, tmp_path: Path) -> None:
    """One walk, since it takes long: what Nu says, and what every page and every form owe their readers."""
    checker = tool("vnu.jar", run_by="java", to_install="apt-get install default-jre-headless")
    shown, returned = dict(pages(scene)), dict(sent_empty(scene))

    assert len(shown) > 150
    assert len(returned) > 20
    assert {name for name, page in shown.items() if STATEMENT not in page} == NO_FOOT
    assert {name: said for name, page in returned.items() if (said := unsaid(page))} == {}
    assert sorted(faults(checker, tmp_path, shown | returned)) == []


def unsaid(page: str) -> list[str]:
    """What the page of a form with something wrong should say: in its title, and in a list that leads on."""
    leads = LINKS.findall(page)
    missing = [f"leads nowhere: {place}" for place in leads if f'id="{place}"' not in page]
    return missing + [
        fault
        for fault, is_right in {
            "not in the title": re.search(r"<title>\s*Fel:\s", page),
            "not where one begins": re.search(r'id="not-saved"[^>]*autofocus', page),
            "no list of what is wrong": leads,
        }.items()
        if not is_right
    ]


def pages(scene: Scene) -> Iterator[tuple[str, str]]:
    for look in LOOKS:
        answer = _client(look, scene).get(look.address(scene))
        if answer.status_code != 302:
            yield look.name, answer.content.decode()


def sent_empty(scene: Scene) -> Iterator[tuple[str, str]]:
    """The forms of the portal as they come back with something wrong."""
    for look in LOOKS:
        if look.status == 200 and not look.more and not look.route.startswith("admin:"):
            page = _client(look, scene).post(look.address(scene), SENT).content.decode()
            if 'aria-invalid="true"' in page:
                yield f"{look.name}, sent empty", page


def _client(look: Look, scene: Scene) -> Client:
    client = Client()
    if person := look.person(scene.world):
        client.force_login(person)
    return client


def faults(checker: Path, folder: Path, shown: dict[str, str]) -> Iterator[str]:
    """Errors and warnings; that a slash at the end of <br /> has no effect is neither."""
    names = list(shown)
    for number, name in enumerate(names):
        (folder / f"{number}.html").write_text(shown[name])
    command = ["java", "-jar", checker, "--format", "json", folder]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    for message in json.loads(ran.stderr)["messages"]:
        if DJANGOS in message["message"]:
            continue
        if message["type"] != "info" or message.get("subType") == "warning":
            yield f"{names[int(Path(message['url']).stem)]}: {_in_words(message)}"


def _in_words(message: dict[str, Any]) -> str:
    return f"{message['message']} {' '.join(message.get('extract', '').split())}"
