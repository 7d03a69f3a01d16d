from collections.abc import Iterable, Sequence
from itertools import batched, chain
from secrets import randbits
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from search.words import LONGEST, stems
from ui import lengths

MOST_AT_ONCE = 500  # words in one question to the database
KNOWN = "SELECT word FROM search_searchword WHERE word IN ({})"
MARK = "SELECT NULL FROM search_searchword WHERE id = %s AND lot = %s"
LEARNED = "INSERT INTO search_searchword (word, stems, lot) VALUES {} ON CONFLICT DO NOTHING"


class SearchText(models.Model):
    """What one thing is found by: its words as they are read, and the stems that both databases index.

    A copy, written by `search.indexing` and by nothing else; whoever reads asks `visible_to` of the thing
    itself. Numbers, not relations: the things are of many apps. The newest has the highest number.
    """

    kind = models.CharField(_("kind"), max_length=20)
    target_id = models.PositiveBigIntegerField(_("number of the thing"))
    title = models.CharField(_("title"), max_length=lengths.SENTENCE)
    text = models.TextField(_("text"))
    # Each once, with one blank between: first those of the title, then those of how the text begins, then the
    # rest. The two numbers say how many the first are, so that no text is taken apart to put hits in order.
    stems = models.TextField(_("stems"))
    in_title = models.PositiveSmallIntegerField(_("stems in the title"), default=0, db_default=0)
    in_beginning = models.PositiveSmallIntegerField(_("stems in the beginning"), default=0, db_default=0)
    at = models.DateTimeField(_("when"), null=True)
    has_ended = models.BooleanField(_("has ended"), default=False)
    state = models.CharField(_("state"), max_length=20, blank=True)
    direction = models.PositiveBigIntegerField(_("number of the direction"), null=True)
    group = models.PositiveBigIntegerField(_("number of the group"), null=True)
    person = models.PositiveBigIntegerField(_("number of who wrote it"), null=True)

    class Meta:
        verbose_name = _("text to be found")
        verbose_name_plural = _("texts to be found")
        constraints = [
            models.UniqueConstraint(fields=["kind", "target_id"], name="each_thing_is_found_by_one_text"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id}: {self.title}"


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def learn(self, words: Iterable[str], if_there: tuple[int, int] | None = None) -> bool:
        """Take in those that are new, in one order, so that two who do so never wait for each other.

        None of them, and False, if no row has the number and the lot that are to be there.
        """
        listed, lot = sorted(set(words)), randbits(62)
        for part in batched(listed, MOST_AT_ONCE) if listed or not if_there else [()]:
            there = {*_known(part, if_there)}
            if if_there and None not in there:
                return False
            rows = [(word, joined(stems(word)), lot) for word in part if word not in there]
            if rows:
                _rows(LEARNED.format(_places("(%s, %s, %s)", rows)), list(chain.from_iterable(rows)))
        return True


def _known(words: Sequence[str], if_there: tuple[int, int] | None) -> list[str | None]:
    """Those of the words that are there, in one question with whether that row is, which is None."""
    asked = [KNOWN.format(_places("%s", words))] if words else []
    asked += [MARK] if if_there else []
    return _rows(" UNION ALL ".join(asked), [*words, *(if_there or ())])


def _places(place: str, values: Sequence[object]) -> str:
    return ", ".join([place] * len(values))


def _rows(asked: str, params: Sequence[Any]) -> list[Any]:
    """Nearly every act comes here once it is committed, and is to wait for the database alone."""
    with connection.cursor() as cursor:
        cursor.execute(asked, params)
        return [row[0] for row in cursor.fetchall()] if cursor.description else []


class SearchWord(models.Model):
    """One word that stands in some text, by which half words, parts of compounds and slips are understood.

    That a word is here tells nobody anything: what it leads to is asked for as everything else is. Those that
    are learned at once are of one lot, a random number: by it a process sees whether it knows the latest ones
    (`search/vocabulary.py`).
    """

    word = models.CharField(_("word"), max_length=LONGEST, unique=True)
    stems = models.CharField(_("stems"), max_length=4 * LONGEST)  # each followed by a blank
    lot = models.PositiveBigIntegerField(_("lot"), default=0, db_default=0)

    objects = SearchWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")

    def __str__(self) -> str:
        return self.word


def joined(found: Iterable[str]) -> str:
    """Stems as a word keeps them: each with a blank after it, so that one can ask how a stem ends."""
    return "".join(f"{stem} " for stem in sorted(found))
