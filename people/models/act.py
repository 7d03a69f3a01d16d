from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from people.events import (
    Event,
    Scope,
    Source,
    after_commit,
    current_source,
    event_choices,
    in_transaction,
    scope_of,
)
from people.models.person import Person
from ui.dates import now


class ActManager(models.Manager["Act"]):
    def about(self, thing: models.Model) -> models.QuerySet["Act"]:
        """What has been done to this very thing, the latest first."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(target_type=kind, target_id=thing.pk)

    def record(
        self,
        verb: Event,
        target: models.Model,
        *,
        by: Person | None,
        concerning: Person | None = None,
        source: Source | None = None,
        scope: Scope | None = None,
        **facts: Any,
    ) -> "Act":
        """Write down that `by` did `verb` to `target` just now; call it in the verb's own transaction.

        `by` is None when time itself does it. `concerning` is the person to whom it is done, where there is
        one. `source` and `scope` follow from where it happens and from the target. `facts` are a few JSON
        values that the reader of a trail needs besides, such as a role. Raises TypeError for a verb that no
        app's events list.
        """
        (act,) = self.record_all(
            [Act.of(verb, target, by=by, concerning=concerning, source=source, scope=scope, **facts)]
        )
        return act

    def record_all(self, acts: Iterable["Act"]) -> list["Act"]:
        """The same for many at once, made with `Act.of`: in one query, and each of them is told of."""
        written = list(acts)
        with transaction.atomic(savepoint=False):  # what a subscriber raises is never caught half-way
            self.bulk_create(written)
            for act in written:
                act.announce()
        return written


class Act(models.Model):
    """One thing done: by whom, what, to which object, when. Written once and never changed."""

    verb = models.CharField(_("what"), max_length=60, choices=event_choices)
    by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="acts", verbose_name=_("by whom")
    )
    at = models.DateTimeField(_("when"), default=now, db_index=True)
    target_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of thing")
    )
    target_id = models.PositiveBigIntegerField(_("number of the thing"))
    target = GenericForeignKey("target_type", "target_id")
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,  # the index below begins with it
        related_name="acts_concerning",
        verbose_name=_("whom it concerns"),
    )
    # Numbers, not relations: directions and groups are built upon people, and not the other way round.
    scope_direction = models.PositiveBigIntegerField(_("number of the direction"), null=True)
    scope_group = models.PositiveBigIntegerField(_("number of the group"), null=True)
    source = models.CharField(_("way in"), max_length=10, choices=Source.choices)
    facts = models.JSONField(_("facts"), default=dict, blank=True)

    objects = ActManager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "-at"], name="acts_of_an_object"),
            models.Index(fields=["person", "-at"], name="acts_concerning_a_person"),
            models.Index(fields=["scope_direction", "-at"], name="acts_in_a_direction"),
            models.Index(fields=["scope_group", "-at"], name="acts_in_a_group"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}, {date_format(localtime(self.at), 'DATETIME_FORMAT')}"

    @classmethod
    def of(
        cls,
        verb: Event,
        target: models.Model,
        *,
        by: Person | None,
        concerning: Person | None = None,
        source: Source | None = None,
        scope: Scope | None = None,
        **facts: Any,
    ) -> "Act":
        """An unsaved one, for `record_all`. Takes what `record` takes."""
        if not isinstance(verb, Event):
            raise TypeError(f"{verb!r} is no verb that an app lists in its events.")
        scope = scope or scope_of(target)
        return cls(
            verb=verb.value,
            target=target,
            by=by,
            person=concerning,
            source=(source or current_source()).value,
            scope_direction=scope.direction,
            scope_group=scope.group,
            facts=facts,
        )

    def announce(self) -> None:
        """To those who subscribe: some now, in the same transaction, the others once it is committed."""
        for hear in in_transaction():
            hear(self)
        for hear in after_commit():
            transaction.on_commit(partial(hear, self), robust=True)
