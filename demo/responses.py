"""What became of the demo's feedback: who read it, what the bodies answered, corrections and replies."""

import random
from datetime import datetime, timedelta
from typing import Any

from demo.content import read
from feedback.models import Acknowledgement, Answer, Correction, Feedback, Receipt, Reply
from feedback.senders import is_sender
from groups.models import Group
from people.models import Person
from ui.dates import days_since, now

READERS = {"storgruppen": 7, "styrgruppen": 4}  # at the most, by the body's address
NEW = 3  # days, within which few have had the time


def kinds() -> dict[str, str]:
    """The kind of each piece of feedback by its title; what is not there tells what was done."""
    kinds_of_titles = read("responses.toml")["kinds"]
    return {title: kind for kind, titles in kinds_of_titles.items() for title in titles}


class ResponseLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.content = read("responses.toml")
        self.people = {person.directory_id: person for person in Person.objects.all()}

    def load(self) -> None:
        self._load_readers()
        for entry in self.content["answers"]:
            self._load_answer(entry)
        for entry in self.content["corrections"]:
            self._load_correction(entry)
        for entry in self.content["replies"]:
            post, by = self._post(entry), self.people[entry["by"]]
            Reply.objects.create(feedback=post, author=by, text=entry["text"], at=self._later(post, entry))

    def _load_readers(self) -> None:
        """Some of those who sat in a body then have read what came, within some days."""
        bodies = {body.pk: body for body in Group.objects.filter(slug__in=READERS)}
        seats = {
            body.pk: list(body.memberships.current().select_related("person").order_by("pk"))
            for body in bodies.values()
        }
        receipts = Receipt.objects.filter(body__in=bodies).exclude(feedback__title__in=self._unread)
        read_by = []
        for receipt in receipts.select_related("feedback__group", "body").order_by("pk"):
            there = [
                seat.person_id
                for seat in seats[receipt.body_id]
                if seat.joined_at <= receipt.sent_at
                and not is_sender(seat.person, receipt.feedback, receipt.body.kind)
            ]
            most = 2 if days_since(receipt.sent_at) <= NEW else READERS[bodies[receipt.body_id].slug]
            for person in self.chance.sample(there, min(self.chance.randint(1, most), len(there))):
                at = receipt.sent_at + timedelta(hours=self.chance.randrange(2, 24 * 9))
                read_by.append(Acknowledgement(receipt=receipt, person_id=person, at=min(at, now())))
        Acknowledgement.objects.bulk_create(read_by)

    @property
    def _unread(self) -> list[str]:
        return self.content["unread"]["titles"]

    def _load_answer(self, entry: dict[str, Any]) -> None:
        post, by = self._post(entry), self.people[entry["by"]]
        receipt = post.receipts.get(body__slug=entry["body"])
        at = self._later(post, entry)
        published = {} if entry.get("draft") else {"published_by": by, "published_at": at}
        Answer.objects.create(receipt=receipt, text=entry["text"], drafted_by=by, drafted_at=at, **published)
        Acknowledgement.objects.update_or_create(receipt=receipt, person=by, defaults={"at": at})

    def _load_correction(self, entry: dict[str, Any]) -> None:
        post = self._post(entry)
        text = post.words
        for before, after in entry["change"]:
            text = text.replace(before, after)
        Correction.objects.create(
            feedback=post,
            number=post.version + 1,
            title=post.headline,
            text=text,
            why=entry["why"],
            made_by=post.completed_by or post.author,
            made_at=self._later(post, entry),
        )

    def _post(self, entry: dict[str, Any]) -> Feedback:
        return Feedback.objects.get(title=entry["title"])

    def _later(self, post: Feedback, entry: dict[str, Any]) -> datetime:
        sent_at = post.completed_at or now()
        return min(sent_at + timedelta(days=entry["after"], hours=1), now())
