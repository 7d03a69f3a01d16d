"""What has changed between two texts, told so that a person can read it.

Two Markdown texts go in, a list of pieces comes out. Blocks (headings, paragraphs, points of a list) are
compared first, then the words within a block that has been rewritten. Nothing here is HTML: a piece holds
Markdown or plain words, and the template escapes both as it does everywhere else.

Two texts may be as long and as alike as somebody makes them, so the work is bounded: what would take more
than EFFORT is told as one change, between what the two have in common above and below it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from ui.text import Block, blocks

LONG = 3  # so many blocks in a row that stand as they stood are folded away
REACH = 8  # how far down a rewritten block is looked for
ALIKE = 0.5  # the share of words in common from which a block counts as rewritten, not as another one
EFFORT = 1_000_000  # steps of difflib's at worst, in one comparison
OF_WORDS = {"heading", "paragraph", "list_item", "blockquote"}  # a table or code is shown whole


class Mark(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    REWRITTEN = "rewritten"
    FOLDED = "folded"  # kept, and so long that only its length is told at first


@dataclass(frozen=True)
class Run:
    """Words in a row that share a mark: kept, added or removed."""

    mark: Mark
    words: str


@dataclass(frozen=True)
class Piece:
    mark: Mark
    text: str = ""  # Markdown
    runs: tuple[Run, ...] = ()  # instead, of a rewritten block
    kind: str = ""  # of a rewritten block
    sign: str = ""  # before a rewritten point of a list: its number, or a dot
    count: int = 0  # of blocks in it


@dataclass(frozen=True)
class _Change:
    is_equal: bool
    was: slice
    now: slice


def compare(before: str, after: str) -> list[Piece]:
    """What became of a text, from top to bottom; empty when every block stands as it stood."""
    pieces = list(_Comparison().pieces(list(blocks(before)), list(blocks(after))))
    return pieces if any(piece.mark not in {Mark.KEPT, Mark.FOLDED} for piece in pieces) else []


class _Comparison:
    def __init__(self) -> None:
        self.effort = EFFORT  # that is left

    def pieces(self, old: list[Block], new: list[Block]) -> Iterator[Piece]:
        for change in self._changes([_key(block) for block in old], [_key(block) for block in new]):
            here = new[change.now]
            if change.is_equal:
                yield from _kept(here, begins=change.now.start == 0, ends=change.now.stop == len(new))
            else:
                yield from self._replaced(old[change.was], here)

    def _replaced(self, old: list[Block], new: list[Block]) -> Iterator[Piece]:
        """Blocks that gave way to others: each is paired with the next one below that is much like it."""
        rest, gone = new, list[Block]()
        for block in old:
            place = next((at for at, other in enumerate(rest[:REACH]) if _are_alike(block, other)), None)
            if place is None:
                gone.append(block)
                continue
            if gone:
                yield _whole(Mark.REMOVED, gone)
                gone = []
            if place:
                yield _whole(Mark.ADDED, rest[:place])
            yield self._rewritten(block, rest[place])
            rest = rest[place + 1 :]
        if gone:
            yield _whole(Mark.REMOVED, gone)
        if rest:
            yield _whole(Mark.ADDED, rest)

    def _rewritten(self, old: Block, new: Block) -> Piece:
        number = re.match(r"\d+[.)]", new.source)
        sign = (number[0] if number else "•") if new.kind == "list_item" else ""
        return Piece(Mark.REWRITTEN, runs=tuple(self._runs(old, new)), kind=new.kind, sign=sign, count=1)

    def _runs(self, old: Block, new: Block) -> Iterator[Run]:
        """The words of a rewritten block; its Markdown where an address has changed, or nothing else."""
        read_alike = old.words == new.words or old.addresses != new.addresses
        was, now = (old.source.split(), new.source.split()) if read_alike else (old.words, new.words)
        for change in self._changes(was, now):
            if change.is_equal:
                yield Run(Mark.KEPT, " ".join(now[change.now]))
                continue
            for mark, words in ((Mark.REMOVED, was[change.was]), (Mark.ADDED, now[change.now])):
                if words:
                    yield Run(mark, " ".join(words))

    def _changes(self, was: Sequence[str], now: Sequence[str]) -> Iterator[_Change]:
        """What stands as it stood and what does not, in turn."""
        above = _in_common(was, now)
        below = _in_common(was[above:][::-1], now[above:][::-1])
        was_end, now_end = len(was) - below, len(now) - below
        if above:
            yield _Change(True, slice(0, above), slice(0, above))
        yield from self._between(was[above:was_end], now[above:now_end], above)
        if below:
            yield _Change(True, slice(was_end, len(was)), slice(now_end, len(now)))

    def _between(self, was: Sequence[str], now: Sequence[str], above: int) -> Iterator[_Change]:
        cost = _cost(was, now)
        if cost > self.effort:
            yield _Change(False, slice(above, above + len(was)), slice(above, above + len(now)))
            return
        self.effort -= cost
        for tag, i, i_end, j, j_end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            yield _Change(tag == "equal", slice(above + i, above + i_end), slice(above + j, above + j_end))


def _in_common(was: Sequence[str], now: Sequence[str]) -> int:
    """How many stand alike from the top."""
    return next(
        (at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now))
    )


def _cost(was: Sequence[str], now: Sequence[str]) -> int:
    """The most steps difflib takes: every pair that is alike, and that again for every stretch."""
    counts = Counter(now)
    return (len(was) + sum(counts[word] for word in was)) * min(len(was), len(now))


def _key(block: Block) -> str:
    """What makes a block the same one: not its line ends, and not the number a point has in its list."""
    if block.kind not in OF_WORDS:
        return block.source
    source = " ".join(block.source.split())
    return re.sub(r"^\d+(?=[.)])", "1", source) if block.kind == "list_item" else source


def _kept(stretch: list[Block], *, begins: bool, ends: bool) -> Iterator[Piece]:
    """A long stretch is folded, all but the blocks next to a change: they are a place to read it from."""
    top, bottom = 0 if begins else 1, len(stretch) - (0 if ends else 1)
    if bottom - top < LONG:
        yield _whole(Mark.KEPT, stretch)
        return
    if not begins:
        yield _whole(Mark.KEPT, stretch[:top])
    yield _whole(Mark.FOLDED, stretch[top:bottom])
    if not ends:
        yield _whole(Mark.KEPT, stretch[bottom:])


def _are_alike(block: Block, other: Block) -> bool:
    if block.kind != other.kind or block.kind not in OF_WORDS:
        return False
    shared = (block.count_of_words & other.count_of_words).total()
    return 2 * shared >= ALIKE * (len(block.words) + len(other.words))


def _whole(mark: Mark, stretch: Sequence[Block]) -> Piece:
    """Blocks as the Markdown they came from; points of a list stay together."""
    text = stretch[0].source
    for above, block in pairwise(stretch):
        together = above.kind == block.kind == "list_item"
        text += ("\n" if together else "\n\n") + block.source
    return Piece(mark, text, count=len(stretch))
