from itertools import count
from typing import Any

from feedback import reviewing, routing
from feedback.models import Feedback, Voice
from people.models import Person
from ui.dates import now

number = count(1)


def make_draft(by: Person, **fields: Any) -> Feedback:
    """A draft in the group's name when a group is given, else in the person's own."""
    n = next(number)
    words = {"title": f"Rubrik {n}", "text": f"Text {n}."}
    voice = Voice.GROUP if "group" in fields else Voice.PERSON
    post = Feedback.draft(by=by, **{"voice": voice, **words, **fields})
    post.save()
    return post


def make_post(by: Person, **fields: Any) -> Feedback:
    """Completed feedback that lies with the bodies it goes to, and has been read by nobody."""
    at = fields.pop("completed_at", now())
    post = make_draft(by, **fields)
    post.completed_at, post.completed_by = at, by
    post.save()
    routing.deliver(post)
    return post


def make_shared(by: Person, reviewer: Person, **fields: Any) -> Feedback:
    """Feedback that a coordinator has answered and shared with everybody."""
    post = make_post(by, **fields)
    reviewing.answer(post, "Tack!", by=reviewer)
    reviewing.share(post, by=reviewer)
    return post
