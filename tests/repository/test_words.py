"""What the portal says: one word to one thing, and to each reader in their own language."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.repository.files import name, source, tracked
from tests.repository.glossary import not_said, words_of_pages, wrong_words


def test_one_word_is_used_of_one_thing_in_swedish() -> None:
    assert len(not_said()) > 40
    assert wrong_words(words_of_pages("sv")) == []


def test_demo_calls_the_director_what_the_portal_does() -> None:
    texts = {name(path): path.read_text().lower() for path in tracked(".toml")}
    assert texts
    assert {path for path, text in texts.items() if "direktör" in text} == set()


def test_second_word_of_a_thing_is_seen() -> None:
    assert len(wrong_words(["Du står i kö.", "Aviseringar", "Workshopen är slut."])) == 3
    assert wrong_words(["Vad kön visar", "Workshoppen är avslutad."]) == []


def test_time_of_day_is_written_with_a_full_stop_in_swedish() -> None:
    assert [sentence for sentence in words_of_pages("sv") if re.search(r"\b\d{1,2}:\d\d\b", sentence)] == []
    ours = [path for path in source(".py", ".html", ".txt") if not {"tests", "formats"} & set(path.parts)]
    assert {name(path) for path in ours if re.search(r"\bH:i\b", path.read_text())} == set()


# Where code chooses a language, and whose it is. Elsewhere it is that of whoever reads.
CHOOSES_A_LANGUAGE = {
    "briefings/gathering.py": "a draft that people edit and send as their own text",
    "feedback/exporting.py": "a file for whoever fetches it",
    "groups/directory_notices.py": "a mail to an address that is nobody's any more, in its person's",
    "notices/mailing.py": "a mail, in the language of whoever gets it",
    "notices/views/notices.py": "a page opened from a mail, without signing in",
    "people/middleware.py": "that of whoever reads",
    "portal/first_day.py": "names of bodies, which people change",
    "portal/management/commands/worker.py": "a log",
    "portal/well_known.py": "that of whoever installs it, who may not have signed in",
    "river/views/calendar.py": "a calendar program's, which cannot sign in",
    "ui/languages.py": "every one",
}


def test_language_is_chosen_only_where_somebody_is_written_to() -> None:
    """What is kept in one language is read in that one by everybody."""
    chooses = re.compile(r"(?<!TOTP\.)(?<!RecoveryCodes\.)\b(?:translation\.)?(?:override|activate)\(")
    ours = [path for path in source(".py") if "tests" not in path.parts]
    assert {name(path) for path in ours if chooses.search(path.read_text())} == set(CHOOSES_A_LANGUAGE)


AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}


def said_on_import(text: str) -> Iterator[int]:
    """The lines that translate at once where nobody reads yet: in a module or a class itself."""
    tree = ast.parse(text)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    at_once = {
        alias.asname or alias.name for node in imports for alias in node.names if alias.name in AT_ONCE
    }
    for call in _calls_outside_functions(tree):
        if isinstance(call.func, ast.Name) and call.func.id in at_once:
            yield call.lineno


def _calls_outside_functions(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from _calls_outside_functions(child)


@pytest.mark.slow
def test_nothing_is_translated_before_there_is_a_reader() -> None:
    found = {name(path): list(said_on_import(path.read_text())) for path in source(".py")}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from django.utils.translation import gettext as _\nclass A:\n    label = _('Day')\n", 1),
        ("from django.utils.translation import gettext_lazy as _\nlabel = _('Day')\n", 0),
        ("from django.utils.translation import gettext\ndef label(): return gettext('Day')\n", 0),
    ],
)
def test_translation_made_on_import_is_seen(text: str, found: int) -> None:
    assert len(list(said_on_import(text))) == found


# Where words of ours are put after one another all the same, and why.
PIECES = {
    "groups/composition.py": "two whole sentences",
    "groups/request_sentences.py": "two whole sentences",
    "groups/views/requests.py": "two whole sentences",
    "river/picture/words.py": "a row of clauses, each whole",
    "ui/listing.py": "a word between two things",
}


def joins_pieces(text: str) -> bool:
    """Code puts something translated into a string, where it then stands alike in every language."""
    strings = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.JoinedStr)]
    calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
    return any(isinstance(call.func, ast.Name) and call.func.id in {*AT_ONCE, "_"} for call in calls)


def test_sentence_is_translated_whole() -> None:
    ours = [path for path in source(".py") if "tests" not in path.parts]
    assert {name(path) for path in ours if joins_pieces(path.read_text())} == set(PIECES)
    assert joins_pieces("f\"{held}, {_('with notes')}\"")
    assert not joins_pieces("_('Held %(day)s, with notes') % {'day': f'{day}'}")
