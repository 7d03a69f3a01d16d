"""The Markdown that is read here: few signs, for people who paste from Word and have never heard of it.

`## heading`, `**bold**`, `*slanted*`, `- point`, `1. point`, `> quote`, a line of dashes, a table,
`[words](address)` and pasted addresses. Every other sign stands as it was typed, and so does one of these
where it shows nothing or stands in the middle of a word. `\\*` is a star that formats nothing.

Anybody may write anything, so the work is bounded: DEEPEST levels, and a text with more than MOST_LINES lines
or MOST_SIGNS signs is read as words and line breaks alone. Nobody writes such a text by hand.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from linkify_it import LinkifyIt
from linkify_it.main import Match
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, blockquote, heading, hr, list_block, table
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ui.letters import is_visible, unbroken

DEEPEST = 8  # a list within a list is two
MOST_WITHIN = 200  # blocks that begin within others, in a text
MOST_LINES = 1_000
MOST_SIGNS = 2_000
MOST_ADDRESSES = 300
LONGEST_ADDRESS = 2_000
MOST_CELLS = 1_000  # in all tables of a text
LONGEST_MARK = 3  # ***bold and slanted***; more stars are an ornament
ADDRESSES = r"(?:https?://|www\.|mailto:|/(?![/\\])|#)"  # what a link may lead to

_address = re.compile(ADDRESSES, re.IGNORECASE)
_link = re.compile(
    r"\[((?:[^\[\]\\\n]|\\.){1,300})\]\((" + ADDRESSES + r"(?:[^\s()<>\[\]]|\([^\s()<>\[\]]*\))*)\)",
    re.IGNORECASE,
)
_opening_stars = re.compile(r"\*+(?![\s*.,:;/)\]}!?]|$)")
_escapable_stars = re.compile(r"\*+(?![\s*.]|$)")
_begins_block = re.compile(
    r"(?:#{1,4}|>|[-*])(?=[ \t])|(?:-{3,}|\*{3,}|_{3,}|#+)[ \t]*$|\.(?=\s)", re.MULTILINE
)
_perhaps_a_sign = re.compile(r"(\\*)(\*+|-+|_+|#+|[>\[\].])")
_bracket = re.compile(r"(\\*)(\[)")
SIGNS = "*[\\|"  # those that cost
SIGNS_OF_ADDRESSES = ("://", "www.", "@")
_delimiters_of_table = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_long_blank = re.compile(r"[ \t]{40,}")
_below_quote = re.compile(r"^([ \t]*>[ \t].*)\n(?=[ \t]*[^>\s])", re.MULTILINE)
BLOCKS = {  # how a line begins that begins one: with its sign, a blank and something to see; and what it ends
    "heading": (
        heading,
        re.compile(r"#{1,4}[ \t]+[^\s#](?!.*[ \t]#+[ \t]*$)"),
        ["paragraph", "blockquote"],
    ),
    "blockquote": (blockquote, re.compile(r">[ \t]+\S"), ["paragraph", "blockquote", "list"]),
    "hr": (hr, re.compile(r"(?:-{3,}|\*{3,}|_{3,})[ \t]*$"), ["blockquote", "list"]),
    "list": (
        list_block,
        re.compile(r"(?!([-*])(?:[ \t]+\1){2,}[ \t]*$)(?:[-*]|(?:0|[1-9]\d{0,2})\.)[ \t]+\S"),
        ["paragraph", "blockquote"],
    ),
}

BlockRule = Callable[[StateBlock, int, int, bool], bool]


class Addresses(LinkifyIt):
    """Finds what people paste: https://…, www.… and mail addresses. It never guesses."""

    def __init__(self) -> None:
        super().__init__(options={"fuzzy_link": False})
        for scheme in ("ftp:", "//"):
            self.add(scheme, None)
        self.add("www.", {"validate": _host_and_path, "normalize": _with_https})

    def pretest(self, text: str) -> bool:
        """Whether to look at all: not in a word that is longer than any address."""
        may_be = any(sign in text for sign in SIGNS_OF_ADDRESSES)
        return may_be and max(map(len, text.split()), default=0) <= LONGEST_ADDRESS

    def match(self, text: str) -> list[Match] | None:
        """Not within what was meant as a link and is none: half of an address leads astray."""
        found = super().match(text) or []
        return [link for link in found if text[max(0, link.index - 2) : link.index] != "]("] or None


