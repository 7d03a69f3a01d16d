"""Who is told what when feedback moves, each person once, and nobody of what they did themselves."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext

from feedback.models import Feedback, Receipt, Reply
from notices.kinds import NoticeKind
from notices.models import Follow
from notices.notifications import notify
from people.models import Person

Words = Callable[[], str]


def sent(feedback: Feedback, receipts: Iterable[Receipt], *, by: Person) -> None:
    """Those who sit in the bodies, and the members of the group in whose name it was sent."""
    names = {"sender": feedback.sender, "title": feedback.title}

    def to_the_bodies() -> str:
        return gettext("%(sender)s has sent “%(title)s”") % names

    def to_the_group() -> str:
        return gettext("“%(title)s” has been sent upward in the name of %(sender)s") % names

    bodies = {person for receipt in receipts for person in receipt.body.people()}
    members = set(feedback.speaks_for.people()) - bodies if feedback.speaks_for else set()
    _tell(feedback, bodies, NoticeKind.BODY, to_the_bodies, by)
    _tell(feedback, members, NoticeKind.GROUP, to_the_group, by)


def read(receipt: Receipt, *, by: Person) -> None:
    """The first in a body to read it: the senders are told that it has arrived."""
    names = {"body": receipt.body.name, "title": receipt.feedback.headline}

    def words() -> str:
        return gettext("%(body)s has read “%(title)s”") % names

    _tell(receipt.feedback, _senders(receipt.feedback), NoticeKind.ANSWER, words, by)


def answered(receipt: Receipt, *, by: Person, shares: bool = False) -> None:
    """The senders; in the same sentence that everybody can read it, when the same step `shares` it."""
    names = {"body": receipt.body.name, "title": receipt.feedback.headline}

    def words() -> str:
        if shares:
            return gettext("%(body)s has answered “%(title)s” and shared it with everybody") % names
        return gettext("%(body)s has answered “%(title)s”") % names

    _tell(receipt.feedback, _senders(receipt.feedback), NoticeKind.ANSWER, words, by, page="answer")


def shared(feedback: Feedback, *, by: Person, tells_senders: bool = True) -> None:
    """The senders, unless they are told with the answer, and whoever follows its group or its direction."""
    names = {"sender": feedback.sender, "title": feedback.headline}

    def to_the_senders() -> str:
        return gettext("“%(title)s” has been shared with everybody") % names

    def to_followers() -> str:
        return gettext("New to read from %(sender)s: “%(title)s”") % names

    about = [thing for thing in (feedback.group, feedback.direction) if thing]
    senders = _senders(feedback)
    followers = set(Follow.objects.followers_of(*about)) - senders
    if tells_senders:
        _tell(feedback, senders, NoticeKind.ANSWER, to_the_senders, by)
    _tell(feedback, followers, NoticeKind.FOLLOW, to_followers, by)


def corrected(feedback: Feedback, *, by: Person) -> None:
    """The bodies in which somebody has read it: what they read has changed."""
    names = {"sender": feedback.sender, "title": feedback.headline}

    def words() -> str:
        return gettext("%(sender)s has corrected “%(title)s”, which was sent to you") % names

    had_read = feedback.receipts.with_standing().filter(times_read__gt=0)  # type: ignore[misc]
    people = {person for receipt in had_read for person in receipt.body.people()}
    _tell(feedback, people, NoticeKind.BODY, words, by)


def replied(reply: Reply, *, by: Person) -> None:
    """The author, and those who replied before; of those, whoever may still read it."""
    feedback = reply.feedback
    names = {"person": by.name, "title": feedback.headline}

    def words() -> str:
        return gettext("%(person)s has replied to “%(title)s”") % names

    people = {feedback.author, *(reply.author for reply in feedback.replies.select_related("author"))}
    readers = people if feedback.is_shared else {person for person in people if feedback.is_read_by(person)}
    _tell(feedback, readers, NoticeKind.ANSWER, words, by)


def _senders(feedback: Feedback) -> set[Person]:
    """Whoever wrote it, and everybody in the group it speaks for."""
    group = feedback.speaks_for
    return {feedback.author, *(group.people() if group else ())}


def _tell(
    feedback: Feedback,
    people: Iterable[Person],
    kind: NoticeKind,
    words: Words,
    by: Person,
    *,
    page: str = "",
) -> None:
    topic = feedback.direction.title if feedback.direction else ""
    notify(people, kind, words, about=feedback, page=page, topic=topic, by=by)
