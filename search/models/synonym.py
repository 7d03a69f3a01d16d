from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from people.models import Act, Person
from search.events import SearchEvent
from search.words import all_words
from ui import fields, lengths
from ui.deleting import is_still_there
from ui.swedish import alphabetically

AT_LEAST_TWO = _("Write at least two words for the same thing, with a comma between.")
ONE_BY_ONE = _("“%(words)s” is more than one word. Write single words, with commas between.")


class Synonym(models.Model):
    """Words for the same thing: whoever looks for one of them finds the others too."""

    words = fields.CharField(
        _("words for the same thing"),
        max_length=lengths.SENTENCE,
        unique=True,
        help_text=_("Single words with commas between: lamp, light, lantern."),
    )

    class Meta:
        verbose_name = _("words for the same thing")
        verbose_name_plural = _("words for the same thing")
        ordering = [alphabetically("words")]

    def __str__(self) -> str:
        return self.words

    @property
    def listed(self) -> list[str]:
        return [word for part in self.words.split(",") for word in all_words(part)]

    def clean(self) -> None:
        """Raises ValidationError beside the words."""
        parts = [part for part in self.words.split(",") if part.strip()]
        if len(parts) < 2:
            raise ValidationError({"words": AT_LEAST_TWO})
        if several := next((part for part in parts if len(all_words(part)) != 1), None):
            raise ValidationError({"words": ONE_BY_ONE % {"words": several.strip()}})

    @transaction.atomic
    def keep(self, *, by: Person) -> None:
        self.save()
        Act.objects.record(SearchEvent.SYNONYM_KEPT, self, by=by)

    @transaction.atomic
    def take_away(self, *, by: Person) -> None:
        if is_still_there(self):
            Act.objects.record(SearchEvent.SYNONYM_TAKEN_AWAY, self, by=by)
            Synonym.objects.filter(pk=self.pk).delete()
