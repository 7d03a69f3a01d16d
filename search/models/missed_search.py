import logging
from datetime import timedelta

from django.db import DatabaseError, models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from search.words import all_words
from ui import fields, lengths
from ui.dates import today
from ui.swedish import alphabetically

KEPT = timedelta(days=365)
MOST = 2_000  # different ones


logger = logging.getLogger(__name__)


class MissedSearchQuerySet(models.QuerySet["MissedSearch"]):
    def note(self, query: str) -> None:
        """Somebody looked for this and found nothing. Who it was is kept nowhere.

        Whoever reads has asked for nothing to be written: where nothing can be (a replica, a full disk), the
        page is shown all the same, and this once is not counted.
        """
        words = " ".join(all_words(query))
        if not 2 <= len(words) <= lengths.TITLE:
            return
        try:
            self._count(words)
        except DatabaseError as problem:
            logger.info("What was not found is not counted: %s", type(problem).__name__)

    @transaction.atomic
    def _count(self, words: str) -> None:
        """Once more, or for the first time; of many, in the place of what was looked for least."""
        if self.filter(words=words).update(times=F("times") + 1, latest_on=today()):
            return
        if self.count() >= MOST:
            least = self.order_by("times", "latest_on", "pk").values_list("pk", flat=True)[:1]
            self.filter(pk__in=list(least)).delete()
        MissedSearch.objects.bulk_create([MissedSearch(words=words)], ignore_conflicts=True)

    def forget_old(self) -> None:
        self.filter(latest_on__lt=today() - KEPT).delete()


class MissedSearch(models.Model):
    """What people looked for and did not find: coordinators see what is called otherwise, or missing."""

    words = fields.CharField(_("looked for"), max_length=lengths.TITLE, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    latest_on = models.DateField(_("latest"), default=today)

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-latest_on", "-times", alphabetically("words")]

    def __str__(self) -> str:
        return self.words
