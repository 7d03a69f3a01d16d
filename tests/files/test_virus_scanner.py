"""A virus scanner sees every file before it is kept. When it is away, nothing is taken."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from feedback.models import Feedback
from files import scanning as asking
from files.judging import judge
from files.kinds import DOCX
from files.models import Attachment
from files.refusals import INFECTED, SCANNER_AWAY, FileRejected
from tests.cast import World
from tests.factories.attachments import EICAR, PNG, chosen, microsoft
from tests.files.clamd import scanning

SignIn = Callable[..., Client]


def refusal_of(name: str, content: bytes) -> str | None:
    try:
        judge(chosen(name, content))
    except FileRejected as refusal:
        return str(refusal.message)
    return None


def test_scanner_sees_the_whole_file_and_lets_a_clean_one_through(settings: LazySettings) -> None:
    content = PNG + bytes(300_000)
    with scanning() as (scanner, settings.CLAMD_URL):
        assert refusal_of("bild.png", content) is None

    assert scanner.seen == [content]


@pytest.mark.parametrize(
    ("name", "content"),
    [("lapp.txt", EICAR), ("bild.png", PNG + EICAR), ("brev.docx", microsoft(DOCX, z=EICAR * 9))],
)
def test_what_the_scanner_finds_something_in_is_refused(
    settings: LazySettings, name: str, content: bytes
) -> None:
    found_in_packed = EICAR in content
    says = None if found_in_packed else b"stream: Win.Test.EICAR_HDB-1 FOUND\0"
    with scanning(says=says) as (_scanner, settings.CLAMD_URL):
        assert refusal_of(name, content) == INFECTED % {"name": name}


def test_scanner_is_asked_on_a_socket_of_the_machine_too(settings: LazySettings, tmp_path: Path) -> None:
    line = socket.socket(socket.AF_UNIX)
    line.bind(str(tmp_path / "clamd"))
    line.listen()
    with scanning(line) as (_scanner, settings.CLAMD_URL):
        assert settings.CLAMD_URL.startswith("unix:///")
        assert refusal_of("bild.png", PNG) is None
        assert refusal_of("lapp.txt", EICAR) == INFECTED % {"name": "lapp.txt"}


@pytest.mark.parametrize(
    "says", [b"", b"\0", b"stream: OK", b"stream: OK nearly\0", b"UNKNOWN COMMAND\0", b"x" * 9000]
)
def test_only_a_clean_answer_lets_a_file_through(settings: LazySettings, says: bytes) -> None:
    with scanning(says=says) as (_scanner, settings.CLAMD_URL):
        expected = None if says == b"stream: OK" else SCANNER_AWAY
        assert refusal_of("bild.png", PNG) == expected


def test_file_that_is_too_large_for_the_scanner_is_not_taken(settings: LazySettings) -> None:
    with scanning(limit=100_000) as (_scanner, settings.CLAMD_URL):
        assert refusal_of("bild.png", PNG + bytes(5_000_000)) == SCANNER_AWAY


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd", "http://127.0.0.1:1", "clamd"]
)
def test_nothing_is_taken_when_the_scanner_is_away(settings: LazySettings, address: str) -> None:
    settings.CLAMD_URL = address

    assert refusal_of("bild.png", PNG) == SCANNER_AWAY


def test_scanner_that_never_answers_is_not_waited_for(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        assert refusal_of("bild.png", PNG) == SCANNER_AWAY


def test_writer_is_told_and_can_save_the_text_without_the_file(
    world: World, signed_in: SignIn, settings: LazySettings
) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    client, address = signed_in(world.employee), reverse("feedback:new_about_group", args=[world.group.slug])
    typed = {"kind": "did", "title": "Fläkten", "text": "Den låter.", "save_as": "draft"}

    refused = client.post(address, typed | {"attachments": [chosen("bild.png")]})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Filer kan inte viruskontrolleras just nu" in page
    assert "Den låter." in page
    assert (Feedback.objects.count(), Attachment.objects.count()) == (0, 0)

    assert client.post(address, typed).status_code == 302
    assert Feedback.objects.get().text == "Den låter."
