"""What rows keep of having been read and answered, brought up to date with what says so.

The flows keep it in their own transaction (`feedback.answering`). This is for what is written past them: in
bulk, by a demo, and by the release before this one while an upgrade is under way. Only what is open is looked
at, so the worker does it every hour at no cost.
"""

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from feedback.models import Acknowledgement, Feedback, Receipt


@transaction.atomic
def catch_up() -> int:
    """How many rows were behind."""
    return _receipts() + _reviewed()


def _receipts() -> int:
    read = Acknowledgement.objects.filter(receipt=OuterRef("pk"))
    row = Receipt.objects.filter(pk=OuterRef("pk")).order_by()
    answer = row.filter(answer__published_at__isnull=False)
    behind = Receipt.objects.open().filter(Q(Exists(read), read_at=None) | Q(Exists(answer)))
    found = dict(behind.values_list("pk", "feedback"))
    answered_at = Subquery(answer.values("answer__published_at"))
    first = Subquery(row.annotate(first=Min("acknowledgements__at")).values("first"))
    Receipt.objects.filter(pk__in=found).update(
        read_at=Coalesce(F("read_at"), first, answered_at), answered_at=answered_at
    )
    answers = (
        Feedback.objects.filter(pk=OuterRef("pk")).order_by().annotate(first=Min("receipts__answered_at"))
    )
    posts = Feedback.objects.filter(pk__in=found.values(), answered_at=None)
    posts.update(answered_at=Subquery(answers.values("first")))
    return len(found)


def _reviewed() -> int:
    read = Acknowledgement.objects.filter(receipt__feedback=OuterRef("pk"), as_coordinator=True)
    first = read.order_by("at").values("at")[:1]
    return Feedback.objects.waiting().filter(Exists(read)).update(reviewed_at=Subquery(first))
