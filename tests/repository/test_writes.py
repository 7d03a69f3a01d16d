"""No verb lives in a form, a view or an admin class: they call one function, as an API could."""

import ast

from tests.repository.files import ROOT, name, source

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
    pages = [
        path
        for path in source(".py")
        if PAGES & {*path.relative_to(ROOT).parts, path.stem, path.stem.split("_")[-1]}
    ]
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
