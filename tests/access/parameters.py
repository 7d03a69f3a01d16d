"""What a page is told besides its address: every parameter that any code reads, and what it may be about.

`parameters.txt` has a line for each that is found in the code, by where it is read:

    module.function      name   what it is          read from `request.GET` or `request.POST`; * is all of it
    FormClass            name   what it is          a field that names rows, is hidden, or gets choices later
    template.html        name   what it is          a hidden input

What is a "row" has lines further down, one for each kind of thing that it can name, with what everybody is
answered: asked for by GET (?name=number), sent by POST, or with the form of such an address (POST?). What
follows a dot is what the row goes by: `.slug`.

    ✓  taken: the page is about that row
    ○  not taken: as if it had not been named, or refused beside its field
    ∅ – → · »  as in the matrix
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import admin
from django.urls import get_resolver

from people.choosing import PersonField
from tests.access.roles import ROLES
from tests.repository.files import ROOT, source

TABLE = Path(__file__).with_name("parameters.txt").read_text(encoding="utf-8")
ROW = "row"
HIDDEN = re.compile(r'<input type="hidden"\s+name="(\w+)"')
READS = {"get", "getlist", "__getitem__"}


@dataclass(frozen=True)
class Trial:
    method: str
    route: str
    about: str
    parameter: str
    attribute: str
    named: str
    expected: dict[str, str]  # role → mark


def _lines() -> Iterator[list[str]]:
    for line in TABLE.splitlines():
        if line.strip() and not line.startswith(("#", " ")):
            yield re.split(r"  +", line)


def listed() -> dict[tuple[str, str], str]:
    """What the table says of each parameter, by where it is read and its name."""
    return {(where, name): what for where, name, what in (line for line in _lines() if len(line) == 3)}


def trials() -> list[Trial]:
    return [_trial(*line) for line in _lines() if len(line) == 6]


def _trial(method: str, route: str, about: str, parameter: str, named: str, marks: str) -> Trial:
    name, _dot, attribute = parameter.partition(".")
    expected = dict(zip(ROLES, marks, strict=True))
    return Trial(method, route, about, name, attribute or "pk", named, expected)


def found() -> set[tuple[str, str]]:
    """Every parameter in the code: of requests, of forms, and what templates hide."""
    return {*_asked_of_requests(), *_in_forms(), *_in_admin(), *_in_templates()}


def _asked_of_requests() -> Iterator[tuple[str, str]]:
    for path in source(".py"):
        if path.is_relative_to(ROOT / "tests"):
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                yield from ((f"{module}.{function.name}", name) for name in names_read(function))


def names_read(function: ast.AST) -> set[str]:
    """What a function reads of an address or of what was sent; "*" for whatever there is."""
    inside = {child: parent for parent in ast.walk(function) for child in ast.iter_child_nodes(parent)}
    nested = {
        node
        for inner in ast.walk(function)
        if isinstance(inner, ast.FunctionDef) and inner is not function
        for node in ast.walk(inner)
    }
    read = {
        _name_of(node, inside)
        for node in set(ast.walk(function)) - nested
        if isinstance(node, ast.Attribute) and node.attr in {"GET", "POST"} and isinstance(node.ctx, ast.Load)
    }
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    rows = {ast.literal_eval(call.args[1]) for call in calls if ast.unparse(call.func) == "row_in"}
    return read | rows


def _name_of(node: ast.AST, inside: dict[ast.AST, ast.AST]) -> str:
    use = inside.get(node)
    if isinstance(use, ast.Attribute) and use.attr in READS:
        call = inside.get(use)
        named = call.args[0] if isinstance(call, ast.Call) and call.args else None
        return named.value if isinstance(named, ast.Constant) else ast.unparse(named) if named else "*"
    if isinstance(use, ast.Subscript):
        return ast.unparse(use.slice).strip("'\"")
    if isinstance(use, ast.Compare) and isinstance(use.left, ast.Constant):
        return str(use.left.value)
    return "*"


def _in_forms() -> Iterator[tuple[str, str]]:
    get_resolver().url_patterns  # noqa: B018 - so that every form is imported
    for form in set(_subclasses(forms.BaseForm)):
        if (ROOT / form.__module__.split(".")[0]).is_dir() and not form.__module__.startswith("tests"):
            fields = getattr(form, "base_fields", {})
            yield from ((form.__name__, name) for name, field in fields.items() if _names_or_hides(field))


def _subclasses(parent: type) -> Iterator[type]:
    for child in parent.__subclasses__():
        yield child
        yield from _subclasses(child)


def _names_or_hides(field: Any) -> bool:
    if isinstance(field, forms.ModelChoiceField | PersonField) or isinstance(field.widget, forms.HiddenInput):
        return True
    return isinstance(field, forms.ChoiceField) and not list(field.choices)  # it gets them later


def _in_admin() -> Iterator[tuple[str, str]]:
    """The rows that Django's own forms for our models name."""
    for model, model_admin in admin.site._registry.items():
        names = {name for name in (model_admin.fields or []) if isinstance(name, str)}
        for field in model._meta.fields:
            if field.name in names and field.is_relation:
                yield type(model_admin).__name__, field.name


def _in_templates() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "templates").rglob("*.html"):
        where = str(path.relative_to(ROOT / "templates"))
        yield from ((where, name) for name in HIDDEN.findall(path.read_text(encoding="utf-8")))
