"""What is said of a request to join, by where it is now: to whom, as which kind of notice, in which words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.models import JoinState
from notices.kinds import NoticeKind

Texts = dict[JoinState, tuple[NoticeKind, str | Promise]]

# To whoever can take it further.
WAITS: dict[JoinState, str | Promise] = {
    JoinState.WISHED: _("%(person)s would like to take part in %(group)s. Talk about it, and answer."),
    JoinState.PUT_FORWARD: _("%(by)s has put %(person)s forward for %(group)s. Say yes or no, and why."),
}

TO_THE_PERSON: Texts = {
    JoinState.PUT_FORWARD: (
        NoticeKind.TURN,
        _("%(by)s has put you forward for %(group)s. The group will reply. You can still say no."),
    ),
    JoinState.QUEUED: (
        NoticeKind.ANSWER,
        _("%(group)s is full. You are on the waiting list, and will be told when a seat is free."),
    ),
    JoinState.OFFERED: (NoticeKind.TURN, _("A seat in %(group)s is held for you until %(until)s.")),
    JoinState.ASKED_ALONG: (NoticeKind.TURN, _("%(invitation)s Do you come along?")),
    JoinState.WELCOMED: (NoticeKind.ANSWER, _("You are in %(group)s. Welcome!")),
    JoinState.NOT_NOW: (NoticeKind.ANSWER, _("%(group)s: not now, says your manager. “%(reason)s”")),
    JoinState.DECLINED: (NoticeKind.ANSWER, _("%(group)s cannot take you now. “%(reason)s”")),
    JoinState.WITHDRAWN: (
        NoticeKind.ANSWER,
        _("Your request to take part in %(group)s has been withdrawn."),
    ),
    JoinState.LAPSED: (
        NoticeKind.ANSWER,
        _("The seat in %(group)s that was held for you has gone to the next person."),
    ),
    JoinState.GROUP_ENDED: (
        NoticeKind.ANSWER,
        _("%(group)s has ended, so your request to take part has lapsed."),
    ),
}

# To whoever asked to take part themselves: nothing there is theirs to answer.
AS_THEY_ASKED: Texts = {
    JoinState.PUT_FORWARD: (
        NoticeKind.ANSWER,
        _("%(by)s has contacted %(group)s about you, as you asked. The group will reply."),
    ),
}

# To the manager who put an employee forward.
TO_THE_MANAGER: Texts = {
    JoinState.QUEUED: (NoticeKind.ANSWER, _("%(group)s is full. %(person)s is on the waiting list.")),
    JoinState.WELCOMED: (NoticeKind.ANSWER, _("%(person)s is now in %(group)s.")),
    JoinState.DECLINED: (NoticeKind.ANSWER, _("%(group)s cannot take %(person)s now. “%(reason)s”")),
}

# And besides, when the employee has no e-mail: nobody else tells them.
TO_THE_MANAGER_ALONE: Texts = {
    JoinState.OFFERED: (NoticeKind.TURN, _("A seat in %(group)s is held for %(person)s until %(until)s.")),
    JoinState.ASKED_ALONG: (NoticeKind.TURN, _("%(invitation)s %(person)s is asked to come along.")),
    JoinState.LAPSED: (
        NoticeKind.ANSWER,
        _("The seat in %(group)s that was held for %(person)s has passed on."),
    ),
    JoinState.GROUP_ENDED: (
        NoticeKind.ANSWER,
        _("%(group)s has ended, and with it the request of %(person)s to take part."),
    ),
}

# Of the mail, where the words above say no: a subject shows on many screens, and is nobody else's business.
SUBJECTS: dict[JoinState, str | Promise] = {
    JoinState.NOT_NOW: _("An answer about %(group)s"),
    JoinState.DECLINED: _("An answer about %(group)s"),
}
