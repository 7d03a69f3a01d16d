"""For how long a task has waited, in both languages."""

import pytest
from django.utils.translation import override

from ui.task import Task


@pytest.mark.parametrize(
    ("days", "swedish", "english"),
    [
        (0, "Kom i dag", "Since today"),
        (1, "Har väntat 1 dag", "Waiting for 1 day"),
        (9, "Har väntat 9 dagar", "Waiting for 9 days"),
    ],
)
def test_task_says_for_how_long_it_has_waited(days: int, swedish: str, english: str) -> None:
    task = Task("Granska", "Samordningsgruppen", days, "/", "Öppna")
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert task.since == words
