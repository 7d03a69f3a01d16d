"""The kinds of group, as the customer's own table has them. Everything else asks this table.

| body            | who                          | how one gets in             | feeds back to               |
|-----------------|------------------------------|-----------------------------|-----------------------------|
| working group   | managers and employees       | sign up / through manager   | storgrupp, steering group   |
| learning forum  | managers and employees       | sign up / through manager   | storgrupp, steering group   |
| storgrupp       | managers who want to engage  | sign up                     | steering group              |
| coordination g. | three backgrounds, and a communicator | appointed          | steering group              |
| steering group  | the management team          | appointed                   | nobody: it steers           |
| Ledarforum      | every manager                | automatic                   | nobody: it is told          |

A kind is added by adding a row.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class KindCode(models.TextChoices):
    WORKING_GROUP = "working_group", _("Working group")
    LEARNING_FORUM = "learning_forum", _("Learning forum")
    STORGRUPP = "storgrupp", _("Storgrupp")
    COORDINATION_GROUP = "coordination_group", _("Coordination group")
    STEERING_GROUP = "steering_group", _("Steering group")
    LEADERSHIP_FORUM = "leadership_forum", _("Ledarforum")


class WayIn(models.TextChoices):
    SIGN_UP = "sign_up", _("Managers sign up.")
    SIGN_UP_OR_THROUGH_MANAGER = (
        "sign_up_or_through_manager",
        _("Managers sign up. Employees talk to their manager first, who then contacts the group."),
    )
    APPOINTED = "appointed", _("Members are appointed.")
    AUTOMATIC = "automatic", _("Every manager in the administration belongs to it.")


@dataclass(frozen=True)
class Kind:
    code: KindCode
    in_text: str | Promise  # its name inside a sentence
    who: str | Promise
    does: str | Promise
    way_in: WayIn
    reports_to: tuple[KindCode, ...] = ()
    governing: bool = True  # one of its kind at a time, and no direction of its own
    managers_only: bool = False
    leads: str = ""  # the role somebody must hold, or the vacancy shows
    seats: tuple[int, ...] = ()  # numbered seats that must be filled, or the vacancy shows

    @property
    def takes_sign_ups(self) -> bool:
        return self.way_in in {WayIn.SIGN_UP, WayIn.SIGN_UP_OR_THROUGH_MANAGER}

    @property
    def is_appointed(self) -> bool:
        return self.way_in == WayIn.APPOINTED

    @property
    def takes_employees(self) -> bool:
        return self.way_in == WayIn.SIGN_UP_OR_THROUGH_MANAGER

    @property
    def has_members(self) -> bool:
        """False where the directory says who belongs, and nobody is written down."""
        return self.way_in != WayIn.AUTOMATIC


_UPWARD = (KindCode.STORGRUPP, KindCode.STEERING_GROUP)
_EVERYBODY = _("Managers and employees, on equal terms.")

KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            KindCode.WORKING_GROUP,
            _("the working group"),
            _EVERYBODY,
            _("Does the work, drives it forward, and feeds back all the time."),
            WayIn.SIGN_UP_OR_THROUGH_MANAGER,
            _UPWARD,
            governing=False,
            leads="convener",
        ),
        Kind(
            KindCode.LEARNING_FORUM,
            _("the learning forum"),
            _EVERYBODY,
            _("Learns together, drives it forward, and feeds back all the time."),
            WayIn.SIGN_UP_OR_THROUGH_MANAGER,
            _UPWARD,
            governing=False,
            leads="convener",
        ),
        Kind(
            KindCode.STORGRUPP,
            _("the storgrupp"),
            _("Managers who want to be more involved."),
            _("Sets direction and gives the overview. Tests ideas, and prepares proposals for the director."),
            WayIn.SIGN_UP,
            (KindCode.STEERING_GROUP,),
            managers_only=True,
        ),
        Kind(
            KindCode.COORDINATION_GROUP,
            _("the coordination group"),
            _("Three people of different background and experience, and a communicator."),
            _("Leads and organises the work. Reads and answers feedback."),
            WayIn.APPOINTED,
            (KindCode.STEERING_GROUP,),
            seats=(1, 2, 3, 4),
        ),
        Kind(
            KindCode.STEERING_GROUP,
            _("the steering group"),
            _("The administration's management team."),
            _("Steers."),
            WayIn.APPOINTED,
            managers_only=True,
            leads="chair",
        ),
        Kind(
            KindCode.LEADERSHIP_FORUM,
            _("Ledarforum"),
            _("Every manager in the administration."),
            _("Is kept informed of what the work arrives at."),
            WayIn.AUTOMATIC,
            managers_only=True,
        ),
    )
}

MANAGERS_ONLY = [kind.code.value for kind in KINDS.values() if kind.managers_only]
GOVERNING = [kind.code.value for kind in KINDS.values() if kind.governing]
TAKING_SIGN_UPS = [kind.code.value for kind in KINDS.values() if kind.takes_sign_ups]
TAKING_EMPLOYEES = [kind.code.value for kind in KINDS.values() if kind.takes_employees]
HEARING = sorted({body.value for kind in KINDS.values() if not kind.governing for body in kind.reports_to})
