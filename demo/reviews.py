"""What the demo's coordinators have on their desk: who looks after what, notes, drafts, saved views."""

from typing import Any

from demo.content import read
from feedback.events import FeedbackEvent
from feedback.models import Answer, Feedback, Receipt, Review, SavedFilter
from feedback.models.receipt import REVIEWED_BY
from people.models import Act, Person


def load() -> None:
    content = read("reviews.toml")
    for entry in content["reviews"]:
        _load_review(entry)
    for view in content["views"]:
        SavedFilter.objects.keep(view["name"], view["query"], by=_person(view["of"]))


def _load_review(entry: dict[str, Any]) -> None:
    post, by = Feedback.objects.get(title=entry["title"]), _person(entry["by"])
    kept = {"assigned_to": by, "note": entry.get("note", ""), "version": 1}
    Review.objects.update_or_create(feedback=post, defaults=kept)
    Act.objects.record(FeedbackEvent.ASSIGNED, post, by=by, concerning=by)
    if "draft" in entry:
        receipt = Receipt.objects.get(feedback=post, body__kind=REVIEWED_BY)
        Answer.objects.create(receipt=receipt, text=entry["draft"].strip(), drafted_by=by)


def _person(key: str) -> Person:
    return Person.objects.get(directory_id=key)
