"""On an English page, what people have written in Swedish says that it is Swedish (WCAG 3.1.2).

Otherwise a screen reader reads it out with English sounds. Names of people are the same in every language.
"""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from directions.models import Direction, Stage
from groups import named
from groups.kinds import KindCode
from groups.models import Group
from people.models import Person, Unit
from tests.demo.languages import Written, any_of, names_not_said_to_be_swedish, not_said_to_be_swedish
from tests.demo.test_dead_links import begun_at, few, links_on
from tests.repository.test_text_fields import COLUMNS
from ui.text import lower_first

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db]

DESK = "/admin/"  # full of forms, in which what people have written is to be changed

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


@pytest.fixture
def names(demo: None) -> re.Pattern[str]:
    named.forget()
    columns = ((Direction, "title"), (Group, "name"), (Stage, "title"), (Unit, "name"))
    found = {
        name for kind, column in columns for name in kind._default_manager.values_list(column, flat=True)
    }
    found -= {str(kind.label) for kind in KindCode}
    return any_of(name for name in found if len(name) >= named.SHORTEST)


def test_a_name_inside_a_sentence_is_found() -> None:
    page = """
        <html lang="en"><p>You are in Lunch med eleverna.</p><p>In <i lang="sv">Lunch med eleverna</i> now</p>
        <select><option>Lunch med eleverna (2 seats free)</option></select>
    """

    assert names_not_said_to_be_swedish(page, any_of(["Lunch med eleverna"])) == [
        "You are in Lunch med eleverna."
    ]


@pytest.mark.parametrize("key", ["goran-petrovic", "karin-holmqvist", "linh-pham"])
def test_swedish_name_inside_an_english_sentence_says_so(
    names: re.Pattern[str], signed_in: Callable[[Person], Client], key: str
) -> None:
    """The admin's pages too, and those that the pages lead to."""
    Person.objects.filter(directory_id=key).update(language="en")
    person = Person.objects.get(directory_id=key)
    client = signed_in(person)
    asked = {address: client.get(address) for address in begun_at(person)}
    pages = {address: answer for address, answer in asked.items() if answer.status_code == 200}
    links = {link: address for address, page in pages.items() for link in links_on(page, address)}
    led_to = {link: client.get(link) for link in few(links) if link not in asked}
    pages |= {
        link: answer
        for link, answer in led_to.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }

    missing = {
        f"{address}: {text}"
        for address, answer in pages.items()
        for text in names_not_said_to_be_swedish(answer.content.decode(), names)
    }

    assert len(pages) > 40
    assert not missing, "\n" + "\n".join(sorted(missing))
