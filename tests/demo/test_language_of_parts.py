"""On an English page, what people have written in Swedish says that it is Swedish (WCAG 3.1.2).

Otherwise a screen reader reads it out with English sounds. Names of people are the same in every language.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from groups.kinds import KindCode
from people.models import Person
from tests.demo.languages import Written, not_said_to_be_swedish
from tests.demo.test_dead_links import begun_at
from tests.repository.test_text_fields import COLUMNS
from ui.text import lower_first

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db]

DESK = "/admin/"  # Django's own lists have no place for it

# The same in both languages, or said in the language of whoever reads it.
NO_LANGUAGE = {
    "people.Person.name",
    "people.Person.directory_id",
    "people.Unit.key",
    "notices.Notice.words",
    "notices.Notice.subject",
}


@pytest.fixture
def written(demo: None) -> Written:
    asked = [column for name, column in COLUMNS.items() if name not in NO_LANGUAGE]
    texts = {
        text
        for column in asked
        for text in column.model._default_manager.values_list(column.name, flat=True)
        if text
    }
    texts -= {str(kind.label) for kind in KindCode}  # some are called what they are
    return Written(texts | {lower_first(text) for text in texts})  # as they stand inside a sentence


def test_what_is_looked_for_is_found(written: Written) -> None:
    page = (
        '<html lang="en"><p>Lunch med eleverna</p><p lang="sv">Lunch med eleverna</p><p>Lunch with them</p>'
    )

    assert not_said_to_be_swedish(page, written) == ["Lunch med eleverna"]


@pytest.mark.parametrize("key", ["goran-petrovic", "amir-haddad"])
def test_swedish_on_an_english_page_says_so(
    written: Written, signed_in: Callable[[Person], Client], key: str
) -> None:
    Person.objects.filter(directory_id=key).update(language="en")
    person = Person.objects.get(directory_id=key)
    client = signed_in(person)

    missing = {
        f"{address}: {text}"
        for address in begun_at(person)
        if not address.startswith(DESK)
        for answer in [client.get(address)]
        if answer.status_code == 200
        for text in not_said_to_be_swedish(answer.content.decode(), written)
    }

    assert not missing, "\n" + "\n".join(sorted(missing))
