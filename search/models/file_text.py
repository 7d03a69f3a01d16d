from django.db import models
from django.utils.translation import gettext_lazy as _

from files.models import Attachment
from ui.dates import now


class FileText(models.Model):
    """What stands in an attached file, as the worker read it; nothing where it found no words."""

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="read")
    text = models.TextField(_("text"), blank=True)
    read_at = models.DateTimeField(_("read"), default=now)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self) -> str:
        return f"text of {self.attachment_id}"
