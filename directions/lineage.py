"""How one thing leads on to another: the same five words, told forwards, for directions and for groups."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directions.lifespan import Lasting
from people.events import Event
from people.models import Act, Person
from ui.dates import today
from ui.deleting import is_still_there
from ui.locking import lock_kind
from ui.prepared import Place, prepared

IN_A_CIRCLE = _("%(later)s led to %(earlier)s, so it cannot also have come from it. Reverse the link.")
LINKED_ALREADY = _("%(earlier)s and %(later)s are already linked.")
ENDS = ("earlier", "later")
TO_ITSELF = _("Nothing can lead to itself. Choose another.")


class LinkKind(models.TextChoices):
    CONTINUES = "continues", pgettext_lazy("lineage", "continues in")
    REPLACES = "replaces", pgettext_lazy("lineage", "was replaced by")
    SPLIT_FROM = "split_from", pgettext_lazy("lineage", "gave rise to")
    MERGED_INTO = "merged_into", pgettext_lazy("lineage", "merged into")
    HANDED_OVER_TO = "handed_over", pgettext_lazy("lineage", "was handed over to")


class LinkQuerySet(models.QuerySet["Link"]):
    def around(self, thing: Lasting) -> tuple[list["Link"], list["Link"]]:
        """What led to a thing and what it led on to, oldest first, in one query."""
        links: list[Link] = list(self.filter(Q(earlier=thing) | Q(later=thing)))
        back = [link for link in links if link.later_id == thing.pk]
        return back, [link for link in links if link not in back]

    def with_ends(self) -> Self:
        """Each with both things it lies between."""
        return self.select_related(*ENDS)

    def family(self, thing: Lasting) -> tuple[list["Link"], list["Link"]]:
        """Every link on a thing's way here, and every one on from it, oldest first, in one query."""
        links = _every(self.model)()
        return along(links, thing.pk, "later_id"), along(links, thing.pk, "earlier_id")

    @transaction.atomic
    def link(self, earlier: Lasting, later: Lasting, kind: LinkKind, *, by: Person) -> "Link":
        """Write down that `earlier` led to `later`, today.

        Raises ValidationError, and changes nothing, when they are linked already or it would go in a circle.
        """
        self.lock()
        names = {"earlier": earlier, "later": later}
        if earlier == later:
            raise ValidationError(TO_ITSELF)
        if self.filter(Q(earlier=earlier, later=later)).exists():
            raise ValidationError(LINKED_ALREADY % names)
        _back, onward = self.family(later)
        if any(link.later_id == earlier.pk for link in onward):
            raise ValidationError(IN_A_CIRCLE % names)
        made = self.create(earlier=earlier, later=later, kind=kind)
        Act.objects.record(self.model.LINKED, later, by=by, earlier=earlier.pk, kind=kind)
        return made

    def lock(self) -> None:
        """Whoever changes a lineage waits here for whoever is doing so, until the transaction ends.

        No single row decides whether links go in a circle, so all of a kind share one lock.
        """
        lock_kind(self.model)


@cache
def _every(links: type["Link"]) -> Callable[[], list["Link"]]:
    """What gives all links of a kind, oldest first: a lineage is followed among them."""
    return prepared()(lambda: links.objects.order_by("on", "pk"))


def around(links: type["Link"], thing: Lasting, *beside: str) -> tuple[list[Any], list[Any]]:
    """As `LinkQuerySet.around`, each link with both ends and what stands beside them; asked as before."""
    found = _around(links, beside)(thing=thing.pk)
    back = [link for link in found if link.later_id == thing.pk]
    return back, [link for link in found if link not in back]


@cache
def _around(links: type["Link"], beside: tuple[str, ...]) -> Callable[..., list[Any]]:
    def of(thing: Place) -> models.QuerySet[Any]:
        return links.objects.select_related(*ENDS, *beside).filter(Q(earlier=thing) | Q(later=thing))

    return prepared(thing=models.BigIntegerField())(of)


def along[L: Link](links: list[L], start: int, end: str) -> list[L]:
    """The links that hang together with a thing, followed from the end of theirs named `end`."""
    other = "earlier_id" if end == "later_id" else "later_id"
    at: dict[int, list[L]] = defaultdict(list)
    for link in links:
        at[getattr(link, end)].append(link)
    reached: set[int] = set()
    ahead = list(at[start])
    while ahead:
        here = ahead.pop()
        if here.pk not in reached:
            reached.add(here.pk)
            ahead += at[getattr(here, other)]
    return [link for link in links if link.pk in reached]


class Link(models.Model):
    """A step in a lineage, told forwards: `earlier` led to `later`. Each kind has its own verbs and ends."""

    LINKED: Event
    UNLINKED: Event
    earlier: models.ForeignKey[Any, Any]
    later: models.ForeignKey[Any, Any]
    earlier_id: int
    later_id: int

    kind = models.CharField(_("kind"), max_length=16, choices=LinkKind.choices)
    on = models.DateField(_("on"), default=today)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_%(class)s_between_two"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="no_%(class)s_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} → {self.later_id}: {self.kind}"

    @transaction.atomic
    def undo(self, *, by: Person) -> None:
        """Take back a link that was wrong. The trail keeps that it was there."""
        if not is_still_there(self):
            return
        Act.objects.record(self.UNLINKED, self.later, by=by, earlier=self.earlier_id, kind=self.kind)
        self.delete()
