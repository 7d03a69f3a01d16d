"""What waits for one person: people on their way in, stages to reconsider, feedback, proposals, drafts."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from accessibility.tasks import report_tasks
from briefings.gathering import forum_without_briefing
from briefings.models import Briefing
from directions.models import Plan, Stage
from feedback.models import Feedback, Receipt, Voice
from feedback.models.receipt import REVIEWED_BY
from feedback.routing import RECEIVING
from feedback.senders import not_sent_by, to_answer
from groups.composition import all_vacancies
from groups.models import Group, JoinRequest, OutcomeSuggestion
from groups.roles import is_coordinator, is_director, represents_group
from groups.rules import looks_after_the_directory
from people.models import HeldChange, Person
from portal.request_tasks import request_tasks
from proposals.tasks import proposal_tasks
from ui import dates
from ui.choices import Written
from ui.counting import MOST, CountOf, in_words
from ui.dates import days_since, today
from ui.fixed_addresses import address_of
from ui.prepared import Place, any_of, prepared
from ui.task import Task

SUGGEST_BEFORE = timedelta(days=14)


def tasks(person: Person, stages: list[Stage], requests: Iterable[JoinRequest] | None = None) -> list[Task]:
    """People on their way in, stages to reconsider, what lies with each body, proposals, drafts.

    In order of need and age. `requests` are those that wait for this person, where they have been read.
    """
    if requests is None:
        requests = JoinRequest.objects.waiting_for(person).with_people().order_by("since", "pk")
    waiting = [
        *_vacancy_tasks(person),
        *request_tasks(person, requests),
        *_reconsider_tasks(person, stages),
        *_suggestion_tasks(person, stages),
        *_plan_task(person),
        *_body_tasks(person),
        *proposal_tasks(person),
        *_briefing_task(person),
        *report_tasks(person),
        *_directory_tasks(person),
        *_draft_tasks(person),
    ]
    return sorted(waiting, key=lambda task: task.need)


def _vacancy_tasks(person: Person) -> list[Task]:
    """Places that stand empty until this person, or one of the coordinators, appoints somebody."""
    if not (is_director(person) or is_coordinator(person)):
        return []
    return [
        Task(
            what=vacancy.in_short,
            where=gettext("as the director") if is_director(person) else vacancy.group.get_kind_display(),
            days=vacancy.days,
            address=address_of("groups:appoint", vacancy.group.slug),
            action=gettext("Appoint"),
            only_theirs=is_director(person),
        )
        for vacancy in all_vacancies()
        if person.has_perm("groups.release", vacancy.group)
    ]


def _reconsider_tasks(person: Person, stages: list[Stage]) -> list[Task]:
    """Stages whose last day is past, for those who decide what comes next."""
    overdue = [stage for stage in stages if stage.is_over]
    return [
        Task(
            what=gettext("Stage %(number)s is waiting to be reconsidered") % {"number": stage.number},
            where=Written(stage.direction.title),
            days=stage.days_overdue,
            address=address_of("groups:reconsider", stage.direction.slug, stage.number),
            action=gettext("Reconsider"),
        )
        for stage in overdue
        if person.has_perm("groups.reconsider", stage)
    ]


def _suggestion_tasks(person: Person, stages: list[Stage]) -> list[Task]:
    """For representatives: what becomes of their group, once its stage is about to end."""
    near = {stage.direction_id: stage for stage in stages if stage.ends_on <= today() + SUGGEST_BEFORE}
    groups = [
        membership.group
        for membership in person.current_memberships
        if membership.group.direction_id in near
        and person.has_perm("groups.suggest_outcome", membership.group)
    ]
    if not groups:
        return []
    answered = set(OutcomeSuggestion.objects.filter(stage__in=near.values()).values_list("group", "stage"))
    return [
        Task(
            what=gettext("What happens to %(group)s after stage %(number)s?")
            % {"group": group.name, "number": near[group.direction_id].number},
            where=Written(group.direction.title),
            days=near[group.direction_id].days_overdue,
            address=address_of("groups:suggest", group.slug),
            action=gettext("Say what you think"),
        )
        for group in groups
        if (group.pk, near[group.direction_id].pk) not in answered
    ]


def _plan_task(person: Person) -> list[Task]:
    """Half a year has gone since the plan's latest revision."""
    if not person.has_perm("directions.revise_plan"):
        return []
    plan = Plan.objects.current()
    if plan is None or plan.days_overdue is None:
        return []
    what = gettext("It is time to revise the plan")
    where = gettext("for the whole work")
    return [Task(what, where, plan.days_overdue, reverse("directions:plan"), gettext("Read and rework"))]


