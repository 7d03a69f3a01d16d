"""Hostile text in every field of feedback, on every surface: nothing runs, breaks or is altered."""

import time
from collections.abc import Callable, Sequence
from functools import cache
from itertools import batched

import pytest
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from feedback.models import Feedback
from files.kinds import TEXT
from files.naming import clean_name
from tests.cast import World
from tests.factories.feedback import make_draft, make_post
from tests.hostile.clean import Clean, clean_pages
from tests.hostile.corpus import CORPUS, FAMILIES, NUL, some_of
from tests.hostile.formats import (
    in_notices,
    in_spreadsheets,
    in_the_next_briefing,
    the_calendar,
    the_next_briefing,
)
from tests.hostile.reading import Reading
from tests.hostile.surfaces import (
    LISTS_OF_DRAFTS,
    LISTS_OF_PIECES,
    PAGES_OF_A_DRAFT,
    PAGES_OF_A_PIECE,
    Clients,
    its_form,
    pages_that_show_the_latest,
)
from tests.hostile.ways_in import (
    INSTEAD,
    OF_NO_PIECE,
    WAYS,
    cleaned,
    forms_of_feedback,
    sent,
    stored_texts,
    takes,
    text_fields,
    written,
)
from tests.mail_server import MailServer
from ui.letters import is_visible, on_one_line, tidied

# openpyxl stamps what it reads with a time that Python has given another name.
pytestmark = [
    pytest.mark.hostile,
    pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning"),
]

SignIn = Callable[..., Client]
# As many to each, so that the same pages with as many harmless texts are asked for once.
TOGETHER = 32
SHOWN = list(dict.fromkeys(text for family in FAMILIES.values() for text in some_of(family, 3)))
BATCHES = list(batched([*SHOWN, *SHOWN[: -len(SHOWN) % TOGETHER]], TOGETHER))
# Where Markdown makes something else of the text, as it should: shown is its meaning, not its letters.
MEANT_FOR_MARKDOWN = (
    set(FAMILIES["links"])
    | set(FAMILIES["Markdown"])
    | {"<b>Inte fet</b> &amp; &lt;inte&gt; &#60;heller&#x3e;"}
)


@cache
def _portal() -> ClientHandler:
    """One for all tests: each new one would read the list of static files anew."""
    return Client().handler


@pytest.fixture
def clients(world: World, signed_in: SignIn) -> Clients:
    found = {who: signed_in(getattr(world, who)) for who in ("employee", "convener", "coordinator")}
    for client in found.values():
        client.handler = _portal()
    return found


@pytest.fixture
def clean(world: World, clients: Clients) -> Clean:
    return clean_pages(world, clients, TOGETHER)


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def test_corpus_has_more_than_300_texts_no_two_alike() -> None:
    assert len(CORPUS) == len(set(CORPUS)) > 300


def test_every_form_of_feedback_has_its_way_in() -> None:
    """A new form is named in `ways_in.py`; a new field of a form there is filled in by itself."""
    found = {form for form in forms_of_feedback() if text_fields(form)}
    assert {form for form in found if form.__name__ not in OF_NO_PIECE} == set(WAYS)


def test_every_field_takes_most_of_the_corpus() -> None:
    for form in WAYS:
        for name, field in text_fields(form).items():
            taken = [text for text in CORPUS if takes(field, text)]
            assert len(taken) >= len(CORPUS) * 0.9, name


def test_database_keeps_every_text_as_it_is(world: World) -> None:
    draft = make_draft(world.convener, group=world.group)
    kept = {"author": world.convener, "voice": draft.voice, "group": world.group, "kind": draft.kind}
    Feedback.objects.bulk_create(Feedback(**kept, title="En rubrik", text=text) for text in CORPUS)

    assert list(Feedback.objects.exclude(pk=draft.pk).order_by("pk").values_list("text", flat=True)) == CORPUS


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_text_is_kept_as_it_is_from_draft_to_answer(world: World, family: str) -> None:
    wrong = []
    for text in some_of(FAMILIES[family], 8):
        with transaction.atomic():
            wrong += _altered_in_store(sent(world, written(world, text), text), text)
            transaction.set_rollback(True)

    assert wrong == []


# How a page shows what was kept, no database changes.
@pytest.mark.one_database
@pytest.mark.usefixtures("unindexed")
@pytest.mark.parametrize("texts", BATCHES, ids=range(len(BATCHES)))
def test_hostile_text_is_shown_as_it_is_and_changes_no_page(
    world: World, clients: Clients, server: MailServer, clean: Clean, texts: tuple[str, ...]
) -> None:
    calendar, briefing = the_calendar(world.convener), the_next_briefing()
    wrong: list[str] = []

    drafts = [written(world, text) for text in texts]
    wrong += _on_its_pages(PAGES_OF_A_DRAFT, clients, drafts, texts, clean.draft)
    wrong += _in_lists(LISTS_OF_DRAFTS, clients, world, drafts, clean.lists)

    pieces = [sent(world, draft, text) for draft, text in zip(drafts, texts, strict=True)]
    wrong += _on_its_pages(PAGES_OF_A_PIECE, clients, pieces, texts, clean.piece)
    wrong += _in_lists(LISTS_OF_PIECES, clients, world, pieces, clean.lists)
    for html, like in zip(pages_that_show_the_latest(clients, world), clean.latest, strict=True):
        wrong += Reading(html).unlike(like)
    wrong += [
        *in_spreadsheets(clients, pieces),
        *in_the_next_briefing(pieces, briefing),
        *in_notices(world, server, pieces),
    ]

    assert wrong == []
    assert the_calendar(world.convener) == calendar


