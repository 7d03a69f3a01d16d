"""The house rules that a program can see: layers, sizes, where imports and markup stand, what is pinned."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
FILE_LINES, FUNCTION_LINES, STYLESHEET_LINES = 300, 30, 150

# Registries are spoken to by their clients, and nobody's machine is anybody else's.
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|crates\.io|proxy\.golang\.org")
MACHINE = re.compile(r"(?<![\w.-])/(home|root|Users|work)/\w")

# What is let through unescaped, and why that is safe.
UNESCAPED = {
    "templates/forms/field.html": "help texts are written by us, never by those who use the portal",
}
# Pages that stand on their own.
WITHOUT_FRAME = {
    "templates/base.html": "it is the frame",
    "templates/notices/mail/notices.html": "it is a mail",
    "templates/500.html": "when something is broken, nothing that could be broken is asked for",
}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\s*[\"']|javascript:|hx-on\b", re.IGNORECASE
)


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def source(*suffixes: str) -> list[Path]:
    """What people write here; migrations and catalogues are written by programs."""
    return [path for path in tracked(*suffixes) if not {"migrations", "locale"} & set(path.parts)]


def templates() -> dict[str, str]:
    """Our own templates by name. The admin's are Django's frame with Django's rules."""
    paths = [path for path in tracked(".html") if path.is_relative_to(ROOT / "templates")]
    return {name(path): path.read_text() for path in paths if "templates/admin/" not in name(path)}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        try:
            yield name(path), path.read_text()
        except UnicodeDecodeError:
            continue


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = ast.walk(ast.parse(path.read_text()))
    return [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


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


def test_requirements_pin_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {"run.txt": project["project"]["dependencies"]}
    wanted["dev.txt"] = [*wanted["run.txt"], *project["dependency-groups"]["dev"]]

    behind = [
        f"{file}: {asked}"
        for file, asked_for in wanted.items()
        for asked in asked_for
        if not _met(asked, file)
    ]

    assert behind == []


def test_tests_run_on_the_versions_that_serve() -> None:
    assert _pins("run.txt").items() <= _pins("dev.txt").items()


def test_every_pin_has_its_hashes() -> None:
    for file in ("run.txt", "dev.txt"):
        hashed = re.findall(r"^[\w.-]+==.*\\\n    --hash=sha256:", _requirements(file), re.MULTILINE)
        assert len(hashed) == len(_pins(file))


def test_nothing_inline_stands_in_a_template() -> None:
    """Script, style and handlers live in files of their own, so that the policy needs no exception."""
    assert [path for path, text in templates().items() if INLINE.search(text)] == []


def test_every_page_stands_in_the_frame() -> None:
    parts = re.compile(r"templates/(forms|ui|django)/|/_")
    pages = {path: text for path, text in templates().items() if not parts.search(path)}

    frameless = {
        path for path, text in pages.items() if not re.match(r'{% extends "(\w+/)?base.html" %}', text)
    }

    assert frameless == set(WITHOUT_FRAME)


def test_only_these_templates_let_anything_through_unescaped() -> None:
    unescaped = re.compile(r"\|\s*safe(seq)?\b|autoescape off")

    assert {path for path, text in templates().items() if unescaped.search(text)} == set(UNESCAPED)


def test_every_stylesheet_is_short_and_part_of_the_one_that_is_sent() -> None:
    folder = ROOT / "static" / "css"
    sheets = {path.name: path.read_text() for path in tracked(".css") if path.parent == folder}
    imported = set(re.findall(r'@import url\("([\w-]+\.css)"\);', sheets["riktning.css"]))

    assert imported == set(sheets) - {"riktning.css", "admin.css"}
    assert [path for path, text in sheets.items() if len(text.splitlines()) >= STYLESHEET_LINES] == []


def _pins(file: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", _requirements(file), re.MULTILINE))


def _requirements(file: str) -> str:
    return (ROOT / "requirements" / file).read_text()


def _met(asked: str, file: str) -> bool:
    requirement = Requirement(asked)
    pinned = _pins(file).get(canonicalize_name(requirement.name))
    return pinned is not None and Version(pinned) in requirement.specifier


# Who writes rows: a model or a flow, never a page.

PAGES = {"forms", "views", "admin", "templatetags", "urls"}  # a folder or a module of that name
WRITES = {
    "save", "update", "delete", "create", "record",
    "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
NO_ROWS = {"form": "a form's own save calls its verb", "initial": "a dictionary"}


def writes(text: str) -> list[str]:
    """The calls in a module that change rows. What an imported flow (`directory.update`) does is its own."""
    tree = ast.parse(text)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    flows = {alias.asname or alias.name for node in imports for alias in node.names if alias.name.islower()}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: call.lineno)
    return [f"{call.lineno} {ast.unparse(call.func)}" for call in calls if _writes(call, flows)]


def _writes(call: ast.Call, flows: set[str]) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    on = call.func.value
    receiver = on.attr if isinstance(on, ast.Attribute) else getattr(on, "id", "")
    is_flow = isinstance(on, ast.Name) and receiver in flows
    makes_only = any(word.arg == "commit" and ast.unparse(word.value) == "False" for word in call.keywords)
    return not (is_flow or makes_only or receiver in NO_ROWS)


def test_no_form_view_or_admin_class_changes_a_row_itself() -> None:
    pages = [path for path in source(".py") if PAGES & {*path.parts, path.stem, path.stem.split("_")[-1]}]
    ours = [path for path in pages if not path.is_relative_to(ROOT / "tests")]
    found = {name(path): writes(path.read_text()) for path in ours}

    assert len(ours) > 70
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_write_on_a_page_is_seen() -> None:
    on_a_page = """
from groups import presenting
Act.objects.record("joined", group, by=by)
self.instance.save(update_fields=["said"])
self.save()
super().save_model(request, obj, form, change), super().save()
Group.objects.filter(pk=1).update(name="Annat")
theme.answers.all().delete()
"""
    elsewhere = """
from groups import presenting
presenting.record(presentation, by=by)
form.save(by=by), self.save(commit=False), self.initial.update(day=day)
"""
    assert [line.split()[0] for line in writes(on_a_page)] == ["3", "4", "5", "6", "7", "8"]
    assert writes(elsewhere) == []


TEMPLATE_LINE, TAGS_IN_A_LINE = 140, 4


def test_templates_can_be_read_and_their_changes_too() -> None:
    """What is longer, or asks more at once, is split; a sentence of many branches is made in Python."""
    paths = [path for path in tracked(".html", ".txt") if path.is_relative_to(ROOT / "templates")]

    offends = [
        f"{name(path)}:{number}: {len(line)} characters, {tags} tags"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        for tags in [line.count("{%") + line.count("{{")]
        if len(line) > TEMPLATE_LINE or tags > TAGS_IN_A_LINE
    ]

    assert offends == []


# Stylesheets, to be read: a class has one owner, a change of one declaration shows as one line.
STYLESHEET_LINE, DECLARATIONS_ON_A_LINE = 120, 3
ASIDE = re.compile(r"/\*.*?\*/|\"[^\"]*\"", re.DOTALL)


def stylesheets() -> dict[str, str]:
    """Each by name, without comments and strings, which may hold anything; its lines stay where they are."""
    return {
        name(path): ASIDE.sub(lambda aside: "\n" * aside[0].count("\n"), path.read_text())
        for path in tracked(".css")
    }


def selectors(sheet: str) -> list[str]:
    before_braces = re.findall(r"([^{};]*)\{", sheet)
    return [selector for selector in before_braces if not selector.lstrip().startswith("@")]


def dense_rules(sheet: str) -> Iterator[int]:
    """The lines where a rule ends that has many declarations, two of them on one line."""
    line, open_rules = 1, [list[int]()]
    for mark in re.findall(r"[{};\n]", sheet):
        if mark == "\n":
            line += 1
        elif mark == "{":
            open_rules.append([])
        elif mark == ";":
            open_rules[-1].append(line)
        else:
            declared_on = open_rules.pop()
            if len(declared_on) > DECLARATIONS_ON_A_LINE and len(set(declared_on)) < len(declared_on):
                yield line


def test_each_class_is_styled_in_one_file() -> None:
    """Two files that style one class meet in the order of their imports, where nobody looks.

    What a component is like inside another is told to it by a custom property (`--prose-size`, `--room`).
    """
    owners: dict[str, set[str]] = {}
    for path, sheet in stylesheets().items():
        for selector in selectors(sheet):
            for styled in re.findall(r"\.([a-zA-Z][\w-]*)", selector):
                owners.setdefault(styled, set()).add(path)

    assert {styled: paths for styled, paths in owners.items() if len(paths) > 1} == {}


def test_a_rule_of_many_declarations_has_one_to_a_line() -> None:
    dense = [f"{path}:{line}" for path, sheet in stylesheets().items() for line in dense_rules(sheet)]

    assert dense == []


def test_no_line_of_a_stylesheet_is_too_long_to_diff() -> None:
    long = [
        f"{name(path)}:{number}"
        for path in tracked(".css")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > STYLESHEET_LINE
    ]

    assert long == []
