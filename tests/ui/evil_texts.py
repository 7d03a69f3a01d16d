"""Texts that somebody makes to keep a machine busy, each as long as the longest field takes.

They were found by trying: each has cost the library, or one of our own rules, more than its length deserves.
"""

from random import Random

from ui.lengths import LONGEST

SENTENCE = "Vi möts varje vecka i köket och pratar om maten som barnen får. "


def filled(unit: str, before: str = "") -> str:
    return (before + unit * (LONGEST // len(unit) + 1))[:LONGEST]


PLAIN = filled(SENTENCE * 6 + "\n\n")

QUOTES = {
    "quote that everything belongs to": filled("b\n", ">" * 100 + "a\n"),
    "spaced quote that everything belongs to": filled("b\n", "> " * 100 + "a\n"),
    "quote after quote": filled("> a\n"),
    "deep quotes": filled("> " * 20 + "a\n"),
    "quotes with answers": filled("> > > > a\nb\n"),
    "quotes of nothing": filled(">\n"),
    "quotes of points": filled("> - a\n"),
}
LISTS = {
    "points": filled("- a\n"),
    "numbered points": filled("1. a\n"),
    "points apart": filled("- a\n\n"),
    "stairs of points": "".join("  " * (line % 60) + "- a\n" for line in range(5_000))[:LONGEST],
    "points on one line": filled("- " * 50 + "a\n"),
    "deep point that everything belongs to": filled("b\n", "- " * 6 + "a\n"),
    "points of quotes": filled("- > a\n"),
    "indented points": filled(" " * 200 + "- a\n"),
    "numbers in numbers": filled("b" * LONGEST, "1. 1. - a\n" * 990),
    "lists in quotes in lists": filled("b" * LONGEST, "- 1. > - 1. > - a\n" * 990),
    "quotes in lists": filled("> - > - > - > - a\n"),
}
BRACKETS = {
    "opened brackets": filled("["),
    "closed brackets": filled("]"),
    "links": filled("[a](/b) "),
    "links that are not closed": filled("[a](/b"),
    "links in links": filled("](/b)", "[" * (LONGEST // 2)),
    "link to parentheses": filled("[a](/" + "(" * 50),
    "pictures": filled("!["),
    "definitions": filled("[a]: b\n"),
    "escaped brackets": filled("\\["),
    "escapes in a label": filled("\\\\", "["),
}
STARS = {
    "opening stars": filled("*a "),
    "closing stars": filled("a* "),
    "opening and closing stars": filled("*a ")[: LONGEST // 2] + filled("a* ")[: LONGEST // 2],
    "slanted words": filled("*a* "),
    "bold and slanted words": filled("***a*** "),
    "stars within stars": filled("*a **b "),
    "stars within a word": filled("*a**b***c"),
    "stars alone": filled("*"),
    "escaped stars": filled("\\*"),
    "underscores": filled("_a "),
}
TABLES = {
    "wide table": filled("|\n", "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n"),
    "long table": filled("|\n", "a|b\n-|-\n"),
    "table of twenty columns": filled("|\n", "|".join("a" * 20) + "\n" + "|".join("-" * 20) + "\n"),
    "tables that are none": filled("a|b\n-|-\n")[:-8] + "\na|b|c|d",
    "many tables": filled("a|b\n-|-\n\n"),
    "rows of dashes": filled("|-|\n"),
    "dashes and blanks": filled("a|b\n" + "-" * 50 + " " * 50 + "x\n"),
    "pipes": filled("|"),
}
ADDRESSES = {
    "mail addresses": filled("a@b.se "),
    "mail addresses in angles": filled("<a@b.se> "),
    "addresses": filled("https://a.se "),
    "addresses without a host": filled("https://"),
    "www and nothing": filled("www."),
    "www again": filled("www.a.se/"),
    "foreign hosts": filled("www.xn--a."),
    "hosts of dashes": filled("www." + "a-" * 60),
    "a long host": filled("a.", "www."),
    "hosts of longest parts": filled("https://" + "a" * 62 + "."),
    "users and passwords": filled("https://a:b@"),
    "long users": filled("https://" + "a" * 49 + "@"),
    "mail without an end": filled("mailto:"),
    "address of brackets": filled("[", "https://a.se/"),
    "address of open brackets": filled("([{", "https://a.se/"),
    "address of quotes": filled("'\"", "https://a.se/"),
    "address of calls": filled("!", "https://a.se/"),
    "addresses with a bracket": filled("https://a.se/(("),
    "one address after another": filled("(xn--https://a.se/"),
    "signs of addresses": filled("://"),
    "at signs": filled("@"),
    "long mail address": filled("b", "a" * 10_000 + "@"),
}
LINES = {
    "short lines": filled("b\n"),
    "short paragraphs": filled("a\n\n"),
    "old line breaks": filled("a\r"),
    "line breaks": filled("\n"),
    "dashes under lines": filled("a\n---\n"),
    "equal signs under lines": filled("a\n=\n"),
    "headings": filled("# a\n"),
    "heading of hashes": filled(" #", "# a"),
    "rules": filled("---\n\n"),
    "indented lines": filled("\ta\n"),
    "one word": filled("a"),
    "blanks": filled(" "),
    "blanks within": "a" + " " * (LONGEST - 2) + "b",
    "blanks after": filled("a" + " " * 100 + "\n"),
    "tabs": filled("\t"),
    "fences": filled("```\n"),
}
SIGNS = {f"{sign} alone": filled(sign) for sign in "`~&<>\\_#:!-+=$%^{}\"'().,"} | {
    "backticks in turn": "".join("`" * count + " " for count in range(199))[:LONGEST],
    "entities": filled("&amp; "),
    "tags": filled("<b>"),
    "digits": filled("1"),
    "letters of many marks": filled("a\u0301\u0323"),
    "pictures of faces": filled("😀"),
    "zeros": filled("a\x00"),
}
FRAGMENTS = [
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "a",
    "b ",
    "*",
    "**",
    "[",
    "](",
    "[a](/b)",
    "https://a.se/",
]
FRAGMENTS += [
    "www.a.se",
    "a@b.se",
    " ",
    "|",
    "\n|-|-|\n",
    "\\",
    "`",
    "_",
    "&",
    "<",
    "(",
    ")",
    "!",
    ":",
    "    ",
]


def _mixed(seed: int) -> str:
    chance = Random(seed)
    chosen = chance.choices(FRAGMENTS, k=chance.randint(2, 5))
    return "".join(chance.choices(chosen, k=LONGEST))[:LONGEST]


MIXED = {f"mixture {seed}": _mixed(seed) for seed in range(40)}
EVIL_TEXTS = QUOTES | LISTS | BRACKETS | STARS | TABLES | ADDRESSES | LINES | SIGNS | MIXED
