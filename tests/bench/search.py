"""What searching costs among 100,000 texts: `make bench-search`; among a million with RIKTNING_BENCH=full.

No test of the suite: figures depend on the machine. Texts are of 59 words in the mean, drawn from 40,000 as
words in Swedish are (Zipf), by 300 people in 40 groups; the million are the hundred thousand ten times over.
With RIKTNING_BENCH_TEXTS and RIKTNING_BENCH_QUESTIONS there are fewer of either. Asked are 200 questions of
one to three words, some half typed and some misspelt, as the whole stack of middleware answers somebody
signed in: a coordinator, who reads all of them, and an employee who reads none, few and half. Each is asked
twice, of which the better counts: others may be at work on the machine, and whoever types asks again at the
next letter. Beside the time on the clock stands what our own process had of a processor, and what
PostgreSQL's had (SQLite is our own). A page without a question is there to compare with.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import accumulate, batched
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from feedback import routing
from feedback.models import Feedback, Review, Voice
from groups.models import Group
from people.models import Person
from portal import subscribers
from search.engine import join_parts
from search.indexing import entry_of, hear
from search.models import SearchText, SearchWord
from search.sources import sources
from search.words import all_words
from tests.cast import World
from tests.factories.groups import make_group
from tests.factories.people import make_manager, make_person
from tests.search.test_hostile_questions import ENDLESS
from ui.dates import now

TEXTS = int(os.environ.get("RIKTNING_BENCH_TEXTS", "100000"))
TIMES = 10  # as many, for a million
QUESTIONS = int(os.environ.get("RIKTNING_BENCH_QUESTIONS", "200"))
WORDS, POSTS, PART = 40_000, 40, 2_000
AUTHORS, GROUPS = 300, 40
READABLE = (0, 500, 1_500, 4_000, 50_000)
SEARCH = "/search/"
SYLLABLES = """
sko la gård mat lun chen vin ter ljus lam por ny ckel om sorg plan möt te ar bets rum bil kök
"""
ENDINGS = ["", "en", "et", "ar", "arna", "er", "na", "s"]


class Took(NamedTuple):
    """Seconds: on the clock, of a processor for us and for PostgreSQL, and of these two together."""

    clock: float
    processor: float
    database: float
    work: float


def test_what_searching_costs(world: World, signed_in: Callable[[Person], Client]) -> None:
    chance = random.Random(9)
    words = [_word(chance) for _ in range(WORDS)]
    _report("made", [_took(lambda: _make(world, words, chance))])
    _report("indexed", [_took(_index)])
    if os.environ.get("RIKTNING_BENCH") == "full":
        _report(f"{TIMES} times as many", [_took(lambda: repeat(TIMES))])
        _tidy()
    print(f"{SearchText.objects.count():,} texts, size of the index: {_size():,} bytes")
    ask(signed_in(world.coordinator), words, chance)
    for readable in READABLE:
        _share(world, readable)
        print(f"An employee who may read {readable} of them:")
        ask(signed_in(world.employee), words, chance)
    post(world, signed_in)


def ask(client: Client, words: list[str], chance: random.Random) -> None:
    questions = [_question(words, chance) for _ in range(QUESTIONS)]
    _report("a page without a question", [_took(partial(client.get, SEARCH)) for _ in range(40)])
    for address in (SEARCH, f"{SEARCH}suggest/"):
        for said in questions[:20]:
            client.get(address, _asked(said))  # what a process learns once
        _report(address, [_better(partial(client.get, address, _asked(said))) for said in questions])
    hostile = [_better(partial(client.get, SEARCH, _asked(said[:900]))) for said in ENDLESS]
    _report("endless questions", hostile)


def _asked(said: str) -> dict[str, str]:
    return {"q": said, "all": "1"}


def post(world: World, signed_in: Callable[[Person], Client]) -> None:
    """A POST with the index and without, in turn. The process has searched, as one that serves has."""
    client = signed_in(world.coordinator)
    pieces = list(Feedback.objects.completed().order_by("-pk")[: 2 * POSTS])
    client.get(SEARCH, _asked("lunch"))
    for piece in pieces:
        routing.deliver(piece)
    Group.objects.filter(pk=world.group.pk).update(seats=2 * POSTS)
    come = [signed_in(make_manager(f"Kim Ny {number}")) for number in range(2 * POSTS)]
    group, told = world.group, {"kind": "did", "save_as": "completed"}
    acts: dict[str, Callable[[int], Any]] = {
        "feedback is sent": lambda number: client.post(
            reverse("feedback:new_about_direction", args=[world.direction.slug]),
            {**told, "title": f"Vad vi såg {number}", "text": f"{number} {pieces[number].text}"},
        ),
        "a reply is posted": lambda number: client.post(
            reverse("feedback:reply", args=[pieces[number].pk]), {"text": f"Så är det hos oss {number}."}
        ),
        "a group is edited": lambda number: client.post(
            reverse("groups:edit", args=[group.slug]),
            {"name": group.name, "seats": 2 * POSTS, "summary": f"Vad händer om vi provar {number}?"},
        ),
        "somebody joins": lambda number: come[number].post(reverse("groups:join", args=[group.slug])),
    }
    for name, act in acts.items():
        with_index, without = list[Took](), list[Took]()
        for number in range(POSTS):
            with _deaf():
                without.append(_took(partial(act, 2 * number)))
            with_index.append(_took(partial(act, 2 * number + 1)))
        _report(f"{name}, without the index", without)
        _report(f"{name}, with it", with_index)


def _share(world: World, readable: int) -> None:
    """Every so many of them with everybody."""
    Review.objects.all().delete()
    every = Feedback.objects.order_by("pk").values_list("pk", flat=True)[:TEXTS]
    shared = {"shared_at": now(), "shared_by": world.coordinator}
    some = every[:: max(TEXTS // readable, 1)] if readable else []
    Review.objects.bulk_create([Review(feedback_id=number, **shared) for number in some], batch_size=PART)
    _tidy()


@contextmanager
def _deaf() -> Iterator[None]:
    subscribers.IN_TRANSACTION.remove(hear)
    try:
        yield
    finally:
        subscribers.IN_TRANSACTION.append(hear)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES.split(), k=chance.randint(2, 4))) + chance.choice(ENDINGS)


def _make(world: World, words: list[str], chance: random.Random) -> None:
    weights = list(accumulate(1 / place for place in range(1, len(words) + 1)))
    authors = [make_person() for _ in range(AUTHORS)]
    groups = [make_group(direction=world.direction) for _ in range(GROUPS)]
    for part in batched(range(TEXTS), PART):
        said = (chance.choices(words, cum_weights=weights, k=chance.randint(20, 98)) for _ in part)
        Feedback.objects.bulk_create(
            _post(chance.choice(authors), chance.choice(groups), each) for each in said
        )


def _post(author: Person, group: Group, said: list[str]) -> Feedback:
    return Feedback(
        voice=Voice.GROUP,
        author=author,
        group=group,
        direction=group.direction,
        title=" ".join(said[:5])[:120],
        text=" ".join(said),
        completed_at=now(),
        completed_by=author,
    )


def repeat(times: int) -> None:
    """The same texts so many times over, with their rows of the index: to make each anew would take hours.

    The database writes them, its index of stems included. The words stay those that they were.
    """
    posts, texts = (model._default_manager.latest("pk").pk for model in (Feedback, SearchText))
    for time_over in range(1, times):
        _copy(Feedback, {"id": time_over * posts}, f"id <= {posts}")
        moved = {"id": time_over * texts, "target_id": time_over * posts}
        _copy(SearchText, moved, f"id <= {texts} AND kind = 'feedback'")


def _copy(model: type[Model], moved: dict[str, int], which: str) -> None:
    every = [str(field.column) for field in model._meta.local_concrete_fields]
    columns = {f'"{column}"': moved.get(column, 0) for column in every}
    values = ", ".join(f"{name} + {step}" if step else name for name, step in columns.items())
    table = model._meta.db_table
    copied = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {which}"
    with connection.cursor() as cursor:
        cursor.execute(copied)


def _index() -> None:
    """As `manage.py reindex` does, in larger parts and without looking for what is there already."""
    source, learned = sources()["feedback"], set[str]()
    for rows in _parts(source):
        entries = [entry_of(source, row) for row in rows]
        SearchText.objects.bulk_create(entries)
        learned |= {word for entry in entries for word in all_words(entry.text)}
    SearchWord.objects.learn(learned)
    _tidy()


def _tidy() -> None:
    """What the databases do by themselves in time, or in the night. SQLite never counts by itself."""
    join_parts()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _parts(source: object) -> Iterator[list[Feedback]]:
    after = 0
    while part := list(source.rows().filter(pk__gt=after).order_by("pk")[:PART]):  # type: ignore[attr-defined]
        yield part
        after = part[-1].pk


def _question(words: list[str], chance: random.Random) -> str:
    asked = [words[min(int(chance.paretovariate(0.35)), WORDS - 1)] for _ in range(chance.randint(1, 3))]
    last = chance.choice([asked[-1], asked[-1], asked[-1][:-2], asked[-1][:2] + asked[-1][3:]])
    return " ".join([*asked[:-1], last])


def _took(act: Callable[[], object]) -> Took:
    before, clock, processor = _database(), time.perf_counter(), time.process_time()
    act()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    database = _database() - before
    return Took(clock, processor, database, processor + database)


def _better(act: Callable[[], object]) -> Took:
    return Took(*map(min, zip(_took(act), _took(act), strict=True)))


def _database() -> float:
    """Seconds that PostgreSQL's process for this session has had of a processor so far, as Linux tells."""
    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    return int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e9


def _size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            both = "pg_total_relation_size('search_searchtext') + pg_total_relation_size('search_searchword')"
            cursor.execute(f"SELECT {both}")
        else:
            cursor.execute(
                "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'search_%' OR name LIKE 'each_thing%'"
            )
        return int(cursor.fetchone()[0] or 0)


def _report(what: str, took: list[Took]) -> None:
    parts = []
    for name in Took._fields:
        spent = sorted(getattr(one, name) * 1_000 for one in took)
        if spent[-1]:
            last = f", p95 {spent[int(0.95 * len(spent))]:,.1f}" if len(spent) > 1 else ""
            parts.append(f"{name} {statistics.median(spent):,.1f}{last}")
    print(f"{what}: {'; '.join(parts)} ms")
