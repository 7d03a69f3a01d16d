import pytest

from portal import subscribers


@pytest.fixture
def unindexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No index changes how a page shows a text, and writing it takes a third of the time.

    What it holds is asked of those texts that tests keep without this.
    """
    monkeypatch.setattr(subscribers, "IN_TRANSACTION", [])