def _on_its_pages(
    surfaces: list, clients: Clients, posts: list[Feedback], texts: Sequence[str], clean: list[Reading]
) -> list[str]:
    wrong = []
    for post, text in zip(posts, texts, strict=True):
        for surface, like in zip(surfaces, clean, strict=True):
            page = Reading(surface(clients, post))
            found = [*page.unlike(like), *_altered(page, post, text, raw=surface is its_form)]
            wrong += [f"{surface.__name__}, {text[:60]!r}: {one}" for one in found]
    return wrong


def _altered(page: Reading, post: Feedback, text: str, *, raw: bool) -> list[str]:
    """What was typed and is not there to be read."""
    wrong = _altered_in_store(post, text)
    shown = "\n".join(page.texts)
    if post.title not in (page.values if raw else page.texts) and post.title not in shown:
        wrong.append("the title is not there")
    if raw and post.text not in shown:
        wrong.append("the text is not there")
    if not raw and text not in MEANT_FOR_MARKDOWN and letters(post.text) not in letters(shown):
        wrong.append("letters of the text are missing")
    if clean_name(f"{text}.txt", TEXT) not in shown:
        wrong.append("the file's name is not there")
    return wrong


def _altered_in_store(post: Feedback, text: str) -> list[str]:
    """What is stored and was not typed. The ends of a text are trimmed, as forms do."""
    return [
        f"{name} is stored as {stored[:60]!r}"
        for name, stored in stored_texts(post)
        if stored not in cleaned(text)
    ]


def _in_lists(lists: list, clients: Clients, world: World, posts: list[Feedback], clean: dict) -> list[str]:
    wrong = []
    for surface in lists:
        pages = [Reading(html) for html in surface(clients, world)]
        for page, like in zip(pages, clean[surface], strict=True):
            wrong += [f"{surface.__name__}: {one}" for one in page.unlike(like)]
        shown = "\n".join(text for page in pages for text in page.texts)
        wrong += [
            f"{surface.__name__}: {post.title!r} is missing" for post in posts if post.title not in shown
        ]
    return wrong


# Through the front door.


@pytest.mark.parametrize("family", FAMILIES)
def test_hostile_text_that_is_sent_is_kept_as_it_is(world: World, clients: Clients, family: str) -> None:
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    for text in (text for text in some_of(FAMILIES[family], 5) if is_visible(text)):
        title = text if len(text.strip()) <= 120 else INSTEAD
        response = clients["employee"].post(
            address, {"kind": "did", "title": title, "text": text, "save_as": "draft"}
        )

        assert response.status_code == 302
        post = Feedback.objects.latest("pk")
        assert (post.title, post.text) == (on_one_line(title).strip(), tidied(text).strip())


@pytest.mark.parametrize("text", NUL)
def test_text_that_nothing_can_hold_is_refused_beside_its_field(
    world: World, clients: Clients, text: str
) -> None:
    draft, piece = make_draft(world.convener, group=world.group), make_post(world.convener, group=world.group)
    ways = {
        reverse("feedback:edit", args=[draft.pk]): (
            "convener",
            {"kind": "did", "title": "a", "text": "b", "save_as": "draft"},
        ),
        reverse("admin:feedback_feedback_change", args=[piece.pk]): ("coordinator", {"answer": "c"}),
    }
    for address, (who, typed) in ways.items():
        for name in {"title", "text", "answer"} & set(typed):
            response = clients[who].post(address, typed | {name: text})
            assert response.status_code == 422
            assert f'id="id_{name}_error"' in response.content.decode()
    assert Feedback.objects.filter(title="a").count() == 0


@pytest.mark.parametrize(
    "content", [b"title=a%ff&text=%c3%28", b"title=%ed%a0%80&text=%f4%90%80%80", b"\xff\xfe=\xff"]
)
def test_bytes_that_are_no_text_never_break_anything(world: World, clients: Clients, content: bytes) -> None:
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    kind = "application/x-www-form-urlencoded"
    response = clients["employee"].post(address, content, content_type=kind)

    assert response.status_code in {302, 400, 422}


def test_body_that_is_too_large_is_refused_at_once(world: World, clients: Clients) -> None:
    address = reverse("feedback:new_about_group", args=[world.group.slug])
    began = time.monotonic()
    response = clients["employee"].post(address, {"title": "a", "text": "å" * 2_000_000})

    assert response.status_code == 413
    assert time.monotonic() - began < 1
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("who", "route", "parameter"),
    [
        ("employee", "feedback:list", "page"),
        ("coordinator", "admin:feedback_feedback_changelist", "q"),
        ("coordinator", "admin:feedback_feedback_changelist", "direction"),
        ("coordinator", "admin:feedback_feedback_changelist", "age"),
        ("communicator", "admin:portal_page_changelist", "q"),
        ("administrator", "admin:people_person_changelist", "q"),
    ],
)
def test_hostile_address_never_breaks_a_list(
    world: World, clients: Clients, signed_in: SignIn, who: str, route: str, parameter: str
) -> None:
    make_post(world.convener, group=world.group)
    client = clients.get(who) or signed_in(getattr(world, who))
    for text in [*CORPUS[::9], *FAMILIES["long"], *NUL]:
        response = client.get(reverse(route), {parameter: text[:2000]})
        assert response.status_code in {200, 302, 400, 404}, text[:60]
