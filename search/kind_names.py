"""Words that say what kind of thing somebody means: "förslag", "mötesanteckningar", "beslut".

Whatever is of that kind has the word, wherever it stands. It is no word of the texts: the index knows nothing
of it, so a kind can be called otherwise without anything being written anew.
"""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from django.db.models import Q

from search.questions import Question
from search.sources import States, sources
from search.words import stems


class Meant(NamedTuple):
    """A kind that some words of a question mean, and the states that they ask for; none: any."""

    kind: str
    states: States
    places: tuple[int, ...]  # of those words in the question

    @property
    def condition(self) -> Q:
        return Q(kind=self.kind, state__in=self.states) if self.states else Q(kind=self.kind)

    def is_of(self, kind: str, state: str) -> bool:
        return kind == self.kind and (not self.states or state in self.states)


def kinds_meant(question: Question) -> list[Meant]:
    """A word in quotes is meant as it stands."""
    found: dict[str, Meant] = {}
    for place, word in enumerate(question.words):
        for kind, states in ({} if word in question.exact else _called(word)).items():
            before = found.get(kind, Meant(kind, States(), ()))
            found[kind] = Meant(kind, states or before.states, (*before.places, place))
    return list(found.values())


def _called(word: str) -> dict[str, States]:
    return {kind: states for stem in stems(word) for kind, states in _kinds_by_stem().get(stem, {}).items()}


@cache
def _kinds_by_stem() -> dict[str, dict[str, States]]:
    found: dict[str, dict[str, States]] = defaultdict(dict)
    for kind, source in sources().items():
        for word, states in source.called.items():
            for stem in stems(word):
                found[stem][kind] = states
    return dict(found)
