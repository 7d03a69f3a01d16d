"""What may be attached, in one table. A file is of a kind by what is in it, and served as that kind."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    content_type: str
    label: Any
    suffixes: tuple[str, ...]  # the first one is added to a name that ends in none of them
    is_safe_to_show: bool = False  # in the browser; everything else is downloaded


TEXT = Kind("text/plain", _("text"), (".txt", ".md"))
CSV = Kind("text/csv", _("table, CSV"), (".csv",))
PDF = Kind("application/pdf", _("PDF"), (".pdf",))
JPEG = Kind("image/jpeg", _("picture, JPEG"), (".jpg", ".jpeg", ".jfif"), is_safe_to_show=True)
PNG = Kind("image/png", _("picture, PNG"), (".png",), is_safe_to_show=True)
GIF = Kind("image/gif", _("picture, GIF"), (".gif",), is_safe_to_show=True)
WEBP = Kind("image/webp", _("picture, WebP"), (".webp",), is_safe_to_show=True)

_OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = Kind(f"{_OOXML}.wordprocessingml.document", _("document, Word"), (".docx",))
XLSX = Kind(f"{_OOXML}.spreadsheetml.sheet", _("spreadsheet, Excel"), (".xlsx",))
PPTX = Kind(f"{_OOXML}.presentationml.presentation", _("presentation, PowerPoint"), (".pptx",))

_ODF = "application/vnd.oasis.opendocument"
ODT = Kind(f"{_ODF}.text", _("document, OpenDocument"), (".odt",))
ODS = Kind(f"{_ODF}.spreadsheet", _("spreadsheet, OpenDocument"), (".ods",))
ODP = Kind(f"{_ODF}.presentation", _("presentation, OpenDocument"), (".odp",))

MICROSOFT = (DOCX, XLSX, PPTX)
OPEN_DOCUMENT = (ODT, ODS, ODP)
KINDS = {
    kind.content_type: kind for kind in (PDF, JPEG, PNG, WEBP, GIF, *MICROSOFT, *OPEN_DOCUMENT, TEXT, CSV)
}
SUFFIXES = [suffix for kind in KINDS.values() for suffix in kind.suffixes]
PICTURE_SUFFIXES = [suffix for kind in KINDS.values() if kind.is_safe_to_show for suffix in kind.suffixes]
