"""What happens to the editorial pages."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class PageEvent(Event):
    REVISED = "portal.page_revised", _("revised the page")
