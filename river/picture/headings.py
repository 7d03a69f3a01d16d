"""What stands above the river, by what is shown of it: all of it, a year, or a direction's stream."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from river.picture.data import FIRST_WORKSHOP, River
from river.picture.words import how_long
from river.picture.zoom import View


def title(view: View) -> str:
    """What the page is called among other pages."""
    if view.year:
        return _("The river around %(year)s") % {"year": view.year}
    if view.stream:
        return _("The river of %(title)s") % {"title": view.stream.name}
    return _("The river")


def heading(view: View, whole: River) -> str:
    """The page's own heading, which for the whole river says how many years it has flowed."""
    if view.stream:
        return view.stream.name
    return title(view) if view.year else how_long(whole)


def lead(view: View) -> str:
    """The paragraph under the heading."""
    if view.stream:
        return _("Where it came from, and what it led to.")
    if view.year:
        return _("What flowed that year, and what it came from and led to.")
    return _(
        "Everything flows from one day: %(day)s, when all managers sat in one room."
        " Since then every end has been the start of something new."
    ) % {"day": date_format(FIRST_WORKSHOP)}
