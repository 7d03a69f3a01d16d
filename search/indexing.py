"""The index: written in the transaction of each act, so that it says at once what the rows say.

Two who change one thing at once: the second waits for the first one's row here and then reads afresh, so
that no word of either is missing. New words are learned once everything is certain: they help to understand
a question, and no two acts shall wait for each other because they use the same one.
"""

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from django.db import connection, transaction
from django.db.models import BigIntegerField, CharField, QuerySet

from people.models import Act
from search.models import SearchText
from search.sources import Source, sources
from search.vocabulary import learn, stems_as_known
from search.words import Stemmed, all_words, composed, stems_of
from ui import lengths
from ui.prepared import Place, prepared

LONGEST_TEXT = 60_000  # letters: three of the longest texts that anybody writes here
BEGINNING = 300  # letters of a text in which a word counts for more
COPIED = [
    *("title", "text", "stems", "in_title", "in_beginning", "at", "has_ended", "state"),
    *("direction", "group", "person"),
]

_copied = [field for field in SearchText._meta.concrete_fields if field.name in COPIED]
_set = ", ".join(f'"{field.column}" = %s' for field in _copied)
WRITTEN = f"UPDATE search_searchtext SET {_set} WHERE id = %s"  # noqa: S608 - names of ours
_columns = ", ".join(f'"{field.column}"' for field in _copied)
_places = ", ".join(["%s"] * len(_copied))
BEGUN = f"""
    INSERT INTO search_searchtext (kind, target_id, {_columns}) VALUES (%s, %s, {_places})
    ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608 - and here
ROOM = """
    INSERT INTO search_searchtext (kind, target_id, title, text, stems, state, has_ended)
    VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id
