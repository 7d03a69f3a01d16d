"""What happens to the accessibility statement, and to what people report."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class AccessibilityEvent(Event):
    REVISED = "accessibility.revised", _("changed the accessibility statement")
    SHORTCOMING_KEPT = "accessibility.shortcoming_kept", _("wrote down a shortcoming in accessibility")
    REPORTED = "accessibility.reported", _("reported an obstacle")
    HANDLED = "accessibility.handled", _("said what was done about a reported obstacle")
