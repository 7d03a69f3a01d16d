"""What happens to the briefing for the Ledarforum."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class BriefingEvent(Event):
    BEGUN = "briefings.begun", _("began the briefing")
    EDITED = "briefings.edited", _("wrote in the draft of the briefing")
    SENT = "briefings.sent", _("sent the briefing to every manager")
    DISCARDED = "briefings.discarded", _("threw the draft of the briefing away")
