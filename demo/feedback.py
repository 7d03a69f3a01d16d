"""What the demo's people have written: feedback and its answers, the plan, and the editorial pages."""

import random
from datetime import date, timedelta
from itertools import chain
from typing import Any

from demo import reviews
from demo.calendar import at_work, moved
from demo.content import read, read_all
from demo.files import attach_papers
from demo.responses import ResponseLoader, kinds
from directions.models import Direction, Plan
from feedback import routing
from feedback.models import (
    Acknowledgement,
    Answer,
    Feedback,
    FeedbackKind,
    Receipt,
    Review,
    Voice,
)
from feedback.models.receipt import REVIEWED_BY
from feedback.senders import is_sender
from groups.kinds import KindCode as GroupKind
from groups.models import Group, Membership, Role
from people.models import Person
from portal.models import Page
from ui.dates import now


class FeedbackLoader:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        seats = Membership.objects.coordinating().order_by("seat").select_related("person")
        *self.coordinators, self.editor = [seat.person for seat in seats]
        self.director = Person.objects.get(memberships__role=Role.CHAIR)
        self.kinds = kinds()

    def load(self) -> None:
        for entry in chain(
            *(direction["groups"] for direction in read_all("directions")), read("bodies.toml")["groups"]
        ):
            group = Group.objects.select_related("direction").get(slug=entry["slug"])
            for post in entry.get("feedback", []):
                self._load_group_post(post, group)
        for post in read("personal.toml")["feedback"]:
            self._load_personal_post(post)
        ResponseLoader(self.chance).load()
        for entry in read_all("plan"):
            self._load_plan(entry)
        reviews.load()
        for entry in read_all("pages"):
            self._load_page(entry)

    def _load_group_post(self, entry: dict[str, Any], group: Group) -> None:
        members = group.memberships.select_related("person").order_by("pk")
        by_role = {member.role: member.person for member in members}
        convener = by_role.get(Role.CONVENER) or members[0].person
        if "by" in entry:
            author = Person.objects.get(directory_id=entry["by"])
        else:
            author = self.chance.choice(members).person
        post = Feedback(voice=Voice.GROUP, author=author, group=group, direction=group.direction)
        self._load_post(entry, post, convener if group.direction else author)

    def _load_personal_post(self, entry: dict[str, Any]) -> None:
        if "by" in entry:
            author = Person.objects.get(directory_id=entry["by"])
        else:
            there = Person.objects.filter(unit__parent__parent__key=entry["by_unit"], is_manager=False)
            there = there or Person.objects.filter(unit__parent__key=entry["by_unit"], is_manager=False)
            author = self.chance.choice(there.order_by("pk"))
        group = (
            Group.objects.select_related("direction").get(slug=entry["group"]) if "group" in entry else None
        )
        direction = group.direction if group else Direction.objects.get(slug=entry["direction"])
        post = Feedback(voice=Voice.PERSON, author=author, group=group, direction=direction)
        self._load_post(entry, post, author)

    def _load_post(self, entry: dict[str, Any], post: Feedback, completed_by: Person) -> None:
        day = moved(entry["on"])
        post.title, post.text = entry["title"], entry["text"].strip()
        post.stage = post.direction.stages.on(day).first() if post.direction else None
        post.written_at = at_work(day, self.chance)
        if entry["state"] != "draft":
            post.completed_at, post.completed_by = post.written_at, completed_by
        post.kind = self.kinds.get(entry["title"], FeedbackKind.DID)
        post.save()
        attach_papers(entry.get("files", []), post, post.author, post.written_at)
        if entry["state"] == "draft":
            return
        receipts = {receipt.body.kind: receipt for receipt in routing.deliver(post)}
        if entry["state"] != "completed":
            self._review(entry, post, receipts, day)

    def _review(self, entry: dict[str, Any], post: Feedback, receipts: dict[str, Receipt], day: date) -> None:
        """A coordinator reads it, and answers; what the storgrupp sends, the steering group answers."""
        drawn = self.chance.sample(self.coordinators, len(self.coordinators))
        by = next(person for person in drawn if not is_sender(person, post, REVIEWED_BY))
        read_at = min(at_work(day + timedelta(days=self.chance.randrange(1, 6)), self.chance), now())
        later = min(read_at + timedelta(days=self.chance.randrange(1, 5)), now())
        receipt = receipts[REVIEWED_BY]
        Acknowledgement.objects.create(receipt=receipt, person=by, at=read_at, as_coordinator=True)
        if entry.get("answer", "").strip():
            steers = post.speaks_for and post.speaks_for.kind == GroupKind.STORGRUPP
            who = self.director if steers else by
            written = {"drafted_by": who, "drafted_at": later, "published_by": who, "published_at": later}
            answered = receipts[GroupKind.STEERING_GROUP] if steers else receipt
            Answer.objects.create(receipt=answered, text=entry["answer"].strip(), **written)
        if entry["state"] == "shared":
            Review.objects.create(feedback=post, shared_by=by, shared_at=later)

    def _load_plan(self, entry: dict[str, Any]) -> None:
        Plan.objects.create(
            number=entry["number"],
            text=entry["text"].strip(),
            what_changed=entry["what_changed"],
            revised_on=moved(entry["revised_on"]),
            revised_by=Person.objects.get(directory_id=entry["by"]),
        )

    def _load_page(self, entry: dict[str, Any]) -> None:
        page = Page(
            title=entry["title"],
            slug=entry["slug"],
            lead=entry.get("lead", "").strip(),
            text=entry.get("text", "").strip(),
            order=entry.get("order", 0),
            in_menu=entry.get("in_menu", True),
            moved_to=entry.get("moved_to", ""),
            redirects=entry.get("redirects", False),
        )
        page.revise(by=self.editor)
