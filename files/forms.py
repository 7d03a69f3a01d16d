"""Choosing files in a form: any form of something that is Attachable."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from files.attaching import MB, room_for
from files.judging import Checked, judge
from files.kinds import SUFFIXES
from files.models import Attachment
from files.refusals import TOO_MANY, TOO_MUCH, FileRejected

CHOOSE_AGAIN = _("Choose the files again before you save: the browser does not remember them.")
HINT = _(
    "PDF, pictures, documents, spreadsheets, presentations or plain text. "
    "At most %(count)s files of %(size)s MB each, %(all)s MB together."
)


def _hint() -> str:
    return HINT % {
        "count": settings.ATTACHMENTS_MAX,
        "size": settings.ATTACHMENT_MAX_BYTES // MB,
        "all": settings.ATTACHMENTS_MAX_BYTES // MB,
    }


class FilesInput(forms.FileInput):
    """Several at once. Which endings the browser offers is a help to the eye, and no rule."""

    allow_multiple_selected = True
    template_name = "forms/files.html"
    attached: Iterable[Attachment] = ()  # already, and told of above the field
    have_to_be_chosen_again = False

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ",".join(SUFFIXES)})

    def get_context(self, *args: Any) -> dict[str, Any]:
        context = {"attached": self.attached, "again": CHOOSE_AGAIN if self.have_to_be_chosen_again else ""}
        return super().get_context(*args) | context


class FilesField(forms.FileField):
    """Judges each file by its content; what comes out is a list of those that may be attached."""

    widget = FilesInput

    def __init__(self) -> None:
        super().__init__(label=_("Attach files"), help_text=lazy(_hint, str)(), required=False)

    def clean(self, data: Any, initial: object = None) -> list[Checked]:
        uploads = data or []
        if len(uploads) > settings.ATTACHMENTS_MAX:
            raise ValidationError(TOO_MANY % {"limit": settings.ATTACHMENTS_MAX, "there": 0})
        if sum(upload.size for upload in uploads) > settings.ATTACHMENTS_MAX_BYTES:
            raise ValidationError(TOO_MUCH % {"limit": settings.ATTACHMENTS_MAX_BYTES // MB})
        return _judged(uploads)


class WithAttachments(forms.Form):
    """What a form of something Attachable adds: the field, and in `chosen` the files that its verb attaches.

    Files that are there already stay, whatever becomes of the form.
    """

    files_chosen_are_lost = False
    instance: Any  # what they are attached to
    attachments = FilesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["attachments"].widget.attached = self.instance.attachments.all()

    def clean(self) -> Any:
        chosen = super().clean()
        if files := self.cleaned_data.get("attachments"):
            try:
                room_for(files, self.instance)
            except ValidationError as full:
                self.add_error(None, full)
        return chosen

    @property
    def chosen(self) -> list[Checked]:
        """Those that may be attached. The verb raises ValidationError when there is no room any more."""
        files: list[Checked] = self.cleaned_data.get("attachments", [])
        return files

    def warn_of_lost_files(self, chosen: MultiValueDict[str, UploadedFile] | None) -> None:
        """Beside the field, where the page is shown anew without anything being wrong."""
        self.fields["attachments"].widget.have_to_be_chosen_again = bool(chosen)

    def add_error(self, field: str | None, error: Any) -> None:
        """Whatever is wrong, files that were chosen have to be chosen once more."""
        super().add_error(field, error)
        if self.files and not self.files_chosen_are_lost:
            self.files_chosen_are_lost = True
            super().add_error("attachments", CHOOSE_AGAIN)


def _judged(uploads: Sequence[Any]) -> list[Checked]:
    """Every file that is refused is named, not only the first."""
    checked, refusals = [], []
    for upload in uploads:
        try:
            checked.append(judge(upload))
        except FileRejected as refusal:
            refusals.append(refusal)
    if refusals:
        raise ValidationError(refusals)
    return checked
