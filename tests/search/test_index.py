"""The index says what the rows say: at once, after every act, and when it is made anew."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from directions import editing
from feedback import correcting, replying, writing
from files import attaching
from groups import editing as group_editing
from people import directory
from people.events import Source
from people.models import Person
from portal.models import Page
from proposals import deciding
from search.finding import find
from search.models import SearchText, SearchWord
from search.reindexing import mend, untrue
from tests.cast import World
from tests.factories.attachments import attach
from tests.factories.feedback import make_answer, make_draft, make_post, make_receipt
from tests.factories.meetings import make_meeting
from tests.factories.proposals import make_handed_in, make_proposal
from tests.search.making import index_all


def titles(asked: str, person: Person) -> list[str]:
    return [hit.title for hit in find(asked, person).hits]


def is_true() -> bool:
    return list(untrue()) == []


def test_feedback_is_found_once_it_is_sent_and_as_it_is_corrected(world: World) -> None:
    draft = make_draft(world.convener, group=world.group, title="Rabarber", text="Saft.")
    index_all()
    assert titles("rabarber", world.convener) == []

    writing.complete(draft, by=world.convener)
    assert titles("rabarber", world.convener) == ["Rabarber"]

    correcting.correct(draft, "Krusbär", "Saft.", "Fel bär.", seen=1, by=world.convener)
    assert titles("krusbär", world.convener) == ["Krusbär"]
    assert titles("rabarber", world.convener) == []
    assert is_true()


def test_what_is_sent_is_written_once_and_over_what_is_left_of_an_older_one(world: World) -> None:
    drafts = [make_draft(world.convener, group=world.group, title=title) for title in ("Rabarber", "Krusbär")]
    index_all()
    SearchText.objects.create(kind="feedback", target_id=drafts[1].pk, title="Annat", text="", stems="ann")

    with CaptureQueriesContext(connection) as queries:
        writing.complete(drafts[0], by=world.convener)
    writing.complete(drafts[1], by=world.convener)

    assert sum("search_searchtext" in query["sql"] for query in queries) == 1
    assert titles("krusbär", world.convener) == ["Krusbär"]
    assert titles("rabarber", world.convener) == ["Rabarber"]
    assert is_true()


def test_replies_and_published_answers_are_found_and_drafts_of_answers_not(world: World) -> None:
    receipt = make_receipt(world.convener, world.storgrupp, group=world.group)
    index_all()

    replying.reply(receipt.feedback, "Kardemumma!", by=world.member)
    make_answer(receipt, world.storgrupp_member, "Saffran.")
    assert titles("kardemumma", world.member) == [receipt.feedback.title]
    assert titles("saffran", world.storgrupp_member) == []
    assert is_true()


def test_what_a_group_and_a_direction_say_of_themselves(world: World) -> None:
    index_all()

    group_editing.edit(world.group, by=world.coordinator, name="Gröt med eleverna")
    assert titles("gröt", world.employee) == ["Gröt med eleverna"]
    editing.edit(world.direction, by=world.coordinator, title="Måltider i framtiden")

    assert "Måltider i framtiden" in titles("måltider framtiden", world.employee)
    assert is_true()


def test_notes_are_found_once_they_are_completed(world: World) -> None:
    meeting = make_meeting(world.group, world.convener)
    index_all()

    meeting.write_notes("Vi smakade på socker.", seen=0, completes=False, by=world.convener)
    assert titles("socker", world.convener) == []
    meeting.write_notes("Vi smakade på sockret.", seen=1, completes=True, by=world.convener)

    assert titles("socker", world.convener) == ["Lunch med eleverna"]
    assert titles("socker", world.employee) == []
    assert is_true()


def test_agenda_is_found_by_everybody_and_notes_by_those_who_read_them(world: World) -> None:
    meeting = make_meeting(world.group, world.convener)
    index_all()

    meeting.plan(by=world.convener, agenda="- Sockret i saften")
    assert [(hit.kind, hit.title) for hit in find("socker", world.employee).hits] == [
        ("agenda", "Lunch med eleverna")
    ]
    meeting.write_notes("Vi smakade på rabarber.", seen=meeting.version, completes=True, by=world.convener)
    assert titles("rabarber", world.employee) == []
    assert [hit.kind for hit in find("rabarber", world.convener).hits] == ["meeting"]
    group_editing.edit(world.group, by=world.coordinator, name="Gröt med eleverna")
    assert {hit.title for hit in find("socker", world.employee).hits} == {"Gröt med eleverna"}
    assert is_true()

    other = make_meeting(world.group, world.convener, agenda="- Kardemumma")
    index_all()
    other.cancel(by=world.convener)
    assert titles("kardemumma", world.employee) == []
    assert is_true()


def test_proposal_through_its_way_and_thrown_away(world: World) -> None:
    index_all()
    thrown_away = make_proposal(world.convener, world.group, title="Pallkragar")
    assert titles("pallkrage", world.convener) == ["Pallkragar"]

    thrown_away.discard(by=world.convener)
    assert not SearchText.objects.filter(kind="proposal").exists()

    handed_in = make_handed_in(world.convener, world.group, title="Växthus")
    deciding.withdraw(handed_in, "Nej.", by=world.convener)
    assert [hit.has_ended for hit in find("växthus", world.convener).hits] == [True]
    assert is_true()


def test_name_of_a_file_and_a_file_taken_away(world: World) -> None:
    draft = make_draft(world.convener, group=world.group)
    attachment = attach(draft, world.convener)
    index_all()
    assert SearchText.objects.filter(kind="file").count() == 1

    attaching.take_away(attachment, by=world.convener)

    assert not SearchText.objects.filter(kind="file").exists()
    assert is_true()


def test_person_by_a_new_name_and_not_once_they_have_left(world: World) -> None:
    index_all()

    directory.update(world.employee, by=world.administrator, source=Source.DIRECTORY, name="Amira Ny")
    assert titles("amira", world.manager) == ["Amira Ny"]
    directory.update(world.employee, by=world.administrator, source=Source.DIRECTORY, is_active=False)

    assert titles("amira", world.manager) == []
    assert is_true()


def test_what_is_undone_was_never_there(world: World) -> None:
    index_all()

    with transaction.atomic():
        group_editing.edit(world.group, by=world.coordinator, name="Gröt med eleverna")
        transaction.set_rollback(True)

    assert titles("gröt", world.employee) == []
    assert is_true()


def test_new_words_are_learned_once_it_is_certain(world: World) -> None:
    index_all()

    with TestCase.captureOnCommitCallbacks(execute=True):
        group_editing.edit(world.group, by=world.coordinator, name="Rabarberpaj")

    assert SearchWord.objects.filter(word="rabarberpaj").exists()
    assert titles("rabar", world.employee) == ["Rabarberpaj"]


def break_it(world: World, how: str) -> None:
    texts = SearchText.objects.filter(kind="group", target_id=world.group.pk)
    if how == "missing":
        texts.delete()
    elif how == "other words":
        texts.update(title="Annat", stems="ann")
    else:
        texts.update(target_id=10_000)


@pytest.mark.parametrize("how", ["missing", "other words", "left over"])
def test_what_is_not_true_is_seen_and_mended(world: World, how: str) -> None:
    index_all()
    break_it(world, how)
    with pytest.raises(CommandError, match="not true"):
        call_command("reindex", "--check", verbosity=0)

    mend()

    assert is_true()
    assert titles("lunch", world.employee) == ["Lunch med eleverna"]


def test_made_anew_it_says_the_same(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    make_post(world.convener, group=world.group)
    call_command("reindex")
    before = list(SearchText.objects.order_by("pk").values_list())

    call_command("reindex")

    assert list(SearchText.objects.order_by("pk").values_list()) == before
    assert f"The index holds {len(before)} texts." in capsys.readouterr().out


@pytest.mark.one_database  # PostgreSQL keeps one index
def test_stems_lie_in_one_part_once_it_is_made_anew(world: World) -> None:
    """Each act leaves another part, in which every stem of a question has to be looked up."""
    for number in range(3):
        Page.objects.create(slug=f"sida-{number}", title=f"Sida {number}").revise(by=world.coordinator)
        call_command("reindex", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(DISTINCT segid) FROM search_stems_idx")
        assert cursor.fetchone() == (1,)
    assert sorted(titles("sida", world.employee)) == ["Sida 0", "Sida 1", "Sida 2"]


def test_the_oldest_has_the_lowest_number(world: World) -> None:
    index_all()
    numbers = SearchText.objects.filter(kind__in=["group", "direction", "stage"])
    whens = list(numbers.order_by("pk").values_list("at", flat=True))

    assert whens == sorted(whens)