"""


def hear(act: Act) -> None:
    """The subscriber: whatever an act may have changed the words of is written anew, in its transaction."""
    done_to = act.target_type.model_class()
    for source in sources().values():
        if act.verb in source.gone:
            remove(source, [act.target_id])
        elif done_to and done_to in source.follows and act.verb not in source.unmoved_by:
            _follow(source, source.follows[done_to](act), begins=act.verb in source.begun_by)


def _follow(source: Source, numbers: Iterable[int], *, begins: bool) -> None:
    if words := refresh(source, numbers, stems_as_known, begins=begins):
        transaction.on_commit(partial(learn, words), robust=True)


def refresh(
    source: Source, numbers: Iterable[int], stemmed: Stemmed | None = None, *, begins: bool = False
) -> set[str]:
    """Let the index say what these rows say now, in the caller's transaction; the words of what changed.

    Rows that are not to be found any more are taken out. `stemmed` may know the stems of words already. What
    `begins` (`Source.begun_by`) is written at once, unless it turns out to be there.
    """
    wanted = sorted(set(numbers))
    if not wanted:
        return set()
    changed = _begun(source, wanted, stemmed) if begins else []
    return _words(changed or _changed(source, wanted, stemmed))


def _words(changed: list[SearchText]) -> set[str]:
    return {word for entry in changed for word in all_words(f"{entry.title} {entry.text}")}


def _begun(source: Source, numbers: list[int], stemmed: Stemmed | None) -> list[SearchText]:
    """Nobody else writes of it, for the act holds its row; none where the index has one of that number."""
    entries = [entry_of(source, row, stemmed) for row in _rows(source, numbers)]
    for entry in entries:
        with connection.cursor() as cursor:
            cursor.execute(BEGUN, [entry.kind, entry.target_id, *_values(entry)])
            if not cursor.fetchone():
                return []
    return entries


def _changed(source: Source, wanted: list[int], stemmed: Stemmed | None) -> list[SearchText]:
    kept = _locked(source, wanted)
    entries = [entry_of(source, row, stemmed) for row in _rows(source, wanted)]
    remove(source, set(wanted) - {entry.target_id for entry in entries})
    changed = [entry for entry in entries if not same(entry, kept[entry.target_id])]
    write(changed, kept)
    return changed


def write(changed: list[SearchText], kept: dict[int, SearchText]) -> None:
    """Of one, which it mostly is, in words that are put together once."""
    if len(changed) == 1:
        (entry,) = changed
        with connection.cursor() as cursor:
            cursor.execute(WRITTEN, [*_values(entry), kept[entry.target_id].pk])
    else:
        SearchText.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["kind", "target_id"], update_fields=COPIED
        )


def _values(entry: SearchText) -> list[Any]:
    return [field.get_db_prep_save(getattr(entry, field.name), connection) for field in _copied]


def remove(source: Source, numbers: Iterable[int]) -> None:
    if listed := list(numbers):
        SearchText.objects.filter(kind=source.kind, target_id__in=listed).delete()


def make_room(things: Iterable[tuple[Source, int]]) -> None:
    """Empty rows of the index, in this order, for what has none yet."""
    made = [
        SearchText(kind=source.kind, target_id=number, title="", text="", stems="")
        for source, number in things
    ]
    SearchText.objects.bulk_create(made, ignore_conflicts=True)


def same(entry: SearchText, kept: SearchText) -> bool:
    return all(getattr(entry, name) == getattr(kept, name) for name in COPIED)


def entry_of(source: Source, row: Any, stemmed: Stemmed | None = None) -> SearchText:
    """What the index is to say of a row."""
    document = source.document(row)
    text = composed(" ".join(filter(None, document.texts)))[:LONGEST_TEXT]
    title = (composed(document.title) or text)[: lengths.SENTENCE]
    return SearchText(
        kind=source.kind,
        target_id=row.pk,
        title=title,
        text=text,
        **_stems(title, text, stemmed),
        at=document.at,
        has_ended=document.has_ended,
        state=document.state,
        direction=document.direction,
        group=document.group,
        person=document.person,
    )


def _stems(title: str, text: str, stemmed: Stemmed | None) -> dict[str, Any]:
    """All of them, those first that count for more; of a word that is cut off in the beginning none."""
    of_text, of_title = stems_of(text, stemmed), stems_of(title, stemmed)
    of_beginning = (stems_of(text[:BEGINNING], stemmed) & of_text) - of_title
    listed = [*sorted(of_title), *sorted(of_beginning), *sorted(of_text - of_title - of_beginning)]
    return {"stems": " ".join(listed), "in_title": len(of_title), "in_beginning": len(of_beginning)}


def _rows(source: Source, numbers: list[int]) -> Iterable[Any]:
    """Most acts change one, and putting the question together takes longer than the answer."""
    if len(numbers) > 1:
        return source.rows().filter(pk__in=numbers)
    return source.one(numbers[0]) if source.one else _row_of(source.kind)(number=numbers[0])


@cache
def _row_of(kind: str) -> Callable[..., list[Any]]:
    @prepared(number=BigIntegerField())
    def row(number: Place) -> QuerySet[Any]:
        return sources()[kind].rows().filter(pk=number)

    return row


def _locked(source: Source, numbers: list[int]) -> dict[int, SearchText]:
    """The rows of the index, made where there were none, in one order, until the transaction ends."""
    kept = _kept(source.kind, numbers)
    if not kept and len(numbers) == 1:
        kept = _new(source.kind, numbers[0])
    if len(kept) < len(numbers):
        make_room((source, number) for number in numbers if number not in kept)
        kept = _kept(source.kind, numbers)
    return kept


def _new(kind: str, number: int) -> dict[int, SearchText]:
    """An empty row, whose number tells that nobody else was first: until the transaction ends it is ours."""
    text = SearchText(kind=kind, target_id=number, title="", text="", stems="")
    with connection.cursor() as cursor:
        cursor.execute(ROOM, [kind, number, text.title, text.text, text.stems, text.state, text.has_ended])
        made = cursor.fetchone()
    if not made:
        return {}
    (text.pk,) = made
    return {number: text}


def _kept(kind: str, numbers: list[int]) -> dict[int, SearchText]:
    if len(numbers) == 1:
        texts = _text_of(kind=kind, number=numbers[0])
    else:
        mine = SearchText.objects.filter(kind=kind, target_id__in=numbers)
        texts = list(mine.order_by("target_id").select_for_update())
    return {text.target_id: text for text in texts}


@prepared(kind=CharField(), number=BigIntegerField())
def _text_of(kind: Place, number: Place) -> QuerySet[SearchText]:
    return SearchText.objects.filter(kind=kind, target_id=number).select_for_update()
