"""Who hears of a change in the directory that decides who may sign in or who leads (subscribed in `portal`).

The person themselves, at the address that they had as well; and the director, where the steering group is
touched or somebody becomes technical administrator or manager by hand.
"""

from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from groups.kinds import KindCode
from groups.models import Group, Membership, Role
from groups.roles import who_confirms
from notices.kinds import NoticeKind
from notices.notifications import notify, settle
from people.directory import STAND_IN, Changes
from people.events import Source, current_source
from people.four_eyes import BY_HAND, OWN
from people.models import DirectMail, HeldChange, Person
from ui.dates import in_words
from ui.listing import listed

GRANTED = {"is_administrator", "is_manager"}


def directory_changed(person: Person, changes: Changes, *, by: Person) -> None:
    """Of somebody new only what makes them more than an employee is told, and to the director."""
    names = OWN & changes.keys()
    is_new = "directory_id" in changes and changes["directory_id"].before is None
    if names and not is_new:
        _tell_the_person(person, changes, by)
    if names and (_steers(person) or _is_granted_more(changes)):
        _tell_the_director(person, by)


def stand_in_changed(person: Person, changes: Changes, *, by: Person) -> None:
    """The manager and whoever stands in are told from when to when; whoever did before, that it is over."""
    if not STAND_IN & changes.keys():
        return
    before = changes["stand_in"].before if "stand_in" in changes else None
    days = {"first": person.away_from, "last": person.away_until}
    names = {"manager": person.name, "stand_in": person.stand_in.name if person.stand_in else ""}

    def say(text: object) -> str:
        return str(text) % (names | {name: in_words(day) if day else "" for name, day in days.items()})

    about: dict[str, Any] = {"about": person, "by": by}
    over = gettext_lazy("You no longer stand in for %(manager)s.")
    notify([before] if before else [], NoticeKind.ACCOUNT, partial(say, over), **about)
    if person.stand_in:
        theirs = gettext_lazy(
            "You stand in for %(manager)s from %(first)s to %(last)s, for all their employees ask."
        )
        own = gettext_lazy("%(stand_in)s stands in for you from %(first)s to %(last)s.")
        notify([person.stand_in], NoticeKind.ACCOUNT, partial(say, theirs), **about)
        notify([person], NoticeKind.ACCOUNT, partial(say, own), **about)
    else:
        nobody = gettext_lazy("Nobody stands in for you any more.")
        notify([person], NoticeKind.ACCOUNT, partial(say, nobody), **about)


def change_held(change: HeldChange) -> None:
    """Somebody has to be the second: those who may be are told, and the person concerned."""

    def words() -> str:
        text = _("A change to %(person)s in the directory is waiting for you to confirm it.")
        return text % {"person": change.person.name}

    def own_words() -> str:
        return _(
            "Somebody has asked for a change to your details in the directory. It is waiting to be confirmed."
        )

    others = who_confirms().exclude(pk=change.person_id)
    notify(others, NoticeKind.TURN, words, about=change, by=change.asked_by)
    notify([change.person], NoticeKind.ACCOUNT, own_words, about=change, by=change.asked_by)


def change_answered(change: HeldChange) -> None:
    """Nobody else need answer, and whoever asked hears what became of it."""

    def words() -> str:
        confirmed = _("%(by)s has confirmed your change to %(person)s in the directory.")
        declined = _("%(by)s has said no to your change to %(person)s in the directory.")
        by = change.answered_by.name if change.answered_by else ""
        return (confirmed if change.confirmed else declined) % {"by": by, "person": change.person.name}

    settle(change)
    notify([change.asked_by], NoticeKind.ACCOUNT, words, about=change, by=change.answered_by)


def _tell_the_person(person: Person, changes: Changes, by: Person) -> None:
    def words() -> str:
        fields = [Person._meta.get_field(name) for name in sorted(OWN & changes.keys())]
        what = listed(getattr(field, "verbose_name", field.name) for field in fields)
        return _("Your details have changed in the directory: %(what)s.") % {"what": what}

    notify([person], NoticeKind.ACCOUNT, words, about=person, page="me", by=by)
    before = changes["email"].before if "email" in changes else None
    if before:
        _mail_to_the_old_address(person, before)


def _mail_to_the_old_address(person: Person, address: str) -> None:
    """No notice reaches it any more: whoever takes somebody's address would be the only one to know."""
    with override(person.language):
        subject = _("Your e-mail address in the portal has been changed")
        text = _(
            "The directory now has a different e-mail address for you, and sign-in codes go "
            "there. If you know nothing about this, tell your manager or the coordinators at "
            "once."
        )
        DirectMail.objects.put(address, subject, f"{text}\n\n{settings.PUBLIC_URL}{reverse('me')}\n")


def _tell_the_director(person: Person, by: Person) -> None:
    def words() -> str:
        text = _("%(by)s has changed %(person)s in the directory.")
        return text % {"person": person.name, "by": by.name}

    chairs = Membership.objects.current().filter(group__kind=KindCode.STEERING_GROUP, role=Role.CHAIR)
    for chair in chairs.select_related("person", "group").exclude(person=person):
        group: Group = chair.group
        notify([chair.person], NoticeKind.ACCOUNT, words, about=group, by=by)


def _steers(person: Person) -> bool:
    seats = person.memberships.current()
    found: bool = seats.filter(group__kind=KindCode.STEERING_GROUP).exists()
    return found


def _is_granted_more(changes: Changes) -> bool:
    """By hand: what comes from the organisation's own directory has been decided there."""
    return Source(current_source()) in BY_HAND and any(
        name in changes and changes[name].after for name in GRANTED
    )
