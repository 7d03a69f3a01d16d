"""House rules of the code that a program can see: layers, sizes, where imports stand, who writes."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.repository.files import ROOT, functions, name, source, texts

FILE_LINES, FUNCTION_LINES = 300, 30
MOST_OF_ANY_TYPE = 30  # parameters


# Registries are spoken to by their clients, and nobody's machine is anybody else's.
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|crates\.io|proxy\.golang\.org")


MACHINE = re.compile(r"(?<![\w.-])/(home|root|Users|work)/\w")


def test_each_app_imports_only_from_those_below_it() -> None:
    lint = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    lengths = {
        name(path): len(path.read_text().splitlines()) for path in source(".py", ".html", ".css", ".js")
    }

    assert {path: lines for path, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in source(".py")
        if not path.is_relative_to(ROOT / "tests")
        for node in functions(path)
        if node.end_lineno and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]

    assert long == []


def test_parameters_say_what_they_take() -> None:
    """What Django's own signatures leave open may be `Any`; a place of a prepared question is a `Place`."""
    of_any_type = [
        f"{name(path)}:{node.lineno} {parameter.arg}"
        for path in source(".py")
        if not {"tests", "benchmarks"} & set(path.relative_to(ROOT).parts)
        for node in functions(path)
        for parameter in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        if parameter.annotation and ast.unparse(parameter.annotation) in {"Any", "Any | None"}
    ]

    assert len(of_any_type) <= MOST_OF_ANY_TYPE, "\n".join(of_any_type)


def test_imports_stand_at_the_top_of_a_file() -> None:
    """`AppConfig.ready` alone may import: before it, models are not there yet."""
    inside = [
        f"{name(path)}:{statement.lineno}"
        for path in source(".py")
        for node in functions(path)
        if not (node.name == "ready" and path.name == "apps.py")
        for statement in ast.walk(node)
        if isinstance(statement, ast.Import | ast.ImportFrom)
    ]

    assert inside == []


def test_no_file_names_a_registry_or_somebodys_machine() -> None:
    named = [path for path, text in texts() if REGISTRY.search(text) or MACHINE.search(text)]

    assert named == []


def test_no_app_holds_more_than_a_fifth_of_the_code() -> None:
    lines: dict[str, int] = {}
    for path in source(".py"):
        app = path.relative_to(ROOT).parts[0]
        if (ROOT / app / "apps.py").exists():
            lines[app] = lines.get(app, 0) + len(path.read_text().splitlines())

    assert {app: count for app, count in lines.items() if count > sum(lines.values()) / 5} == {}


def test_number_that_was_sent_is_read_in_one_place() -> None:
    """`ui.http.number_in` knows what no database takes. Markdown looks for the numbers of a list."""
    readers = {
        name(path) for path in source(".py") if re.search(r"\.is(decimal|digit|numeric)\(", path.read_text())
    }

    assert {path for path in readers if not path.startswith("tests/")} == {"ui/http.py", "ui/markdown.py"}
