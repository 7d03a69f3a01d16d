"""What stands above the form of the review page."""

from django.utils.translation import gettext as _


def heading(*, is_overtaken: bool, is_wrong: bool) -> str:
    """Whether what was sent has been saved, and if not, whose doing that was."""
    if is_overtaken:
        return _("Not saved: somebody was quicker")
    return _("Not saved yet") if is_wrong else _("What you do with it")
