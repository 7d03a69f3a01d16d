"""What the demo's people have written: feedback and its answers, and the editorial pages."""

import random
from datetime import date, timedelta
from itertools import chain
from typing import Any

from directions.models import Direction
from feedback.models import Feedback, Review, Voice
from groups.models import Group, Membership, Role
from people.models import Person
from portal.demo.calendar import at_work, moved
from portal.demo.content import read, read_all
from portal.demo.papers import attach_papers
from portal.models import Page
from ui.dates import now


class Writing:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        seats = Membership.objects.coordinating().order_by("seat").select_related("person")
        *self.coordinators, self.editor = [seat.person for seat in seats]

    def load(self) -> None:
        for told in chain(
            *(direction["groups"] for direction in read_all("directions")), read("bodies.toml")["groups"]
        ):
            group = Group.objects.select_related("direction").get(slug=told["slug"])
            for post in told.get("feedback", []):
                self._load_group_post(post, group)
        for post in read("personal.toml")["feedback"]:
            self._load_personal_post(post)
        for told in read_all("pages"):
            self._load_page(told)

    def _load_group_post(self, told: dict[str, Any], group: Group) -> None:
        members = group.memberships.select_related("person").order_by("pk")
        by_role = {member.role: member.person for member in members}
        convener = by_role.get(Role.CONVENER) or members[0].person
        if "by" in told:
            author = Person.objects.get(directory_id=told["by"])
        else:
            author = self.chance.choice(members).person
        post = Feedback(voice=Voice.GROUP, author=author, group=group, direction=group.direction)
        self._load_post(told, post, convener if group.direction else author)

    def _load_personal_post(self, told: dict[str, Any]) -> None:
        if "by" in told:
            author = Person.objects.get(directory_id=told["by"])
        else:
            there = Person.objects.filter(unit__parent__parent__key=told["by_unit"], is_manager=False)
            there = there or Person.objects.filter(unit__parent__key=told["by_unit"], is_manager=False)
            author = self.chance.choice(there.order_by("pk"))
        group = Group.objects.select_related("direction").get(slug=told["group"]) if "group" in told else None
        direction = group.direction if group else Direction.objects.get(slug=told["direction"])
        post = Feedback(voice=Voice.PERSON, author=author, group=group, direction=direction)
        self._load_post(told, post, author)

    def _load_post(self, told: dict[str, Any], post: Feedback, completed_by: Person) -> None:
        day = moved(told["on"])
        post.title, post.text = told["title"], told["text"].strip()
        post.stage = post.direction.stages.on(day).first() if post.direction else None
        post.written_at = at_work(day, self.chance)
        if told["state"] != "draft":
            post.completed_at, post.completed_by = post.written_at, completed_by
        post.save()
        attach_papers(told.get("files", []), post, post.author)
        if told["state"] not in {"draft", "completed"}:
            self._review(told, post, day)

    def _review(self, told: dict[str, Any], post: Feedback, day: date) -> None:
        by = next(one for one in self.chance.sample(self.coordinators, 2) if one != post.author)
        read_at = min(at_work(day + timedelta(days=self.chance.randrange(1, 6)), self.chance), now())
        later = min(read_at + timedelta(days=self.chance.randrange(1, 5)), now())
        review = Review(feedback=post, reviewed_by=by, reviewed_at=read_at)
        if told.get("answer", "").strip():
            review.answer, review.answered_by, review.answered_at = told["answer"].strip(), by, later
        if told["state"] == "shared":
            review.shared_by, review.shared_at = by, later
        review.save()

    def _load_page(self, told: dict[str, Any]) -> None:
        page = Page(
            title=told["title"],
            slug=told["slug"],
            lead=told.get("lead", "").strip(),
            text=told.get("text", "").strip(),
            order=told.get("order", 0),
            in_menu=told.get("in_menu", True),
            moved_to=told.get("moved_to", ""),
            redirects=told.get("redirects", False),
        )
        page.revise(by=self.editor)
