"""Several things in a sentence are joined as a sentence joins them, wherever that is."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

from ui.listing import listed

BUILT = Path(settings.BASE_DIR)
APPS = [path.parent for path in BUILT.glob("*/apps.py")]

# What stands after a colon, as a list does.
LISTS = {"search/searched.py": "Managers: a, b"}


@pytest.mark.parametrize(
    ("things", "swedish", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a och b", "a and b"),
        (["a", "b", "c"], "a, b och c", "a, b and c"),
    ],
)
def test_last_of_several_is_joined_by_and(things: list[str], swedish: str, english: str) -> None:
    marked_up = Template("{% for it in things %}{{ it }}{{ forloop.revcounter0|separator }} {% endfor %}")
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert listed(things) == words
            assert marked_up.render(Context({"things": things})).strip() == words


def commas_in_sentences(source: str) -> list[int]:
    """The lines where what commas alone join is put into a sentence: `text % {"names": ", ".join()}`."""
    filled = [
        node.right
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)
    ]
    joined = [
        node
        for part in filled
        for node in ast.walk(part)
        if isinstance(node, ast.Attribute) and node.attr == "join" and isinstance(node.value, ast.Constant)
    ]
    return [node.lineno for node in joined if ast.literal_eval(node.value) == ", "]


def test_no_sentence_joins_several_things_by_commas_alone() -> None:
    found = {
        str(path.relative_to(BUILT))
        for app in APPS
        for path in app.rglob("*.py")
        if commas_in_sentences(path.read_text())
    }
    assert found == set(LISTS), "say them with ui.listing.listed"


def test_commas_in_a_sentence_are_seen() -> None:
    assert commas_in_sentences('text % {"names": ", ".join(names)}') == [1]
    assert not commas_in_sentences('text % {"names": listed(names)}')
