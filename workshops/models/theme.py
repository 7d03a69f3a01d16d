from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, Prefetch
from django.utils.translation import gettext_lazy as _

from people.models import Person
from ui import fields, lengths
from ui.fixed_addresses import address_of
from workshops.models.answer import Answer
from workshops.models.workshop import State, Workshop

GONE = _("The theme is gone: somebody has just merged or removed it. Look at the page again.")
QUOTED = 20  # answers that go along when something grows out of a theme


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, person: Person) -> "ThemeQuerySet":
        """Those of closed workshops; for those who run workshops also what comes about in one."""
        if person.has_perm("workshops.run_workshop"):
            return self
        return self.filter(workshop__state=State.CLOSED)

    def in_order(self) -> "ThemeQuerySet":
        return self.order_by("order", "pk")

    def with_answers(self) -> "ThemeQuerySet":
        """Each with its answers, oldest first, and how many marks it has got."""
        answers = Answer.objects.with_signatures().order_by("pk")
        return self.with_marks().prefetch_related(Prefetch("answers", answers))

    def with_marks(self) -> "ThemeQuerySet":
        return self.in_order().annotate(mark_count=Count("marks"))

    def most_marked_first(self) -> "ThemeQuerySet":
        return self.annotate(mark_count=Count("marks")).order_by("-mark_count", "order", "pk")

    def with_what_grew(self) -> "ThemeQuerySet":
        """Each with the directions and groups that came of it."""
        return self.prefetch_related("directions", "groups__direction")


class Theme(models.Model):
    """Answers that say something of the same kind, under a title of their own."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="themes")
    title = fields.CharField(_("title"), max_length=lengths.TITLE)
    order = models.PositiveSmallIntegerField(
        _("place in the order"), default=1, validators=[MaxValueValidator(999)]
    )

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "title"], name="one_theme_of_each_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{address_of('workshops:detail', self.workshop.code)}#theme-{self.pk}"

    def lock(self) -> None:
        """Hold its row until the transaction ends. Raises ValidationError when somebody has taken it away."""
        if not Theme.objects.select_for_update().filter(pk=self.pk).exists():
            raise ValidationError(GONE, code="gone")

    @property
    def in_markdown(self) -> str:
        """What was said, for a text to begin from: a list, its oldest answers first."""
        texts = (" ".join(answer.text.split()) for answer in self.answers.all()[:QUOTED])
        return "\n".join(f"- {text}" for text in texts)
