"""What happens in groups: to them, at their door, in their meetings, and with the stages they carry out."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class GroupEvent(Event):
    STARTED = "groups.started", _("started the group")
    EDITED = "groups.edited", _("changed what the group says of itself")
    MOVED = "groups.moved", _("moved the group to another direction")
    ENDED = "groups.ended", _("ended the group")
    LINKED = "groups.linked", _("said which group this one came from")
    UNLINKED = "groups.unlinked", _("took back which group this one came from")

    JOINED = "groups.joined", _("joined the group")
    APPOINTED = "groups.appointed", _("appointed somebody in the group")
    BACKGROUND_ADDED = "groups.background_added", _("added a background to the list")
    BACKGROUND_RENAMED = "groups.background_renamed", _("gave a background another name")
    BACKGROUND_REMOVED = "groups.background_removed", _("took a background from the list")
    LEFT = "groups.left", _("left the group")

    REQUEST_WISHED = "groups.request_wished", _("wished to join the group")
    REQUEST_PUT_FORWARD = "groups.request_put_forward", _("put somebody forward to the group")
    REQUEST_QUEUED = "groups.request_queued", _("placed on the waiting list")
    REQUEST_OFFERED = "groups.request_offered", _("offered a seat")
    REQUEST_WELCOMED = "groups.request_welcomed", _("welcomed to the group")
    REQUEST_POSTPONED = "groups.request_postponed", _("said not now, as the manager")
    REQUEST_DECLINED = "groups.request_declined", _("declined the request to join")
    REQUEST_WITHDRAWN = "groups.request_withdrawn", _("withdrew the request to join")
    REQUEST_LAPSED = "groups.request_lapsed", _("let the offer of a seat run out")
    REQUEST_ASKED_ALONG = "groups.request_asked_along", _("asked somebody to come along to the new group")
    REQUEST_OVERTAKEN = "groups.request_overtaken", _("closed the request to join, as the group ended")

    MEETING_PLANNED = "groups.meeting_planned", _("planned the meeting")
    MEETING_REPLANNED = "groups.meeting_replanned", _("changed the plans for the meeting")
    MEETING_CANCELLED = "groups.meeting_cancelled", _("cancelled the meeting")
    NOTES_DRAFTED = "groups.notes_drafted", _("wrote in the draft of the meeting's notes")
    NOTES_COMPLETED = "groups.notes_completed", _("completed the meeting's notes")

    PRESENTATION_PLANNED = "groups.presentation_planned", _("planned a presentation of the stage")
    PRESENTATION_REPLANNED = "groups.presentation_replanned", _("changed the presentation of the stage")
    PRESENTATION_CORRECTED = (
        "groups.presentation_corrected",
        _("corrected what was written down of what the body said"),
    )
    PRESENTATION_HEARD = "groups.presentation_heard", _("wrote down what the body said of the stage")
    OUTCOME_SUGGESTED = "groups.outcome_suggested", _("suggested what should happen to the group")
