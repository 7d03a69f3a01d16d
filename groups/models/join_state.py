"""Where a request to join may be, where it may go from there, and what the trail calls that it came there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.events import GroupEvent


class JoinState(models.TextChoices):
    WISHED = "wished", _("Waits for the manager")
    PUT_FORWARD = "put_forward", _("Waits for the group")
    QUEUED = "queued", _("On the waiting list")
    OFFERED = "offered", _("Has been offered a seat")
    WELCOMED = "welcomed", _("Welcomed")
    NOT_NOW = "not_now", _("Not now, says the manager")
    DECLINED = "declined", _("Declined by the group")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("The offer ran out")
    ASKED_ALONG = "asked_along", _("Asked to come along")
    GROUP_ENDED = "group_ended", _("The group has ended")


# Where a request may go from where it is; wherever it is, it may be withdrawn, somebody may be welcomed, and
# the group may end. What has no way on is closed.
ANYHOW = {JoinState.WELCOMED, JoinState.WITHDRAWN, JoinState.GROUP_ENDED}
NEXT = {
    JoinState.WISHED: ANYHOW | {JoinState.PUT_FORWARD, JoinState.NOT_NOW},
    JoinState.PUT_FORWARD: ANYHOW | {JoinState.QUEUED, JoinState.DECLINED},
    JoinState.QUEUED: ANYHOW | {JoinState.OFFERED, JoinState.DECLINED},
    JoinState.OFFERED: ANYHOW | {JoinState.LAPSED},
    JoinState.ASKED_ALONG: ANYHOW | {JoinState.QUEUED},
}
OPEN = [state.value for state in NEXT]
UNANSWERED = [JoinState.WISHED.value, JoinState.PUT_FORWARD.value]
HELD_OUT = [JoinState.OFFERED.value, JoinState.ASKED_ALONG.value]  # the person has only to say yes
A_NO = [JoinState.NOT_NOW.value, JoinState.DECLINED.value]
IN_VAIN = [*A_NO, JoinState.WITHDRAWN.value, JoinState.LAPSED.value, JoinState.GROUP_ENDED.value]
EVENTS = {  # what the trail calls it, that a request has come there
    JoinState.WISHED: GroupEvent.REQUEST_WISHED,
    JoinState.PUT_FORWARD: GroupEvent.REQUEST_PUT_FORWARD,
    JoinState.QUEUED: GroupEvent.REQUEST_QUEUED,
    JoinState.OFFERED: GroupEvent.REQUEST_OFFERED,
    JoinState.WELCOMED: GroupEvent.REQUEST_WELCOMED,
    JoinState.NOT_NOW: GroupEvent.REQUEST_POSTPONED,
    JoinState.DECLINED: GroupEvent.REQUEST_DECLINED,
    JoinState.WITHDRAWN: GroupEvent.REQUEST_WITHDRAWN,
    JoinState.LAPSED: GroupEvent.REQUEST_LAPSED,
    JoinState.ASKED_ALONG: GroupEvent.REQUEST_ASKED_ALONG,
    JoinState.GROUP_ENDED: GroupEvent.REQUEST_OVERTAKEN,
}
