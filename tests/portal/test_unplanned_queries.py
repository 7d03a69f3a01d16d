"""No page asks for a row's relation or column by the way: what it shows, its view has asked for."""

from typing import Any

import pytest
from django.db.models.fetch_modes import FETCH_ONE

from tests.cast import World
from tests.portal.test_queries import PAGES, SignIn, address, grow

# Whom an employee talks to first: asked once, by the page that says it.
PLANNED = {"employee, home": {"Person.manager"}}


@pytest.mark.slow
def test_no_page_asks_for_what_it_shows_by_the_way(
    world: World, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow(world, 2)
    asked: set[str] = set()
    fetch = type(FETCH_ONE).fetch

    def noticed(mode: Any, fetcher: Any, row: Any) -> None:
        asked.add(f"{type(row).__name__}.{fetcher.field.name}")
        fetch(mode, fetcher, row)

    monkeypatch.setattr(type(FETCH_ONE), "fetch", noticed)
    found: dict[str, set[str]] = {}
    for who, route, subject, _queries in PAGES:
        asked.clear()
        signed_in(getattr(world, who)).get(address(world, route, subject))
        if asked:
            found[f"{who}, {route}"] = set(asked)

    assert found == PLANNED
