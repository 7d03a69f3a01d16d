"""The table of kinds: printed in the docs as it is, and the database's constraints made from it."""

from pathlib import Path

from django.utils.translation import override

from groups.kinds import GOVERNING, KINDS, Kind
from groups.models import Group

PAGE = Path(__file__).parent.parent.parent / "docs" / "domain.md"


def row(kind: Kind) -> str:
    """One kind as the docs print it: its code, who, how one gets in, whom it feeds back to."""
    to = ", ".join(code.value for code in kind.reports_to) or "nobody"
    return f"{kind.code.value:19} {kind.who} {kind.way_in.label} Feeds back to: {to}."


def test_docs_print_the_table_of_kinds() -> None:
    with override("en"):
        rows = "\n".join(row(kind) for kind in KINDS.values())
    assert f"```text\n{rows}\n```" in PAGE.read_text(encoding="utf-8")


def test_constraints_name_the_governing_kinds_of_the_table() -> None:
    constraints = {constraint.name: constraint for constraint in Group._meta.constraints}
    condition = str(constraints["one_current_group_of_each_governing_kind"])
    assert all(code in condition for code in GOVERNING)
    assert {kind.code.value for kind in KINDS.values() if kind.governing} == set(GOVERNING)