def _host_and_path(linkify: LinkifyIt, text: str, position: int) -> int:
    before = text[position - 5 : position - 4] if position > 4 else " "
    if not before.isspace() and before not in "(<>\"”'":
        return 0
    return int(linkify._validate_double_slash(text, position))


def _with_https(_linkify: LinkifyIt, link: Match) -> None:
    link.url = f"https://{link.url}"


class Markdown(MarkdownIt):
    def __init__(self, *, find_addresses: bool) -> None:
        super().__init__("zero", {"html": False, "breaks": True, "linkify": find_addresses})
        self.linkify = Addresses()
        self.enable(["blockquote", "heading", "hr", "list", "table", "newline"])
        self.enable(["link", "emphasis", "escape"])
        self.core.ruler.enable("linkify")
        for name, (rule, begins, ends) in BLOCKS.items():
            self.block.ruler.at(name, partial(_bounded, rule, begins), {"alt": ends})
        self.block.ruler.at("table", _whole_table, {"alt": ["paragraph"]})
        self.add_render_rule("list_item_open", _numbered_item)
        self.inline.ruler.at("escape", _escape)
        self.inline.ruler.at("emphasis", _emphasis)
        self.inline.ruler.at("link", _read_link)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return bool(_address.match(url))

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - markdown-it's name
        """As it was typed."""
        return link


