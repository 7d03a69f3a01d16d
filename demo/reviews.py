"""What the demo's coordinators have on their desk: who looks after what, notes, drafts, saved views."""

from typing import Any

from demo.content import read
from feedback.events import FeedbackEvent
from feedback.models import Answer, Feedback, Receipt, Review, SavedFilter
from feedback.models.receipt import REVIEWED_BY
from people.models import Act, Person


def load() -> None:
    told = read("reviewing.toml")
    for one in told["desk"]:
        _put_on_the_desk(one)
    for view in told["view"]:
        SavedFilter.objects.keep(view["name"], view["query"], by=_person(view["of"]))


def _put_on_the_desk(told: dict[str, Any]) -> None:
    post, by = Feedback.objects.get(title=told["title"]), _person(told["by"])
    kept = {"assigned_to": by, "note": told.get("note", ""), "version": 1}
    Review.objects.update_or_create(feedback=post, defaults=kept)
    Act.objects.record(FeedbackEvent.ASSIGNED, post, by=by, concerning=by)
    if "draft" in told:
        receipt = Receipt.objects.get(feedback=post, body__kind=REVIEWED_BY)
        Answer.objects.create(receipt=receipt, text=told["draft"].strip(), drafted_by=by)


def _person(key: str) -> Person:
    return Person.objects.get(directory_id=key)
