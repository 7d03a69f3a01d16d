"""What searching costs among 100,000 texts: `make bench-search`; RIKTNING_BENCH_TEXTS says how many else.

No test of the suite: figures depend on the machine. Texts are of 59 words in the mean, drawn from 40,000 as
words in Swedish are (Zipf). Printed: how long the index takes, its size, and for 200 questions of one to
three words, some half typed and some misspelt, the median and the 95th percentile of the page and of the
suggestions, as the whole stack of middleware answers a signed-in coordinator.
"""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate, batched

from django.db import connection
from django.db.models import Model
from django.test import Client

from directions import editing
from directions.events import DirectionEvent
from feedback.models import Feedback, Voice
from people.models import Act, Person
from search.indexing import entry_of, hear
from search.models import SearchText, SearchWord
from search.sources import sources
from search.words import all_words
from tests.cast import World
from ui.dates import now

TEXTS = int(os.environ.get("RIKTNING_BENCH_TEXTS", "100000"))
WORDS, MEAN, QUESTIONS, PART = 40_000, 59, 200, 2_000
SYLLABLES = """
sko la gård mat lun chen vin ter ljus lam por ny ckel om sorg plan möt te ar bets rum bil kök
"""
ENDINGS = ["", "en", "et", "ar", "arna", "er", "na", "s"]


def test_what_searching_costs(world: World, signed_in: Callable[[Person], Client]) -> None:
    chance = random.Random(9)
    words = [_word(chance) for _ in range(WORDS)]
    _report("made", _timed(lambda: _make(world, words, chance)))
    _report("indexed", _timed(_index))
    print(f"size of the index: {_size():,} bytes")
    client = signed_in(world.coordinator)
    for address in ("/search/", "/search/suggest/"):
        _ask(client, address, [_question(words, chance) for _ in range(QUESTIONS)])
    _report("an act, the index written with it", _median(lambda: _edit(world)))
    act = Act.objects.filter(verb=DirectionEvent.EDITED).order_by("-pk")[0]
    _report("of which the index", _median(lambda: hear(act)))


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES.split(), k=chance.randint(2, 4))) + chance.choice(ENDINGS)


def _make(world: World, words: list[str], chance: random.Random) -> None:
    weights = list(accumulate(1 / place for place in range(1, len(words) + 1)))
    for part in batched(range(TEXTS), PART):
        posts = [
            _post(world, chance.choices(words, cum_weights=weights, k=chance.randint(20, 98))) for _ in part
        ]
        Feedback.objects.bulk_create(posts)


def _post(world: World, said: list[str]) -> Feedback:
    return Feedback(
        voice=Voice.GROUP,
        author=world.convener,
        group=world.group,
        direction=world.direction,
        title=" ".join(said[:5])[:120],
        text=" ".join(said),
        completed_at=now(),
        completed_by=world.convener,
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
    columns = {f'"{field.column}"': moved.get(field.column, 0) for field in model._meta.local_concrete_fields}
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


def _ask(client: Client, address: str, questions: list[str]) -> None:
    took = sorted(_timed(partial(client.get, address, {"q": words, "all": 1})) for words in questions)
    _report(f"{address}, median", statistics.median(took))
    _report(f"{address}, p95", took[int(0.95 * len(took))])


def _edit(world: World) -> None:
    editing.edit(world.direction, by=world.coordinator, purpose=f"Bättre {time.monotonic()}")


def _median(act: Callable[[], object]) -> float:
    return statistics.median(_timed(act) for _ in range(20))


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


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


def _report(what: str, seconds: float) -> None:
    print(f"{what}: {seconds * 1000:,.1f} ms")
