"""What the portal says by itself and keeps, in every language: each reader has it in their own."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import get_language, override

Said = dict[str, str]  # the same words by the code of their language


def in_each_language(words: Callable[[], str]) -> Said:
    """What `words` gives in every language that the portal speaks."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = words()
    return said


def for_the_reader(said: Said | None, otherwise: str) -> str:
    """In the language of the moment; `otherwise` where it has not been kept in it."""
    return (said or {}).get(get_language() or "", otherwise)
