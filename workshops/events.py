"""What those who run a workshop do with it. Who wrote or marked what is no event: it stands in no trail."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class WorkshopEvent(Event):
    PLANNED = "workshops.planned", _("planned the workshop")
    EDITED = "workshops.edited", _("changed the workshop")
    OPENED = "workshops.opened", _("opened the workshop for answers")
    MARKING_OPENED = "workshops.marking_opened", _("let the participants place their marks")
    CLOSED = "workshops.closed", _("closed the workshop")

    GUEST_SHUT_OUT = "workshops.guest_shut_out", _("shut a guest out of the workshop")

    THEME_BEGUN = "workshops.theme_begun", _("began a theme")
    THEME_EDITED = "workshops.theme_edited", _("changed the theme")
    THEME_MERGED = "workshops.theme_merged", _("merged another theme into this one")
    THEME_REMOVED = "workshops.theme_removed", _("removed a theme from the workshop")
    ANSWERS_PLACED = "workshops.answers_placed", _("placed answers in the theme")
