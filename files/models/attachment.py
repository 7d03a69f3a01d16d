from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from files.kinds import KINDS, Kind
from files.storage import attachment_storage, random_name
from people.models.person import Person
from ui.alternatives import alternatives
from ui.dates import now


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def of(self, target: models.Model) -> "AttachmentQuerySet":
        return self.filter(target_type=ContentType.objects.get_for_model(target), target_id=target.pk)

    def of_each(self, targets: models.QuerySet[Any]) -> "AttachmentQuerySet":
        kind = ContentType.objects.get_for_model(targets.model)
        return self.filter(target_type=kind, target_id__in=targets.values("pk"))

    def visible_to(self, person: Person) -> "AttachmentQuerySet":
        """Those of which each thing says that this person reads its files."""
        readable: Any = Q(pk__in=[])
        for kind in Attachable.__subclasses__():
            read = kind.with_files_read_by(person).filter(pk=OuterRef("target_id"))
            readable |= Q(target_type=ContentType.objects.get_for_model(kind)) & Exists(read)
        return self.filter(readable)

    def each_way_visible_to(self, person: Person, most: int) -> Iterator[models.QuerySet[Any, Any]]:
        """Their numbers in parts, from those things that somebody may read: of each way at most so many. If
        there are as many, one number is 0.
        """
        for kind in Attachable.__subclasses__():
            mine = self.filter(target_type=ContentType.objects.get_for_model(kind))
            for things in kind.numbers_with_files_read_by(person):
                yield mine.filter(target_id__in=things[:most]).values("pk")
                yield things[most - 1 : most].values(more=Value(0, models.BigIntegerField()))

    def hand_over(self, target: "Attachable") -> None:
        """Make them another thing's, which says from now on who may read and change them."""
        self.update(target_type=ContentType.objects.get_for_model(target), target_id=target.pk)

    @transaction.atomic
    def throw_away(self) -> None:
        """The rows now, their files when that is certain."""
        files = list(self.values_list("file", flat=True))
        self.delete()
        transaction.on_commit(lambda: delete_files(files))


class Attachment(models.Model):
    """A file that belongs to something somebody wrote: feedback, the notes of a meeting, a proposal.

    What it belongs to says who may read it and who may change it (`Attachable`). `content_type` is what
    the file was found to be, never what it was called; it lies in `file` under a name that says nothing.
    """

    target_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of thing")
    )
    target_id = models.PositiveBigIntegerField(_("number of the thing"))
    target = GenericForeignKey("target_type", "target_id")
    name = models.CharField(_("name"), max_length=120)
    size = models.PositiveBigIntegerField(_("size"))  # bytes
    content_type = models.CharField(_("kind of file"), max_length=100)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    file = models.FileField(
        _("file"), storage=attachment_storage, upload_to=random_name, max_length=60, unique=True
    )
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("when"), default=now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="an_attached_file_is_not_empty"),
            models.CheckConstraint(
                condition=Q(content_type__in=sorted(KINDS)), name="an_attached_file_is_of_a_kind_we_know"
            ),
        ]
        indexes = [models.Index(fields=["target_type", "target_id"], name="attached_files_of_a_thing")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("files:show", args=[self.pk])

    @property
    def kind(self) -> Kind:
        return KINDS[self.content_type]


class Attachable(models.Model):
    """Something that files can be attached to, as long as it is a draft.

    The views of attached files know no more of it than this, so that each app keeps its own rules of who
    may read what.
    """

    attachments = GenericRelation(
        Attachment, content_type_field="target_type", object_id_field="target_id", related_query_name="+"
    )

    class Meta:
        abstract = True

    @classmethod
    def still_open(cls) -> models.QuerySet[Any]:
        """Those whose files may still be changed."""
        raise NotImplementedError

    @classmethod
    def with_files_read_by(cls, person: Person) -> models.QuerySet[Any]:
        """Those whose files this person may read: `files_are_read_by`, as rows are asked for."""
        raise NotImplementedError

    @classmethod
    def numbers_with_files_read_by(cls, person: Person) -> list[models.QuerySet[Any, Any]]:
        """Their numbers way by way, as `alternatives` are, each with an index to go by."""
        return [way.order_by().values("pk") for way in alternatives(cls.with_files_read_by(person))]

    def files_are_read_by(self, person: Person) -> bool:
        """Whoever may read the text that the files belong to."""
        raise NotImplementedError

    def files_are_changed_by(self, person: Person) -> bool:
        raise NotImplementedError


def delete_files(names: Iterable[str]) -> None:
    for name in names:
        attachment_storage().delete(name)
