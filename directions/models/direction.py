from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from directions.events import DirectionEvent
from directions.lifespan import Ending, Lasting, LastingQuerySet
from directions.lineage import Link
from directions.models.stage import Stage
from people.events import Scope
from people.models import Act, Person
from ui import fields, lengths
from ui.dates import today
from ui.fixed_addresses import address_of
from ui.listing import listed
from ui.swedish import alphabetically

HAS_ENDED = _("This direction has ended.")


class DirectionQuerySet(LastingQuerySet["Direction"]):
    def with_stage_now(self) -> "DirectionQuerySet":
        """Each direction's latest begun stage, without a query for each."""
        stages = Stage.objects.begun().select_related("reconsideration")
        return self.prefetch_related(Prefetch("stages", stages, to_attr="begun_stages"))

    @transaction.atomic
    def start(self, direction: "Direction", *, by: Person) -> "Direction":
        """Let an unsaved direction begin today, at an address made from its title.

        Raises IntegrityError when there is, or was, a direction of that address, and ValidationError when
        the theme that it was to grow out of is gone.
        """
        if direction.theme:
            direction.theme.lock()
        direction.slug, direction.started_on = slugify(direction.title), today()
        direction.save(force_insert=True)
        Act.objects.record(DirectionEvent.STARTED, direction, by=by)
        return direction


class Hue(models.TextChoices):
    """One quiet colour for each lineage of directions; a successor inherits it."""

    SUND = "sund", _("blue")
    GRAN = "gran", _("green")
    OCKRA = "ockra", _("ochre")
    LJUNG = "ljung", _("heather")
    SKIFFER = "skiffer", _("slate")
    HALLON = "hallon", _("raspberry")


class Direction(Lasting):
    """A strategic direction: long-term work without an end in sight, done in short stages."""

    title = fields.CharField(_("title"), max_length=lengths.TITLE)
    slug = fields.SlugField(_("address"), max_length=lengths.TITLE, unique=True)
    purpose = fields.CharField(_("purpose"), max_length=lengths.SENTENCE)
    text = fields.MarkdownField(_("text"), max_length=lengths.TEXT, blank=True)
    theme = models.ForeignKey(
        "workshops.Theme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="directions",
        verbose_name=_("theme"),
    )
    hue = models.CharField(_("colour"), max_length=10, choices=Hue.choices, default=Hue.SUND)

    objects = DirectionQuerySet.as_manager()

    class Meta(Lasting.Meta):
        verbose_name = _("direction")
        verbose_name_plural = _("directions")
        ordering = ["started_on", alphabetically("title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("directions:detail", self.slug)

    @property
    def told_apart_by(self) -> str:
        return self.lifetime

    @property
    def lifetime(self) -> str:
        """Since when it has been, and until when."""
        begun = date_format(self.started_on, "F Y")
        if not self.ended_on:
            return gettext("Direction since %(month)s") % {"month": begun}
        words = {"from": begun, "to": date_format(self.ended_on, "F Y"), "how": self.get_ending_display()}
        return gettext("Direction %(from)s to %(to)s: %(how)s") % words

    @property
    def follow_address(self) -> str:
        return address_of("directions:follow", self.slug)

    @property
    def unfollow_address(self) -> str:
        return address_of("directions:unfollow", self.slug)

    @property
    def event_scope(self) -> Scope:
        return Scope(direction=self.pk)

    def locked(self) -> "Direction":
        """This direction afresh, its row locked until the transaction ends: its stages are decided here."""
        return Direction.objects.select_for_update().get(pk=self.pk)

    @transaction.atomic
    def end(self, ending: Ending, *, by: Person, closing_words: str = "", handed_over_to: str = "") -> None:
        """End it today. Raises ValidationError when it has ended, or while a group still works in it."""
        locked = self.locked()
        if locked.ended_on:
            raise ValidationError(HAS_ENDED)
        living = locked.groups.current().order_by(alphabetically("name")).values_list("name", flat=True)
        if living:
            raise ValidationError(_still_work_here(list(living)))
        self.ended_on, self.ending = today(), ending
        self.closing_words, self.handed_over_to = closing_words, handed_over_to
        self.save(update_fields=["ended_on", "ending", "closing_words", "handed_over_to"])
        Act.objects.record(DirectionEvent.ENDED, self, by=by, ending=ending)

    @property
    def stage_now(self) -> Stage | None:
        """The stage under way, or the latest that has ended when the next has not been opened."""
        asked = self.stages.begun().select_related("direction", "reconsideration")
        return next(iter(self.begun_stages if hasattr(self, "begun_stages") else asked[:1]), None)


def _still_work_here(groups: Sequence[str]) -> str:
    text = ngettext(
        "%(groups)s still works here. End it, hand it over or move it to another direction first.",
        "%(groups)s still work here. End them, hand them over or move them to another direction first.",
        len(groups),
    )
    return text % {"groups": listed(groups)}


class DirectionLink(Link):
    LINKED, UNLINKED = DirectionEvent.LINKED, DirectionEvent.UNLINKED

    earlier = models.ForeignKey(Direction, on_delete=models.CASCADE, related_name="links_onward")
    later = models.ForeignKey(Direction, on_delete=models.CASCADE, related_name="links_back")
