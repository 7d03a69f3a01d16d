"""What happens to the key in the address of somebody's calendar feed. The target is the person."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class CalendarEvent(Event):
    KEY_MADE = "river.calendar_key_made", _("made an address for the calendar feed")
    KEY_REPLACED = "river.calendar_key_replaced", _("replaced the address of the calendar feed")
    KEY_REVOKED = "river.calendar_key_revoked", _("took away the address of the calendar feed")
