"""What became of one mail, and what that says of the mail server."""

from enum import Enum


class Delivery(Enum):
    NOTHING = "nothing was due"
    DONE = "the mail server has taken one mail, or refused it for good"
    NOT_NOW = "the mail server is there, and will not take this one mail yet"
    PASSED_OVER = "nothing is known of the mail server: one mail could not be written, or broke off here"
    SERVER_AWAY = "the mail server could not be reached, or takes no mail at all now"
