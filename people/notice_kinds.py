"""The kinds of notices, in words that a person understands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    TURN = "turn", _("Something waits for you")
    ANSWER = "answer", _("What became of what you said")
    GROUP = "group", _("What happens in your groups")
    BODY = "body", _("What is sent to a body you sit in")
    FOLLOW = "follow", _("What you follow")
    BRIEFING = "briefing", _("The briefing from the Ledarforum")
