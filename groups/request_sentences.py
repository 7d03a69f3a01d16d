"""What is said of a request to join in whole sentences: where it stands, what is next, how to take it back.

Notices about it, sent as it moves, have their words in `groups.request_texts`.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Group, JoinRequest, JoinState
from people.models import Person
from ui.listing import listed
from ui.swedish import alphabetically
from ui.templatetags.ui import lower_first


def standing(request: JoinRequest, reader: Person | None = None) -> str:
    """Where it is now and since when, as its page says it to `reader` under the heading."""
    if request.state == JoinState.QUEUED:
        place = _("Number %(place)s on the waiting list.") % {"place": request.place_in_line}
        return f"{place} {_('When a seat becomes free it is held for three days.')}"
    if request.state == JoinState.OFFERED:
        return _("A seat is held until %(until)s.") % {"until": _until(request.offered_until)}
    if request.is_open:
        return f"{state_in_words(request, reader)}, {_since(request.days_waiting)}."
    return f"{how_it_ended(request)}."


def state_in_words(request: JoinRequest, reader: Person | None = None) -> str:
    """Whom it waits for, as `reader` is told it; a wish that no manager can answer is the coordinators'."""
    if request.state != JoinState.WISHED:
        return str(request.get_state_display())
    manager = request.person.acting_manager
    if manager is None:
        return _("Waits for the coordinators")
    return _("Waits for you") if manager == reader else _("Waits for %(manager)s") % {"manager": manager.name}


def how_it_ended(request: JoinRequest) -> str:
    """What its last step was: of what was taken back, from where."""
    steps = list(request.steps.all())  # they may be there already
    return steps[-1].words if steps else str(request.get_state_display())


def invitation(request: JoinRequest) -> str:
    """Of somebody who is asked along: which group of theirs ended, what it has become, and for what."""
    group = request.group
    before = Group.objects.filter(links_onward__later=group, memberships__person=request.person).distinct()
    names = list(before.order_by(alphabetically("name")).values_list("name", flat=True)) or [_("Your group")]
    with_task = ngettext(
        "%(before)s has become %(group)s: %(task)s",
        "%(before)s have become %(group)s: %(task)s",
        len(names),
    )
    alone = ngettext("%(before)s has become %(group)s.", "%(before)s have become %(group)s.", len(names))
    text = with_task if group.summary else alone
    return text % {"before": listed(names), "group": group.name, "task": group.summary}


def tell_them(person: Person) -> str:
    """To the manager of somebody without e-mail, who gets no other word; empty for whoever has some."""
    if person.email:
        return ""
    text = _(
        "%(person)s has no e-mail: tell them, or hand over the slip under “Notices to print”, on My people."
    )
    return text % {"person": person.name}


def what_comes_next(request: JoinRequest, reader: Person) -> str:
    """Who does what next, while it is open, as `reader` is told it."""
    if request.state == JoinState.WISHED and request.person.acting_manager:
        return _the_talk(request, request.person.acting_manager, reader)
    if request.state == JoinState.ASKED_ALONG:
        return _("%(name)s comes along, or says no") % {"name": request.person.given_name}
    waits_for = {
        JoinState.WISHED: _("The coordinators act, since there is no manager"),
        JoinState.PUT_FORWARD: _("The group says yes or no"),
        JoinState.QUEUED: _("A seat becomes free"),
    }
    return waits_for.get(JoinState(request.state)) or _("The seat is taken, or passes on")


def what_follows(request: JoinRequest) -> list[str]:
    """What comes after that, as far as it is known."""
    return [_("The group says yes or no")] if request.state == JoinState.WISHED else []


def _the_talk(request: JoinRequest, manager: Person, reader: Person) -> str:
    names = {"manager": manager.name, "person": request.person.given_name}
    if reader == manager:
        return _("You and %(person)s talk") % names
    if reader == request.person:
        return _("You and %(manager)s talk") % names
    own = manager == request.person.manager
    text = _("%(manager)s talks with their employee") if own else _("%(manager)s talks with the employee")
    return text % names


def withdrawing(request: JoinRequest, by: Person) -> str:
    """The words on the button with which somebody takes it back, or says no to it."""
    given_back = {
        JoinState.QUEUED: _("Leave the waiting list"),
        JoinState.OFFERED: _("Decline the seat"),
        JoinState.ASKED_ALONG: _("No, not this time"),
    }
    if words := given_back.get(JoinState(request.state)):
        return words
    if request.person != by:
        return _("Withdraw the proposal")
    if request.state == JoinState.PUT_FORWARD:
        return _("No, I do not want to be put forward")
    return _("Withdraw my request")


def on_paper(request: JoinRequest, manager: Person) -> str:
    """The news of it for somebody without e-mail, on the sheet that their manager hands over."""
    says = {
        JoinState.OFFERED: _("There is a seat for you in %(group)s. Tell %(manager)s before %(until)s."),
        JoinState.PUT_FORWARD: _(
            "%(manager)s has contacted %(group)s. The group will reply. You can still say no."
        ),
        JoinState.ASKED_ALONG: _("%(invitation)s Tell %(manager)s whether you want to come along."),
        JoinState.QUEUED: _("You are on the waiting list for %(group)s."),
        JoinState.WELCOMED: _("You are in %(group)s. Welcome!"),
    }
    facts = {"group": request.group.name, "manager": manager.name, "until": _until(request.offered_until)}
    where = state_in_words(request) if request.is_open else how_it_ended(request)
    facts["state"] = lower_first(where)
    facts["invitation"] = invitation(request) if request.state == JoinState.ASKED_ALONG else ""
    return says.get(JoinState(request.state), _("%(group)s: %(state)s.")) % facts


def _since(days: int) -> str:
    return (
        ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days} if days else _("as of today")
    )


def _until(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "WEEKDAY_TIME_FORMAT") if moment else ""