def _body_tasks(person: Person) -> list[Task]:
    """What is to be read or answered where this person sits, one task for each body.

    The coordinators' is their queue, as long as something there has been read by none of them.
    """
    review = _review_task(person)
    seats = [
        membership.group for membership in person.current_memberships if membership.group.kind in RECEIVING
    ]
    bodies = [body for body in seats if not (review and body.kind == REVIEWED_BY)]
    owed = [(body, to_answer(person, Receipt.objects.at(body)).owed()) for body in bodies]
    return [*review, *(_body_task(body, counted) for body, counted in owed if counted["waiting"])]


def _body_task(body: Group, owed: dict[str, Any]) -> Task:
    what = ngettext(
        "%(waiting)s piece of feedback is waiting to be read or answered",
        "%(waiting)s pieces of feedback are waiting to be read or answered",
        owed["waiting"],
    )
    return Task(
        what=capfirst(what % {"waiting": in_words(owed["waiting"])}),
        where=Written(body.name),
        days=days_since(owed["oldest"]),
        address=address_of("feedback:sent_to", body.slug),
        action=gettext("Read and answer"),
        past_due=owed["late"] > 0,
    )


def _review_task(person: Person) -> list[Task]:
    if not is_coordinator(person):
        return []
    seats = tuple(membership.group_id for membership in person.current_memberships)
    rows: Any = _to_review(person=person.pk, groups=seats)
    for review in rows:
        return [_review_waits(review)] if review["count"] else []
    return []


def _review_waits(review: dict[str, Any]) -> Task:
    what = ngettext(
        "%(count)s piece of feedback is waiting to be read",
        "%(count)s pieces of feedback are waiting to be read",
        review["count"],
    )
    queue = reverse("admin:feedback_feedback_changelist")
    days = days_since(review["oldest"])
    what = capfirst(what % {"count": in_words(review["count"])})
    return Task(what, gettext("as a coordinator"), days, queue, gettext("Review"))


def _briefing_task(person: Person) -> list[Task]:
    """The Ledarforum briefing, for those who send it: the draft, or a forum near that has none."""
    if not person.has_perm("briefings.publish_briefing"):
        return []
    for draft in _briefing_drafts():
        what = gettext("The briefing for the Ledarforum is still a draft")
        action = gettext("Read it, and send it")
        return [Task(what, Written(draft.title), days_since(draft.made_at), draft.get_absolute_url(), action)]
    forum, days = forum_without_briefing()
    if forum is None:
        return []
    day = dates.in_words(forum.starts_at, "j F")
    what = gettext("The Ledarforum meets %(day)s, and no briefing has been begun") % {"day": day}
    return [Task(what, Written(forum.group.name), days, reverse("briefings:new"), gettext("Start writing"))]


def _directory_tasks(person: Person) -> list[Task]:
    """Changes of the directory that somebody has asked for, for those who may be the second of two."""
    if not looks_after_the_directory(person):
        return []
    changes = _changes_of_others(person=person.pk)
    what = gettext("A change to %(person)s waits to be confirmed")
    return [
        Task(
            what=what % {"person": change.person.name},
            where=gettext("The directory"),
            days=days_since(change.asked_at),
            address=change.get_absolute_url(),
            action=gettext("See and answer"),
        )
        for change in changes
        if person.has_perm("people.confirm_change", change)
    ]


def _draft_tasks(person: Person) -> list[Task]:
    represented = [
        membership.group_id
        for membership in person.current_memberships
        if represents_group(person, membership.group)
    ]
    drafts = _drafts_of(person=person.pk, groups=tuple(represented))
    return [
        Task(
            what=gettext("“%(title)s” is still a draft") % {"title": post.title},
            where=Written(post.group or post.direction),
            days=days_since(post.written_at),
            address=post.get_absolute_url(),
            action=gettext("Read and complete"),
        )
        for post in drafts
    ]


@prepared(person=BigIntegerField(), groups=BigIntegerField())
def _to_review(person: Place, groups: tuple[Place, ...]) -> QuerySet[Person, Any]:
    """How many pieces this person may review, and since when the first has waited."""
    posts = not_sent_by(person, groups, Feedback.objects.waiting()).order_by("completed_at")
    oldest = Subquery(posts.values("completed_at")[:1])
    return Person.objects.filter(pk=person).values(
        count=CountOf(posts.values("pk")[: MOST + 1]), oldest=oldest
    )


@prepared()
def _briefing_drafts() -> QuerySet[Briefing]:
    return Briefing.objects.drafts()


@prepared(person=BigIntegerField())
def _changes_of_others(person: Place) -> QuerySet[HeldChange]:
    return HeldChange.objects.open().exclude(person=person).select_related("person").order_by("asked_at")


@prepared(person=BigIntegerField(), groups=BigIntegerField())
def _drafts_of(person: Place, groups: tuple[Place, ...]) -> QuerySet[Feedback]:
    mine = Q(voice=Voice.PERSON, author=person) | Q(voice=Voice.GROUP) & any_of("group", groups)
    return Feedback.objects.drafts().filter(mine).select_related("group", "direction").order_by("written_at")
