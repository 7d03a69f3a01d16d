"""Why a file is not taken, in sentences that say how to go on."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EMPTY = _("“%(name)s” is empty.")
TOO_LARGE = _("“%(name)s” is larger than %(limit)s MB. Make it smaller, or divide it.")
UNKNOWN = _(
    "“%(name)s” is of a kind that cannot be attached. What can be: PDF, pictures (JPEG, PNG, WebP, GIF), "
    "documents, spreadsheets and presentations (docx, xlsx, pptx, odt, ods, odp) and plain text (txt, csv)."
)
OLD_OFFICE = _(
    "“%(name)s” is in an old Office format, or locked with a password. "
    "Save it as docx, xlsx or pptx without a password, or as a PDF."
)
MARKUP = _(
    "“%(name)s” holds a web page or a drawing made of code (HTML, SVG, XML), and that cannot be attached. "
    "Save it as a PDF or a picture."
)
MACROS = _("“%(name)s” contains macros, small programs that run when it is opened. Save it without them.")
MISNAMED = _(
    "“%(name)s” is not what its ending says, but %(found)s. Give it the ending %(ending)s"
    " if that is right, or save it again as what it should be."
)
PACKED = _(
    "“%(name)s” would unpack to far more than such a file does, so it has not been opened. "
    "Save it as a PDF, or divide it into several smaller files."
)
DAMAGED = _("“%(name)s” is damaged or incomplete. Open it, save it again, and choose it again.")
INFECTED = _("The virus scanner found something in “%(name)s”. Nothing has been saved. Tell your IT support.")
SCANNER_AWAY = _(
    "Files cannot be checked for viruses just now, so none can be attached. "
    "You can save your text without them and attach them later."
)
TOO_MANY = _("At most %(limit)s files can be attached. %(there)s are already there.")
TOO_MUCH = _("All files together can be at most %(limit)s MB.")
NOT_STORED = _("The files could not be stored. You can save your text without them and attach them later.")
SETTLED = _("It is no longer a draft, so its files cannot be changed.")


class FileRejected(ValidationError):
    """A file that is not taken. The message is one of those above, where %(name)s is the file's."""
