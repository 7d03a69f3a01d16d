import pytest

from ui.folding import folded

FOLDED = [("", "", ""), ("abc", "abc", ""), ("abcd", "abcd", ""), ("abcde", "abc", "de")]


@pytest.mark.parametrize(("rows", "first", "rest"), FOLDED)
def test_one_alone_is_never_folded(rows: str, first: str, rest: str) -> None:
    assert folded(rows, 3) == (first, rest)
