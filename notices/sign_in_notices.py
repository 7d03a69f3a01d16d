"""Telling people that their ways to sign in were changed: most of all where it was not they who did it."""

from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from identity.events import IdentityEvent
from notices.kinds import NoticeKind
from notices.notifications import notify
from people.models import Act

UNLESS = _("If it was not you, tell the portal's technical administrator at once.")

WORDS: dict[str, Promise | str] = {
    IdentityEvent.PASSKEY_ADDED: _("A passkey that signs in as you was added: “%(name)s”."),
    IdentityEvent.PASSKEY_REMOVED: _("Your passkey “%(name)s” was removed."),
    IdentityEvent.APP_ADDED: _("An app with codes was added: its code is asked for when you sign in."),
    IdentityEvent.APP_REMOVED: _("Your app with codes was removed."),
    IdentityEvent.CODES_MADE: _("You got new recovery codes; the ones before are worth nothing any more."),
    IdentityEvent.LINK_MADE: _(
        "On the portal's server a one-time link was made, with which one signs in as you."
    ),
}


def hear(act: Act) -> None:
    """Subscribed to every event (`portal.subscribers`)."""
    if act.verb in WORDS and act.person:
        words = partial(_words, act.verb, {"name": act.facts.get("name", "")})
        notify([act.person], NoticeKind.ACCOUNT, words, about=act.person, page="ways_in")


def _words(verb: str, facts: dict[str, Any]) -> str:
    return f"{WORDS[verb] % facts} {UNLESS}"
