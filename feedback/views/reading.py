"""Reading feedback: the list, one piece with its way, its versions, and what has been sent to a body."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, cast

from django.core.paginator import Page
from django.db.models import BigIntegerField, Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from feedback.amounts import pieces
from feedback.forms.answering import ReplyForm
from feedback.forms.filtering import FeedbackFilterForm, SentFilterForm
from feedback.models import Feedback, Receipt, Voice
from feedback.models.feedback_query import briefs, who_reads
from feedback.most_needed import MostNeededFirst
from feedback.routing import RECEIVING
from feedback.rules import sits_in_its_body
from feedback.senders import why_left
from feedback.versions import versions_of
from feedback.views.finding import find_feedback
from groups.kinds import KindCode
from groups.models import Group
from people.http import SignedInRequest
from people.may import may
from people.models import Person
from ui.counting import MOST, CountOf, Pages
from ui.htmx import page_or_part
from ui.http import number_in
from ui.prepared import Place, prepared
from ui.unchanged import shows_rows_alone

PER_PAGE = 20
SENT_PER_PAGE = 10  # each with its standing and a button
ACTS = {
    "edit": "feedback.edit_feedback",
    "complete": "feedback.complete_feedback",
    "discard": "feedback.discard_feedback",
    "correct": "feedback.correct_feedback",
}


@require_safe
@shows_rows_alone
def list_feedback(request: SignedInRequest) -> HttpResponse:
    """All that this person may read, the newest first."""
    form = FeedbackFilterForm(request.GET or None)
    page = _narrowed(request, form) if form.is_bound else _first_page(request.user)
    context = {"form": form, "page": page, "found": _found(page), "older": _older(page)}
    return page_or_part(request, "feedback/feedback_list.html", "results", context)


def _narrowed(request: SignedInRequest, form: FeedbackFilterForm) -> Any:
    readable = Feedback.objects.visible_to(request.user).completed()
    if before := number_in(request.GET.get("before", "")):
        readable = readable.sent_before(before)
    posts = form.narrow(readable).newest_first()
    page: Any = Pages(posts, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = page.object_list.in_brief()
    return page


def _first_page(reader: Person) -> Any:
    """As nearly everybody meets the list: how many there are stands in each row."""
    rows: list[Any] = _first_ones(**who_reads(reader))
    pages: Any = Pages(briefs(rows), PER_PAGE)
    pages.count = rows[0]["count"] if rows else 0
    return pages.page(1)


@prepared(person=BigIntegerField(), groups=BigIntegerField())
def _first_ones(person: Place, groups: tuple[Place, ...], *, reads: tuple[Voice, ...]) -> QuerySet[Any, Any]:
    readable = Feedback.objects.visible_to_whoever(person, groups, reads).completed()
    first = readable.newest_first()[:PER_PAGE].brief_columns()
    return first.annotate(count=CountOf(readable.order_by().values("pk")[: MOST + 1]))


@require_safe
@never_cache
def detail(request: SignedInRequest, pk: int) -> HttpResponse:
    post = find_feedback(request, pk)
    return render(request, "feedback/feedback_detail.html", detail_context(request, post, ReplyForm()))


def detail_context(request: SignedInRequest, post: Feedback, form: ReplyForm) -> dict[str, Any]:
    """What the page of one piece shows: its way with every body's readers, and the replies."""
    receipts: list[Any] = [] if post.is_draft else list(post.receipts.with_readers())
    answered = [receipt for receipt in receipts if receipt.published]
    return {
        "post": post,
        "may": may(request.user, post, **ACTS),
        "receipts": _each_with_what_one_may(request.user, receipts),
        "answered_last": max(answered, key=lambda receipt: receipt.published.published_at, default=None),
        "version": post.version,
        "replies": post.replies.select_related("author__unit"),
        "form": form,
        "propose_address": _where_to_propose(request.user, post),
    }


def _each_with_what_one_may(person: Person, receipts: Iterable[Any]) -> list[Any]:
    """Each knows as `may` what this person may do with it, and why a body they sit in leaves it to others."""
    listed = list(receipts)
    for receipt in listed:
        receipt.may = may(person, receipt, acknowledge="feedback.acknowledge")
        receipt.why_left = sits_in_its_body(person, receipt) and why_left(
            person, receipt.feedback, receipt.body.kind
        )
    return listed


def _where_to_propose(person: Person, post: Feedback) -> str:
    """Where a proposal that grows out of it begins: in its own group, or else in the reader's storgrupp."""
    bodies = [
        membership.group
        for membership in person.current_memberships
        if membership.group.kind == KindCode.STORGRUPP
    ]
    candidates = (group for group in [post.group, *bodies] if group)
    group = next((group for group in candidates if person.has_perm("proposals.propose", group)), None)
    return f"{reverse('proposals:new', args=[group.slug])}?feedback={post.pk}" if group else ""


def _older(page: Page) -> int | None:
    """From which piece one goes on, on the last page that is counted."""
    has_more = isinstance(page.paginator, Pages) and page.paginator.has_more
    return page[-1].pk if has_more and not page.has_next() else None


def _found(page: Page) -> str:
    """How many there are, on all pages together."""
    return pieces(page.paginator.count)


@require_safe
@never_cache
def versions(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every version, the latest first, each with what it changed and why."""
    post = find_feedback(request, pk)
    if post.is_draft:
        raise Http404
    return render(request, "feedback/versions.html", {"post": post, "versions": versions_of(post)})


@require_safe
@never_cache
def sent_to(request: SignedInRequest, slug: str) -> HttpResponse:
    """What has been sent to a body, as far as this person may read it; what it owes first."""
    body = get_object_or_404(Group.objects.current(), slug=slug)
    if body.kind not in RECEIVING:
        raise Http404
    readable = Feedback.objects.visible_to(request.user)
    receipts = Receipt.objects.at(body).filter(Exists(readable.filter(pk=OuterRef("feedback"))))
    form = SentFilterForm(request.GET or None)
    rows = Receipt.objects.with_standing().with_read_by(request.user)
    rows = rows.prefetch_related(Prefetch("feedback", Feedback.objects.as_it_stands()))
    in_turn = MostNeededFirst(form.narrow(receipts, "feedback__"), rows)
    owed = receipts.owed() if form.is_bound else in_turn.owed
    page: Any = Pages(cast(Any, in_turn), SENT_PER_PAGE).get_page(request.GET.get("page"))
    _let_know_what_is_below(_each_with_what_one_may(request.user, page))
    context = {"body": body, "form": form, "page": page, "owed": owed, "found": _found(page)}
    return page_or_part(request, "feedback/sent_to.html", "results", context)


def _let_know_what_is_below(page: Iterable[Any]) -> None:
    """Each row its next one, as `below`: what is read there may move away, and one reads on from that."""
    for receipt, below in pairwise(page):
        receipt.below = below
