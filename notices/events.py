"""What a person decides about notices whose mail is in doubt."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class NoticeEvent(Event):
    RESENT = "notices.resent", _("let the mail in doubt be sent again")
    LEFT = "notices.left", _("left the mail in doubt as it is")
