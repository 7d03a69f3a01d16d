"""Whatever changes the words that a thing is found by reaches the index in the same act."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from directions import editing
from feedback import writing
from files import attaching
from groups import editing as group_editing
from groups import presenting
from people import directory, units
from people.events import Source
from people.models import Act
from portal.models import Page
from search.finding import find
from search.models import MissedSearch, SearchText
from search.models import missed_search as missed
from search.reindexing import untrue
from tests.cast import World
from tests.factories.attachments import attach
from tests.factories.directions import make_direction, make_stage
from tests.factories.feedback import make_draft
from tests.factories.people import make_person, make_unit
from tests.factories.proposals import make_proposal
from tests.factories.workshops import make_workshop
from tests.search.making import index_all
from ui.dates import today

SignIn = Callable[..., Client]
Verb = Callable[[], object]


def page(world: World) -> Verb:
    made = Page.objects.create(slug="sopp", title="Soppa", lead="", text="")
    made.title = "Gröt"
    return lambda: made.revise(by=world.coordinator)


def page_that_moves(world: World) -> Verb:
    made = Page.objects.create(slug="sopp", title="Soppa", lead="", text="")
    made.moved_to = "https://service.example/sopp"
    return lambda: made.revise(by=world.coordinator)


def unit(world: World) -> Verb:
    """With what is a part of it, and with whoever works there."""
    made = make_unit("Soppköket")
    make_unit("Sleven", parent=made)
    make_person("Siri Slev", unit=made)
    made.name = "Grötköket"
    return lambda: units.keep(made, by=world.administrator)


def person(world: World) -> Verb:
    given: dict[str, Any] = {"by": world.administrator, "source": Source.DIRECTORY}
    return lambda: directory.update(world.employee, name="Siri Slev", title="Kock", **given)


def person_of_another_unit(world: World) -> Verb:
    other = make_unit("Soppköket")
    given: dict[str, Any] = {"by": world.administrator, "source": Source.DIRECTORY}
    return lambda: directory.update(world.employee, unit=other, **given)


def direction(world: World) -> Verb:
    """Its groups and stages are found by its title too."""
    return lambda: editing.edit(world.direction, by=world.coordinator, title="Soppa åt alla")


def group(world: World) -> Verb:
    return lambda: group_editing.edit(world.group, by=world.coordinator, name="Soppa med eleverna")


def group_that_moves(world: World) -> Verb:
    other = make_direction("Soppa åt alla")
    return lambda: group_editing.edit(world.group, by=world.coordinator, direction=other)


def presentation(world: World) -> Verb:
    stage = make_stage(make_direction("Annat"))
    given: dict[str, Any] = {"body": world.storgrupp, "on": today(), "by": world.coordinator}
    return lambda: presenting.plan(stage, material="Soppan på bild", **given)


def workshop(world: World) -> Verb:
    made = make_workshop(question="Soppa?")
    return lambda: made.change(by=world.coordinator, question="Gröt?")


def attached_file(world: World) -> Verb:
    kept = attach(make_draft(world.convener, group=world.group), world.convener)
    return lambda: attaching.take_away(kept, by=world.convener)


def feedback_with_a_file(world: World) -> Verb:
    draft = make_draft(world.convener, group=world.group)
    attach(draft, world.convener)
    return lambda: writing.discard(draft, by=world.convener)


def proposal_with_a_file(world: World) -> Verb:
    draft = make_proposal(world.convener, world.group)
    attach(draft, world.convener)
    return lambda: draft.discard(by=world.convener)


CHANGES = [
    *(page, page_that_moves, unit, person, person_of_another_unit, direction, group),
    *(group_that_moves, presentation, workshop, attached_file, feedback_with_a_file, proposal_with_a_file),
]


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_index_says_what_the_row_says_after(world: World, change: Callable[[World], Verb]) -> None:
    verb = change(world)
    index_all()
    before = set(SearchText.objects.values_list("kind", "target_id", "title", "text"))

    verb()

    assert list(untrue()) == []
    assert set(SearchText.objects.values_list("kind", "target_id", "title", "text")) != before


def test_unit_is_changed_in_the_admin_through_that_door(world: World, signed_in: SignIn) -> None:
    made = make_unit("Soppköket")
    index_all()
    client = signed_in(world.administrator)

    shown = client.get(reverse("admin:people_unit_change", args=[made.pk])).context["adminform"].form
    seen = {"seen": shown["seen"].value() or ""}
    client.post(
        reverse("admin:people_unit_change", args=[made.pk]), {"name": "Grötköket", "key": made.key} | seen
    )
    assert [hit.title for hit in find("grötköket", world.employee).hits] == ["Grötköket"]
    assert Act.objects.filter(verb="people.unit_edited", target_id=made.pk).count() == 1


def test_nobody_who_only_fetches_ahead_is_counted(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.employee)

    client.get("/search/", {"q": "kandelaber"}, headers={"Sec-Purpose": "prefetch;prerender"})
    client.head("/search/", {"q": "kandelaber"})
    assert not MissedSearch.objects.exists()
    client.get("/search/", {"q": "kandelaber"})

    assert MissedSearch.objects.get().times == 1


def test_page_is_shown_where_nothing_can_be_written(world: World, signed_in: SignIn) -> None:
    def read_only(execute: Any, sql: str, *args: Any) -> Any:
        if sql.startswith(("UPDATE", "INSERT")) and "search_missedsearch" in sql:
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, *args)

    client = signed_in(world.employee)
    with connection.execute_wrapper(read_only):
        assert client.get("/search/", {"q": "kandelaber"}).status_code == 200

    assert not MissedSearch.objects.exists()


def test_of_too_many_that_were_missed_the_least_makes_room(world: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(missed, "MOST", 2)
    for words in ("lanternin", "lanternin", "kandelaber", "ljuskrona"):
        MissedSearch.objects.note(words)

    assert set(MissedSearch.objects.values_list("words", flat=True)) == {"lanternin", "ljuskrona"}
