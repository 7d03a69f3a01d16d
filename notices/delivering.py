"""Handing one mail after the other to the mail server, and writing down what became of each."""

import logging

from django.core.mail import EmailMessage, mailers

from notices import outbox
from notices.delivery import Delivery
from notices.direct_mail import deliver_directly
from notices.mailing import letter
from notices.outbox import Claim
from notices.smtp import MailRejected, NotNow, Uncertain
from people.models import DirectMail

logger = logging.getLogger(__name__)


def deliver_next() -> Delivery:
    """Send the mail that has waited longest, if one is due; codes to sign in go before all notices."""
    direct = DirectMail.objects.claim_next()
    return deliver_directly(direct) if direct else _deliver_notice()


def _deliver_notice() -> Delivery:
    claim = outbox.claim_next()
    if claim is None:
        return Delivery.NOTHING
    try:
        mail = letter(claim)
    except Exception:  # a mail that cannot be written must not stop all that come after it
        logger.exception("The mail of notice %s could not be written", claim.lead.pk)
        claim.unwritten()
        return Delivery.PASSED_OVER
    return _send(claim, mail) if claim.begin() else Delivery.PASSED_OVER


def _send(claim: Claim, mail: EmailMessage) -> Delivery:
    """Only an answer from the mail server counts. No answer after the whole text leaves it in doubt."""
    try:
        mailers["notices"].send_messages([mail])
    except Uncertain as problem:
        logger.warning("Notice %s may or may not have been sent: %s", claim.lead.pk, problem)
        claim.uncertain()
        return Delivery.SERVER_AWAY
    except (MailRejected, ValueError) as problem:  # ValueError: Django takes it for no address
        logger.warning("Notice %s was refused: %s", claim.lead.pk, problem)
        claim.refused()
    except NotNow as problem:
        logger.warning("Notice %s is not taken now: %s", claim.lead.pk, problem)
        claim.not_taken()
        return Delivery.NOT_NOW
    except OSError as problem:
        logger.warning("Notice %s has to wait: %s", claim.lead.pk, problem)
        claim.put_back()
        return Delivery.SERVER_AWAY
    except Exception:  # nobody knows how far it came; the worker goes on with the next
        logger.exception("Sending notice %s broke off", claim.lead.pk)
        claim.uncertain()
        return Delivery.PASSED_OVER
    else:
        claim.sent()
    return Delivery.DONE
