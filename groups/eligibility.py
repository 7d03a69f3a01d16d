"""What somebody meets at a group's door, and the sentence that says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Eligibility(models.TextChoices):
    OPEN = "open", _("There is a seat for you.")
    ASKED = "asked", _("You are on your way in.")
    INSIDE = "inside", _("You are already in this group.")
    ENDED = "ended", _("This group has ended.")
    FULL = "full", _("All seats are taken. There may be room in another group.")
    THROUGH_MANAGER = "through_manager", _("Talk to your manager first, who then contacts the group.")
    MANAGERS_ONLY = "managers_only", _("This body is for managers.")
    APPOINTED = "appointed", _("You cannot sign up here.")
    GONE = "gone", _("Somebody who no longer works here cannot have a seat.")
    AUTOMATIC = "automatic", _("Nobody needs to sign up.")


class NotAllowed(Exception):
    """The door did not open, and nothing changed. `eligibility.label` is the reason, said to the person."""

    def __init__(self, eligibility: Eligibility) -> None:
        super().__init__(eligibility.label)
        self.eligibility = eligibility
