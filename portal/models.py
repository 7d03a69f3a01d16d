from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Act, Person
from portal.events import PageEvent
from ui import fields, lengths
from ui.dates import in_words, now
from ui.edit_conflict import EditConflict
from ui.swedish import alphabetically

web_address = URLValidator(schemes=["http", "https"])


def address_here_or_on_the_web(value: str) -> None:
    """A page may move to a path of this portal or to a web address, and never to a script."""
    is_path = value.startswith("/") and not value.startswith(("//", "/\\"))
    try:
        if not is_path:
            web_address(value)
    except ValidationError as error:
        text = _("Write a whole web address (https://…), or a path here that begins with one slash.")
        raise ValidationError(text) from error


class PageQuerySet(models.QuerySet["Page"]):
    def in_menu(self) -> "PageQuerySet":
        return self.filter(in_menu=True)


class Page(models.Model):
    """Editorial text in Markdown. It can move: then it says where to, or sends the reader there itself."""

    title = fields.CharField(_("title"), max_length=lengths.TITLE)
    slug = fields.SlugField(_("address"), max_length=lengths.TITLE, unique=True)
    lead = fields.CharField(_("lead"), max_length=lengths.SENTENCE, blank=True)
    text = fields.MarkdownField(
        _("text"),
        max_length=lengths.TEXT,
        blank=True,
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, validators=[MaxValueValidator(999)])
    in_menu = models.BooleanField(_("listed"), default=True)
    moved_to = fields.CharField(
        _("moved to"),
        max_length=lengths.SENTENCE,
        blank=True,
        validators=[address_here_or_on_the_web],
        help_text=_("The new address, when the page has moved."),
    )
    redirects = models.BooleanField(
        _("send readers there at once"), default=False, help_text=_("Otherwise the page says where it went.")
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["order", alphabetically("title")]
        constraints = [
            models.CheckConstraint(
                condition=Q(redirects=False) | ~Q(moved_to=""),
                name="a_page_that_redirects_says_where_to",
                violation_error_message=_("Say where the page has moved before it sends readers there."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug])

    @property
    def version(self) -> int:
        """How often it has been saved: of what it says now, the number."""
        return self.versions.count() if self.pk else 0

    @transaction.atomic
    def revise(self, *, by: Person, seen: int | None = None) -> None:
        """Save, and keep what it now says as a version of its own. `seen` is the version being changed.

        Raises EditConflict when there is a newer one.
        """
        current = Page.objects.select_for_update().filter(pk=self.pk).first()
        if current and seen not in {None, current.version}:
            raise EditConflict(current)
        self.save()
        self.versions.create(title=self.title, lead=self.lead, text=self.text, by=by)
        Act.objects.record(PageEvent.REVISED, self, by=by)


class PageVersion(models.Model):
    """What a page said from one moment on. Written once and never changed."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="versions")
    title = fields.CharField(_("title"), max_length=lengths.TITLE)
    lead = fields.CharField(_("lead"), max_length=lengths.SENTENCE, blank=True)
    text = fields.MarkdownField(_("text"), max_length=lengths.TEXT, blank=True)
    at = models.DateTimeField(_("when"), default=now)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("by whom"))

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page}, {in_words(self.at, 'DATETIME_FORMAT')}"
