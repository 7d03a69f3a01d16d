"""Whoever may read little is answered from what they may read: completely, in the same order, at once."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups import joining
from people.models import Person
from search import few
from search.engine import newest
from search.expanding import expand
from search.finding import OPENING, Found, Narrowed, find, with_some
from search.models import SearchText
from search.ordering import Hit, best_first
from search.questions import read
from search.rights import things_by_ways
from search.sources import sources
from tests.access.roles import in_role
from tests.cast import World
from tests.factories.attachments import attach
from tests.factories.feedback import make_post, review
from tests.search.making import index_all
from tests.search.test_rights import SEARCHED, WORD, make_everything
from tests.search.test_same_everywhere import asked_for, coordinator

pytestmark = pytest.mark.authz


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """From so many texts on it is asked who may read few, and so many are few."""

    def make(most: int, *, many: int = 0) -> None:
        monkeypatch.setattr(few, "FEW", most)
        monkeypatch.setattr(few, "MANY", many)
        monkeypatch.setattr(few, "_texts", None)
        monkeypatch.setattr(few, "_not_few", few._Memory())

    return make


def numbers_by_ways(person: Person, kind: str, most: int) -> set[int]:
    return {number for _kind, number in things_by_ways(person, [sources()[kind]], most)}


@pytest.mark.parametrize("role", SEARCHED)
def test_all_ways_together_lead_to_what_may_be_read(world: World, role: str) -> None:
    """And where some of it is left out, there are as many as were asked for, or a 0 says so."""
    make_everything(world)
    index_all()
    person = in_role(world, role)
    for kind, source in sources().items():
        readable = {*source.visible_to(person).values_list("pk", flat=True)}
        if source.for_everybody:
            readable &= {*SearchText.objects.filter(kind=kind).values_list("target_id", flat=True)}

        assert numbers_by_ways(person, kind, 1_000) == readable, kind
        one = numbers_by_ways(person, kind, 1)
        assert one - {0} <= readable
        assert one or not readable


def test_few_hits_are_all_there_are_in_the_order_of_one_who_reads_all(
    world: World, small: Callable[..., None]
) -> None:
    make_everything(world)
    index_all()
    SearchText.objects.update(title=WORD, stems=WORD, in_title=1)
    question = read(WORD)
    words = expand(question)
    of_all = best_first([Hit(*row) for row in newest(words, Q(pk__gt=0), OPENING)], question.words, words)
    lengths = set()
    for most in (2_000, 4, 1):
        small(most)
        for role in SEARCHED:
            person = in_role(world, role)
            readable = {
                (kind, number)
                for kind, source in sources().items()
                for number in source.visible_to(person).values_list("pk", flat=True)
            }
            expected = [hit.pk for hit in of_all if (hit.kind, hit.target_id) in readable]

            assert [hit.pk for hit in find(WORD, person).hits] == expected, (most, role)
            lengths.add(len(expected))
    assert len(lengths) > 3


NARROWED = [Narrowed(), Narrowed(kind="feedback"), Narrowed(since="year"), Narrowed(is_mine=True)]


@pytest.mark.slow
@pytest.mark.parametrize("most", [pytest.param(2_000, marks=pytest.mark.one_database), 60, 5])
def test_demo_is_answered_alike_in_both_ways(demo: None, small: Callable[..., None], most: int) -> None:
    people = [coordinator(), *Person.objects.filter(memberships=None, is_active=True).order_by("pk")[:2]]
    asked = [words for words, _kind, _title in asked_for("questions.txt")][::4]
    asked += ["förslag lampor", "beslut", "matsvinn", "sand kryddnejlika", '"i dag"', "lunhc"]
    small(most, many=10**9)
    in_the_database = answers(asked, people)
    small(most)
    count_of_few = [few.few_things(person, list(sources().values())) for person in people]

    assert answers(asked, people) == in_the_database
    assert all(count_of_few)


def answers(asked: list[str], people: list[Person]) -> list[object]:
    found: list[object] = []
    for words in asked:
        for person in people:
            found += [said(find(words, person, narrowed)) for narrowed in NARROWED]
            found.append(said(find(words, person, near=False)))
            found.append([hit.pk for hit in with_some(words, person, Narrowed(), 20)])
    return found


def said(found: Found) -> object:
    return [hit.pk for hit in found.hits], found.is_near, found.more, found.stems


def test_what_is_hidden_costs_what_nothing_costs(
    world: World, signed_in: Callable[[Person], Client], small: Callable[..., None]
) -> None:
    """The same questions to the database, and none of them is of the words."""
    for _ in range(30):
        make_post(world.outsider, group=world.foreign_group, title="Kvicksilver", text="Kvicksilver.")
    index_all()
    small(2_000)
    client = signed_in(world.employee)
    asked = []
    for address in ("/search/", "/search/suggest/"):
        for word in ("kvicksilver", "kvacksolver", "kvicksilver", "kvacksolver"):
            with CaptureQueriesContext(connection) as queries:
                client.get(address, {"q": word, "all": 1})
            asked.append([query["sql"].split("WHERE")[0] for query in queries])
            assert not any(" MATCH " in query["sql"] or "@@" in query["sql"] for query in queries)

    assert asked[2] == asked[3]
    assert asked[6] == asked[7]


@pytest.mark.revoke
@pytest.mark.parametrize("most", [2_000, 3])
def test_what_may_be_read_is_asked_afresh(world: World, small: Callable[..., None], most: int) -> None:
    """Whatever is remembered of how much there is."""
    made = [make_post(world.outsider, group=world.foreign_group, title=f"Blåbär {n}") for n in range(5)]
    mine = make_post(world.convener, group=world.group, title="Lanternin och blåbär")
    index_all()
    small(most)
    assert numbers_found("blåbär", world.member) == {mine.pk}

    for post in made:
        review(post, world.coordinator, shares=True)
    assert numbers_found("blåbär", world.member) == {mine.pk, *(post.pk for post in made)}
    joining.leave(world.group, world.member)

    assert numbers_found("blåbär", Person.objects.get(pk=world.member.pk)) == {post.pk for post in made}


def numbers_found(asked: str, person: Person) -> set[int]:
    return {hit.target_id for hit in find(asked, person).hits if hit.kind == "feedback"}


def test_file_behind_more_than_few_things_is_found(world: World, small: Callable[..., None]) -> None:
    """The things whose files somebody reads are counted too: of many the last may have the file."""
    made = [make_post(world.convener, group=world.group, title=f"Blåbär {n}") for n in range(6)]
    for post in (made[0], made[-1]):
        attach(post, world.convener)
    index_all()
    SearchText.objects.filter(kind="file").update(title=WORD, stems=WORD)
    small(3)

    found = find(WORD, world.member, Narrowed(kind="file")).hits

    assert {(hit.kind, hit.title) for hit in found} == {("file", WORD)}
    assert len(found) == 2
