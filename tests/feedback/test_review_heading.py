"""What stands above the form of the review page: one heading for each case, in both languages."""

import pytest
from django.utils.translation import override

from feedback.admin.review_heading import heading


@pytest.mark.parametrize(
    ("is_overtaken", "is_wrong", "swedish", "english"),
    [
        (False, False, "Vad gör du med den?", "What you do with it"),
        (False, True, "Inte sparat än", "Not saved yet"),
        (True, False, "Inte sparat: någon hann före", "Not saved: somebody was quicker"),
        (True, True, "Inte sparat: någon hann före", "Not saved: somebody was quicker"),
    ],
)
def test_the_form_says_whether_it_was_saved(
    is_overtaken: bool, is_wrong: bool, swedish: str, english: str
) -> None:
    for language, words in (("sv", swedish), ("en", english)):
        with override(language):
            assert heading(is_overtaken=is_overtaken, is_wrong=is_wrong) == words