def _numbered_item(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A point has the number that was typed; browsers would count on from the first one's."""
    if tokens[index].info:
        tokens[index].attrSet("value", tokens[index].info)
    return self.renderToken(tokens, index, options, env)


def _bounded(
    rule: BlockRule, begins: re.Pattern[str], state: StateBlock, line: int, end: int, silent: bool
) -> bool:
    """A rule of markdown-it's where the line begins as people mean it, not too deep and not too often
    within others: a list in each of a thousand points takes as long as several texts.
    """
    first = state.bMarks[line] + state.tShift[line]
    if state.level >= DEEPEST or not begins.match(state.src, first, state.eMarks[line]):
        return False
    if state.level:
        within = state.env.setdefault("within", 0)
        if within >= MOST_WITHIN:
            return False
        state.env["within"] += not silent
    return rule(state, line, end, silent)


def _whole_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A table with a place for every cell: markdown-it leaves out what stands beside the last column."""
    if line + 2 > end or not _delimiters_of_table.match(
        state.src, state.bMarks[line + 1], state.eMarks[line + 1]
    ):
        return False
    columns, room = _cells(state, line), state.env.setdefault("cells", MOST_CELLS)
    if columns < 2 or state.env.get("no_table_before", -1) > line:
        return False
    row = line + 2
    while row < end and not state.isEmpty(row):
        if _cells(state, row) > columns or (row - line) * columns > room:
            state.env["no_table_before"] = row
            return False
        row += 1
    if not silent:
        state.env["cells"] -= (row - line) * columns
    return table(state, line, end, silent)


def _cells(state: StateBlock, line: int) -> int:
    return state.src[state.bMarks[line] : state.eMarks[line]].strip().strip("|").count("|") + 1


def _escape(state: StateInline, silent: bool) -> bool:
    """A backslash is a letter like others, as in a path, except before what would format without it."""
    src, first = state.src, state.pos
    if src[first] != "\\":
        return False
    after = first
    while after < state.posMax and src[after] == "\\":
        after += 1
    count = after - first
    sign = _escapable(src, after, in_label=state.linkLevel > 0)
    if not silent:
        state.pending += "\\" * (count // 2 if sign else count)
        state.pending += sign if count % 2 else ""
    state.pos = after + (len(sign) if count % 2 else 0)
    return True


def _escapable(text: str, position: int, *, in_label: bool) -> str:
    """What stands there and would format; stars in a row are one sign."""
    if text.startswith(("[", "]"), position):
        return text[position] if in_label or _link.match(text, position) else ""
    found = _escapable_stars.match(text, position)
    if not found and not in_label:
        found = _begins_block.match(text, position)
    return found[0] if found else ""


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Stars round words, never within one and never before a stop: 2*3*4 and *.docx stand as they are."""
    if silent or state.src[state.pos] != "*":
        return False
    run = state.scanDelims(state.pos, False)
    short = run.length <= LONGEST_MARK
    opens = short and run.can_open and bool(_opening_stars.match(state.src, state.pos, state.posMax))
    for _ in range(run.length):
        state.push("text", "", 0).content = "*"
        place = len(state.tokens) - 1
        closes = short and run.can_close
        state.delimiters.append(Delimiter(ord("*"), run.length, place, -1, opens, closes))
    state.pos += run.length
    return True


def _read_link(state: StateInline, silent: bool) -> bool:
    """`[words](address)`, where the address is one a browser may follow and has no blanks."""
    found = None if state.linkLevel else _link.match(state.src, state.pos, state.posMax)
    if not found or not is_visible(found[1]):
        return False
    if not silent:
        state.push("link_open", "a", 1).attrSet("href", address_of(found[2]))
        _read_label(state, *found.span(1))
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _read_label(state: StateInline, start: int, end: int) -> None:
    last = state.posMax
    state.pos, state.posMax, state.linkLevel = start, end, state.linkLevel + 1
    state.md.inline.tokenize(state)
    state.posMax, state.linkLevel = last, state.linkLevel - 1


def prepared(text: str) -> str:
    """What stands right below a quote is no part of it: people answer below what they quote."""
    text = _long_blank.sub(" ", unbroken(text.replace("\x00", "")))
    return _below_quote.sub(r"\1\n\n", text)


def addresses_in(text: str) -> list[str]:
    """What the links of a text lead to, of those whose address is not what is read."""
    return [found[2] for found in _link.finditer(text)]


def is_tangled(text: str, *, most_signs: int = MOST_SIGNS) -> bool:
    """Whether it is read as words and line breaks alone."""
    return (
        text.count("\n") > MOST_LINES
        or sum(map(text.count, SIGNS)) > most_signs
        or sum(map(text.count, SIGNS_OF_ADDRESSES)) > MOST_ADDRESSES
    )


def escaped(line: str, *, in_label: bool = False) -> str:
    """A line to stand in Markdown, wherever in it, as it is."""
    line = _perhaps_a_sign.sub(partial(_with_backslash, in_label=in_label), line)
    return line if in_label else _without_links(line)


def _with_backslash(found: re.Match[str], *, in_label: bool) -> str:
    """What formats there gets a backslash before it, and the ones it has already count for themselves."""
    line, backslashes, first = found.string, found[1], found.start()
    sign = _escapable(line, found.start(2), in_label=in_label)
    begins = not line[:first] or (sign == "." and line[:first].isdecimal())
    if sign and (in_label or sign != "[") and (backslashes or begins or sign[0] in "*[]#"):
        return f"{backslashes * 2}\\{found[2]}"
    return found[0]


def _without_links(line: str) -> str:
    """From the end, since what is a link's words may look like one."""
    for bracket in reversed(list(_bracket.finditer(line))):
        if _link.match(line, bracket.start(2)):
            line = f"{line[: bracket.start()]}{bracket[1] * 2}\\{line[bracket.start(2) :]}"
    return line


def address_of(typed: str) -> str:
    return normalizeLink(f"https://{typed}" if typed.lower().startswith("www.") else typed)
