"""Sending what goes to an address rather than to a person (`people.models.DirectMail`).

Sent twice it does no harm, and late it is worth nothing: it is tried again until it is sent, and deleted.
"""

import logging
from datetime import timedelta

from django.core.mail import EmailMessage, mailers

from notices.delivery import Delivery
from notices.smtp import MailRejected, NotNow, Uncertain
from people.models import DirectMail

logger = logging.getLogger(__name__)

TRY_AGAIN = timedelta(seconds=20)  # what the mail server does not take yet


def deliver_directly(mail: DirectMail) -> Delivery:
    if not mail.is_worth_sending:
        mail.delete()
        return Delivery.PASSED_OVER
    try:
        mailers["default"].send_messages([_message(mail)])
    except (MailRejected, ValueError):  # ValueError: Django takes it for no address
        logger.warning("Mail %s to an address was refused", mail)
    except NotNow:
        mail.put_off(TRY_AGAIN)
        return Delivery.NOT_NOW
    except (OSError, Uncertain) as problem:
        logger.warning("Mail %s to an address has to wait: %s", mail, type(problem).__name__)
        mail.put_off()
        return Delivery.SERVER_AWAY
    except Exception:  # the worker goes on with the next
        logger.exception("Mail %s to an address broke off", mail)
    mail.delete()
    return Delivery.DONE


def _message(mail: DirectMail) -> EmailMessage:
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": mail.language}
    return EmailMessage(subject=mail.subject, body=mail.text, to=[mail.to], headers=headers)
