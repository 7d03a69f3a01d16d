"""What happens at the door, besides signing in itself (`people.events`)."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class IdentityEvent(Event):
    CONNECTED = "identity.connected", _("connected the organisation's sign-in to the person")
    TURNED_AWAY = "identity.turned_away", _("was turned away after the organisation's sign-in")
