"""Nobody learns by searching of what they may not read: neither in hits, nor counts, nor suggestions."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from files.models import Attachment
from groups import joining
from groups.models import Meeting
from people.models import Person
from search.engine import as_written
from search.finding import Narrowed, find, with_some
from search.models import MissedSearch, SearchText
from search.rights import readable_by, what_is_visible_to
from search.sources import sources
from tests.access.files import MEETINGS, PROPOSALS, WRITTEN
from tests.access.roles import CAST, in_role
from tests.access.things import THINGS, the
from tests.cast import World
from tests.factories.feedback import make_post
from tests.factories.groups import make_group, seat
from tests.factories.people import make_person
from tests.search.making import index_all

SignIn = Callable[..., Client]

pytestmark = pytest.mark.authz

WORD = "kvicksilverlampa"
SEARCHED = [role for role in CAST if role != "SU"]
MADE = [*WRITTEN, *MEETINGS, *PROPOSALS, "proposal sent back", "workshop", "closed workshop", "page"]


def make_everything(world: World) -> None:
    """One of each kind, for different readers; a file to each that takes one."""
    for name in MADE:
        the(f"{name}'s file" if f"{name}'s file" in THINGS else name, world)


def test_hits_are_what_each_kind_gives_to_whoever_asks(world: World, signed_in: SignIn) -> None:
    """Every text holds one word, so that only who may read it decides who finds it."""
    make_everything(world)
    index_all()
    SearchText.objects.update(title=WORD, stems=WORD)
    indexed = set(SearchText.objects.values_list("kind", "target_id"))
    found = {}
    for role in SEARCHED:
        person = in_role(world, role)
        visible = {(kind, number) for kind in sources() for number in _readable(kind, person)} & indexed
        found[role] = {(hit.kind, hit.target_id) for hit in find(WORD, person).hits}
        alike = {(hit.kind, hit.target_id) for hit in with_some(WORD, person, Narrowed(), limit=1_000)}

        assert found[role] == visible == alike

    assert len({frozenset(things) for things in found.values()}) >= 6  # roles tell each other apart
    assert set.union(*found.values()) < indexed
    client = signed_in(world.employee)
    addresses = [
        _address(kind, number, world.employee) for kind, number in sorted(found["EM"]) if kind != "file"
    ]
    assert {client.get(address).status_code for address in addresses} <= {200, 302}


def _readable(kind: str, person: Person) -> Any:
    return sources()[kind].visible_to(person).values_list("pk", flat=True)


def _address(kind: str, number: int, person: Person) -> str:
    return sources()[kind].address(sources()[kind].visible_to(person).get(pk=number))


def test_page_and_suggestions_tell_nothing_of_what_is_not_theirs(world: World, signed_in: SignIn) -> None:
    """A text that nobody reads but its author and the coordination group."""
    make_post(world.outsider, direction=world.direction, title="Kvicksilver i lanterninen", text="Lanternin.")
    index_all()

    for role in ("EM", "ME", "DI", "AD", "KO"):
        client, knows = signed_in(in_role(world, role)), role == "KO"
        for asked in ("kvicksilvret lanternin", "kvicksliver", "kvicks"):
            page = client.get("/search/", {"q": asked, "all": 1}).content.decode()
            few = client.get("/search/suggest/", {"q": asked}).content.decode()
            assert ("i lanterninen" in _words(page)) == knows
            assert ("lanterninen" in _words(few)) == (knows and asked != "kvicksliver")


def _words(page: str) -> str:
    return strip_tags(page).lower()


def test_what_is_hidden_and_what_is_not_there_look_the_same(world: World, signed_in: SignIn) -> None:
    make_post(world.outsider, direction=world.direction, title="Kvicksilver", text="Annat.")
    index_all()
    client = signed_in(world.employee)

    pages = [
        client.get("/search/", {"q": word}).content.decode().replace(word, "")
        for word in ("kvicksilver", "kvacksolver")
    ]

    without_keys = [re.sub(r'value="\w{64}"', "", page) for page in pages]
    assert without_keys[0] == without_keys[1]


def test_what_was_missed_is_kept_without_who(world: World, signed_in: SignIn) -> None:
    index_all()
    for person in (world.employee, world.manager):
        signed_in(person).get("/search/", {"q": "Lanternin!"})
    signed_in(world.manager).get("/search/", {"q": "lunch"})
    signed_in(world.manager).get("/search/suggest/", {"q": "kandelaber"})

    assert list(MissedSearch.objects.values_list("words", "times")) == [("lanternin", 2)]
    assert {field.name for field in MissedSearch._meta.get_fields()} == {"id", "words", "times", "latest_on"}


def test_files_and_notes_are_asked_for_as_rows_as_they_are_one_by_one(world: World) -> None:
    make_everything(world)
    assert Attachment.objects.count() > 12

    for role in SEARCHED:
        person = in_role(world, role)
        read = {file.pk for file in Attachment.objects.all() if file.target.files_are_read_by(person)}
        notes = {
            meeting.pk for meeting in Meeting.objects.all() if person.has_perm("groups.read_notes", meeting)
        }
        assert {*Attachment.objects.visible_to(person).values_list("pk", flat=True)} == read
        assert {*Meeting.objects.notes_visible_to(person).values_list("pk", flat=True)} == notes


@pytest.mark.parametrize("role", SEARCHED)
def test_condition_that_is_kept_is_the_one_that_would_be_made(world: World, role: str) -> None:
    """Made for somebody who stands in, and filled in: word for word what each kind says of this person."""
    person = in_role(world, role)
    seat(person, make_group())
    for asked_for in (list(sources().values()), [sources()["feedback"]]):
        made = as_written(what_is_visible_to(person, asked_for))

        for _first_time_and_kept in range(2):
            kept = readable_by(person, asked_for)
            assert kept.sql == made.sql
            assert list(kept.params) == list(made.params)


@pytest.mark.revoke
def test_who_leaves_a_group_stops_finding_at_once_what_it_wrote(world: World) -> None:
    make_post(world.convener, group=world.group, title="Kvicksilver", text="Lanternin.")
    index_all()
    assert [hit.title for hit in find("kvicksilver", world.member).hits] == ["Kvicksilver"]

    joining.leave(world.group, world.member)

    assert find("kvicksilver", Person.objects.get(pk=world.member.pk)).hits == []


def test_two_who_sit_alike_find_each_their_own(world: World) -> None:
    """The condition of one is kept for the other: only the numbers in it are theirs."""
    make_post(world.convener, group=world.group, title="Kvicksilver", text="Blåbär.")
    make_post(world.outsider, group=world.foreign_group, title="Lanternin", text="Blåbär.")
    other = make_person()
    seat(other, world.foreign_group)
    index_all()

    found = [[hit.title for hit in find("blåbär", person).hits] for person in (world.member, other)]

    assert found == [["Kvicksilver"], ["Lanternin"]]


def test_who_has_left_is_found_by_nobody(world: World) -> None:
    index_all()

    assert Person.objects.filter(name="Sune Slutat").exists()
    assert find("sune slutat", world.coordinator).hits == []


def test_what_is_said_to_be_for_everybody_is(world: World) -> None:
    """Those kinds are not asked for one by one, so their own query has to give all of them to all."""
    make_everything(world)

    for role in SEARCHED:
        person = in_role(world, role)
        for kind, source in sources().items():
            every = set(source.rows().values_list("pk", flat=True))
            assert every <= set(_readable(kind, person)) or not source.for_everybody, (kind, role)
