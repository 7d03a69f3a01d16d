"""On a page in another language, what people have written says in which it is."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

SHOWN = Template("{{ words|written }}")


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        ("en", "Lunch & lek", '<span lang="sv">Lunch &amp; lek</span>'),
        ("sv", "Lunch & lek", "Lunch &amp; lek"),
        ("en", "", ""),
        ("en", None, ""),
    ],
)
def test_language_is_said_where_it_is_another(language: str, words: str | None, shown: str) -> None:
    with override(language):
        assert SHOWN.render(Context({"words": words})) == shown
