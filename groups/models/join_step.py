from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.join_state import A_NO, IN_VAIN, JoinState
from people.models import Person
from ui import fields, lengths
from ui.dates import now

# What a step into each state is called where they stand one under another; others are called as the state is.
STEPS = {
    JoinState.WISHED: _("Said that they would like to take part"),
    JoinState.PUT_FORWARD: _("The manager contacted the group"),
    JoinState.QUEUED: _("Is on the waiting list"),
    JoinState.OFFERED: _("A seat became free and is held"),
    JoinState.ASKED_ALONG: _("Was asked to come along from a group that ended"),
    JoinState.WELCOMED: _("Is in the group"),
}

NO_TO = {
    JoinState.ASKED_ALONG: _("Said no to coming along"),
    JoinState.OFFERED: _("Said no to the seat"),
    JoinState.QUEUED: _("Left the waiting list"),
}


class JoinStepQuerySet(models.QuerySet["JoinStep"]):
    def wishes(self) -> "JoinStepQuerySet":
        """Steps by which an employee asked to take part."""
        return self.filter(state=JoinState.WISHED)


class JoinStep(models.Model):
    """One step of a request: what happened, by whom, when, and why when it was a no. Never changed."""

    request = models.ForeignKey("groups.JoinRequest", on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(_("state"), max_length=12, choices=JoinState.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), default=now)
    reason = fields.CharField(_("reason"), max_length=lengths.REASON, blank=True)

    objects = JoinStepQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=A_NO) | ~Q(reason=""), name="a_no_to_joining_carries_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.state}"

    @property
    def words(self) -> str:
        """What happened, as a line of the request's history."""
        return str(self._words_of_a_no() or STEPS.get(JoinState(self.state), self.get_state_display()))

    def _words_of_a_no(self) -> object:
        """To what was held out to them the person says no; what they asked for themselves they take back."""
        if self.state != JoinState.WITHDRAWN:
            return None
        before = [step.state for step in self.request.steps.all() if step.pk < self.pk]
        return NO_TO.get(JoinState(before[-1])) if before else None

    @property
    def is_in_vain(self) -> bool:
        """It ended here, without a seat."""
        return self.state in IN_VAIN
