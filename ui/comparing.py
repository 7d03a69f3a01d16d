"""What has changed between two texts, told so that a person can read it.

Two Markdown texts go in, a list of pieces comes out. Blocks (headings, paragraphs, points of a list) are
compared first, then the words within a block that has been rewritten. Nothing here is HTML: a piece holds
Markdown or plain words, and the template escapes both as it does everywhere else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from ui.text import Block, blocks

LONG = 3  # so many blocks in a row that stand as they stood are folded away
REACH = 8  # how far down a rewritten block is looked for
ALIKE = 0.5  # the share of words in common from which a block counts as rewritten, not as another one
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


def compare(before: str, after: str) -> list[Piece]:
    """What became of a text, from top to bottom; empty when every block stands as it stood."""
    old, new = list(blocks(before)), list(blocks(after))
    pieces = list(_pieces(old, new))
    return pieces if any(piece.mark not in {Mark.KEPT, Mark.FOLDED} for piece in pieces) else []


def _pieces(old: list[Block], new: list[Block]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, [_key(block) for block in old], [_key(block) for block in new])
    for change, i, i_end, j, j_end in matcher.get_opcodes():
        if change == "equal":
            yield from _kept(new[j:j_end], begins=j == 0, ends=j_end == len(new))
        else:
            yield from _replaced(old[i:i_end], new[j:j_end])


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


def _replaced(old: list[Block], new: list[Block]) -> Iterator[Piece]:
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
        yield _rewritten(block, rest[place])
        rest = rest[place + 1 :]
    if gone:
        yield _whole(Mark.REMOVED, gone)
    if rest:
        yield _whole(Mark.ADDED, rest)


def _are_alike(block: Block, other: Block) -> bool:
    if block.kind != other.kind or block.kind not in OF_WORDS:
        return False
    matcher = SequenceMatcher(None, block.words, other.words)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _rewritten(old: Block, new: Block) -> Piece:
    number = re.match(r"\d+[.)]", new.source)
    sign = (number[0] if number else "•") if new.kind == "list_item" else ""
    return Piece(Mark.REWRITTEN, runs=tuple(_runs(old, new)), kind=new.kind, sign=sign, count=1)


def _runs(old: Block, new: Block) -> Iterator[Run]:
    """The words of a rewritten block; where only its markup differs, such as a link's address, that too."""
    same = old.words == new.words
    was, now = (old.source.split(), new.source.split()) if same else (old.words, new.words)
    for change, i, i_end, j, j_end in SequenceMatcher(None, was, now).get_opcodes():
        if change == "equal":
            yield Run(Mark.KEPT, " ".join(now[j:j_end]))
            continue
        for mark, words in ((Mark.REMOVED, was[i:i_end]), (Mark.ADDED, now[j:j_end])):
            if words:
                yield Run(mark, " ".join(words))


def _whole(mark: Mark, stretch: Sequence[Block]) -> Piece:
    """Blocks as the Markdown they came from; points of a list stay together."""
    text = stretch[0].source
    for above, block in pairwise(stretch):
        together = above.kind == block.kind == "list_item"
        text += ("\n" if together else "\n\n") + block.source
    return Piece(mark, text, count=len(stretch))
