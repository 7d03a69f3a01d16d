"""Who is told of which step of a proposal, and in which words."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext

from groups.kinds import KindCode
from groups.models import Membership, Role
from notices.kinds import NoticeKind
from notices.notifications import notify, settle
from people.models import Person
from people.models.person import PersonQuerySet
from proposals.models import Decision, Outcome, Proposal


def handed_in(proposal: Proposal, *, by: Person) -> None:
    _tell(
        proposal,
        _sitting_in(KindCode.STORGRUPP),
        NoticeKind.BODY,
        lambda: gettext("“%(title)s” has been handed in to the storgrupp, to be prepared."),
        by,
    )
    _tell_proposers(
        proposal, lambda: gettext("“%(title)s” has been handed in and is with the storgrupp."), by
    )


def begun(proposal: Proposal, *, by: Person) -> None:
    _tell_proposers(proposal, lambda: gettext("The storgrupp has begun to prepare “%(title)s”."), by)


def recommended(proposal: Proposal, *, by: Person) -> None:
    director = _sitting_in(KindCode.STEERING_GROUP, role=Role.CHAIR)
    _tell(
        proposal, director, NoticeKind.TURN, lambda: gettext("“%(title)s” is waiting for your decision."), by
    )
    _tell_proposers(
        proposal,
        lambda: gettext("The storgrupp has given its recommendation on “%(title)s”. The director decides."),
        by,
    )


def decided(proposal: Proposal, decision: Decision, *, by: Person) -> None:
    words: dict[str, Callable[[], str]] = {
        Outcome.APPROVED: lambda: gettext("The director has approved “%(title)s”."),
        Outcome.DECLINED: lambda: gettext("The director has declined “%(title)s”, and says why."),
        Outcome.SENT_BACK: lambda: gettext("The director has sent “%(title)s” back to you, and says why."),
    }
    settle(proposal)
    _tell_proposers(proposal, words[decision.outcome], by)
    _tell_whoever_prepared_it(proposal, decision, by)


def _tell_whoever_prepared_it(proposal: Proposal, decision: Decision, by: Person) -> None:
    """The storgrupp, whose recommendation it was; whoever proposed it too has been told already."""
    words: dict[str, Callable[[], str]] = {
        Outcome.APPROVED: lambda: gettext("“%(title)s”, which the storgrupp prepared, has been approved."),
        Outcome.DECLINED: lambda: gettext("“%(title)s”, which the storgrupp prepared, has been declined."),
        Outcome.SENT_BACK: lambda: gettext("“%(title)s” has been sent back to those who proposed it."),
    }
    others = _sitting_in(KindCode.STORGRUPP).exclude(pk__in=_proposers(proposal).values("pk"))
    _tell(proposal, others, NoticeKind.BODY, words[decision.outcome], by)


def withdrawn(proposal: Proposal, *, by: Person) -> None:
    words: Callable[[], str] = lambda: gettext("“%(title)s” has been withdrawn.")  # noqa: E731
    settle(proposal)
    _tell(proposal, _sitting_in(KindCode.STORGRUPP), NoticeKind.BODY, words, by)
    _tell_proposers(proposal, words, by)


def followed_up(proposal: Proposal, *, is_done: bool, by: Person) -> None:
    _tell_proposers(
        proposal,
        lambda: (
            gettext("“%(title)s” has been carried out.")
            if is_done
            else gettext("There is news about how “%(title)s” is being carried out.")
        ),
        by,
    )


def _sitting_in(kind: KindCode, **more: Role) -> PersonQuerySet:
    seats = Membership.objects.current().filter(group__kind=kind, group__ended_on=None, **more)
    return Person.objects.filter(memberships__in=seats).distinct()


def _tell_proposers(proposal: Proposal, words: Callable[[], str], by: Person) -> None:
    _tell(proposal, _proposers(proposal), NoticeKind.ANSWER, words, by)


def _proposers(proposal: Proposal) -> PersonQuerySet:
    """Everybody in the group, and whoever drafted it, wherever they sit by now."""
    group = Q(memberships__in=proposal.group.memberships.current())
    return Person.objects.filter(group | Q(pk=proposal.drafted_by_id)).distinct()


def _tell(
    proposal: Proposal, people: PersonQuerySet, kind: NoticeKind, words: Callable[[], str], by: Person
) -> None:
    notify(
        people,
        kind,
        lambda: words() % {"title": proposal.shown.title},
        about=proposal,
        topic=proposal.direction.title if proposal.direction else "",
        by=by,
    )
