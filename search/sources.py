"""What can be found: one source for each kind, which its own app declares in its `searched.py`.

All of them stand in one list, in the module that `settings.SEARCH_SOURCES` names. To let something new be
found, write a `Source` and add it there; `manage.py reindex` takes in what there is already.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet

from people.events import Event
from people.models import Act, Person
from ui.alternatives import alternatives

# Who asks so means what is decided, or will be, by whatever name: "vem bestämde om skärmar".
DECIDING = ("bestämma", "bestämde", "bestämt", "decide")
Numbers = Iterable[int]
States = frozenset[str]


@dataclass(frozen=True)
class Document:
    """What one row says, for whoever looks for it. `texts` are plain: without any formatting."""

    title: str
    texts: Iterable[str] = ()
    at: datetime | None = None
    has_ended: bool = False
    state: str = ""
    direction: int | None = None
    group: int | None = None
    person: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where a thing stands today, as its own lists say it. The index does not know: a day that has passed is
    no act.
    """

    words: str
    is_late: bool = False
    tag: str = ""  # in place of what its state is called


@dataclass(frozen=True)
class Source:
    """One kind of thing that is found.

    `rows` are those that are found at all, with what `document` asks of them; who finds which of them is
    decided by `visible_to` alone. Where that gives every one of them to whoever is signed in, `for_everybody`
    says so, and saves the question. `called` are single words by which people mean that kind, each with the
    states that it asks for (`names`: any). `follows` says, by what an act was done to, the numbers of the
    rows whose words may have changed with it (`its_own`: its own row); after acts of `unmoved_by` none have,
    after those of `gone` it is no more. Those of `begun_by` write the thing's own row, of which nobody could
    say anything before. What each act changes stands in `tests/search/verbs.txt`.
    """

    kind: str
    label: Any  # of one, as a result says what it is
    plural: Any  # as the filter calls them
    rows: Callable[[], QuerySet[Any]]
    visible_to: Callable[[Person], QuerySet[Any]]
    document: Callable[[Any], Document]
    address: Callable[[Any], str] = lambda row: row.get_absolute_url()
    for_everybody: bool = False
    called: Mapping[str, States] = field(default_factory=dict)
    one: Callable[[int], Iterable[Any]] | None = None  # of `rows`, by its number, if that is sooner
    each_way: Callable[[Person, int], Iterable[QuerySet[Any, Any]]] | None = (
        None  # of `ways`, if it has its own
    )
    dated_by: str = ""  # the column that orders them in time, for the index to be made in that order
    follows: Mapping[type[Model], Callable[[Act], Numbers]] = field(default_factory=dict)
    unmoved_by: frozenset[Event] = frozenset()
    begun_by: frozenset[Event] = frozenset()
    gone: frozenset[Event] = frozenset()
    states: Callable[[str], Any] | None = None  # what a state is called
    standing: Callable[[list[int]], dict[int, Standing]] | None = None  # of those with these numbers
    weight: float = 0  # more, for what others are called after
    is_a_name: bool = False  # what it is called, which is no word that is inflected
    leads_straight: bool = False  # whoever types its whole name goes there at once

    def ways(self, person: Person, most: int) -> Iterable[QuerySet[Any, Any]]:
        """The numbers that `visible_to` gives, in parts that each have an index to go by, and of each at most
        so many. A part that leaves some out has as many, or the number 0.
        """
        if self.each_way:
            return self.each_way(person, most)
        return [way.order_by().values("pk")[:most] for way in alternatives(self.visible_to(person))]

    def things(self) -> QuerySet[Any]:
        """The rows themselves, for those that are known to be read by whoever asks."""
        rows: QuerySet[Any] = _model_of(self.kind)._base_manager.all()
        return rows


@cache
def _model_of(kind: str) -> type[Model]:
    model: type[Model] = sources()[kind].rows().model
    return model


def names(*words: str) -> dict[str, States]:
    """What a kind is called, in whatever state it is."""
    return dict.fromkeys(words, States())


def its_own(act: Act) -> Numbers:
    return [act.target_id]


def if_changed(numbers: Callable[[Act], Numbers], *fields: str) -> Callable[[Act], Numbers]:
    """Those numbers, unless the act says which fields it changed and names none of these."""
    return lambda act: [] if set(fields).isdisjoint(act.facts.get("fields", fields)) else numbers(act)


def numbers_of(rows: QuerySet[Any]) -> Numbers:
    return list(rows.values_list("pk", flat=True))


@cache
def sources() -> dict[str, Source]:
    """Every source, by its kind, in the order in which they are offered."""
    listed: list[Source] = import_module(settings.SEARCH_SOURCES).SOURCES
    return {source.kind: source for source in listed}
