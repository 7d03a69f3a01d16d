"""What happens at the door, besides signing in itself (`people.events`)."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class IdentityEvent(Event):
    CONNECTED = "identity.connected", _("connected the organisation's sign-in to the person")
    TURNED_AWAY = "identity.turned_away", _("was turned away when signing in")
    PASSKEY_ADDED = "identity.passkey_added", _("added a passkey")
    PASSKEY_REMOVED = "identity.passkey_removed", _("removed a passkey")
    APP_ADDED = "identity.app_added", _("added an app with codes")
    APP_REMOVED = "identity.app_removed", _("removed the app with codes")
    CODES_MADE = "identity.codes_made", _("made recovery codes")
    FACTOR_USED = "identity.factor_used", _("confirmed with a second factor")
    FACTOR_REFUSED = "identity.factor_refused", _("was refused with a wrong second factor")
    LINK_MADE = "identity.link_made", _("made a one-time link for signing in with a new passkey")
    LINK_USED = "identity.link_used", _("signed in by the one-time link")
