"""What pages of the apps below show of proposals: templates may look up, Python may not."""

from typing import Any

from django import template
from django.db.models import BigIntegerField, QuerySet

from directions.models import Direction
from groups.models import Group
from proposals import sentences
from proposals.models import CarryingOut, Proposal
from proposals.models.readers import readable, who_reads
from ui.dates import today
from ui.prepared import Place, prepared

register = template.Library()
SHOWN = 6

for sentence in (
    "standing",
    "decided",
    "carried_out",
    "samverkan",
    "tag",
    "tag_says_more",
    "tag_mark",
    "is_late",
    "step_words",
):
    register.filter(sentence, getattr(sentences, sentence))


@register.inclusion_tag("proposals/_proposals.html", takes_context=True)
def proposals_of(context: template.Context, group: Group) -> dict[str, Any]:
    """A group's proposals, as far as whoever looks may read them, the latest first."""
    user = context["request"].user
    proposals = _of_group(group=group.pk, **who_reads(user))
    return {"group": group, "proposals": proposals, "may_propose": user.has_perm("proposals.propose", group)}


@prepared(group=BigIntegerField(), person=BigIntegerField(), groups=BigIntegerField())
def _of_group(group: Place, **reader: Any) -> QuerySet[Proposal]:
    return Proposal.objects.filter(readable(**reader), group=group).with_standing()[:SHOWN]


@register.simple_tag
def late_decisions() -> list[CarryingOut]:
    """What was to be carried out by a day that has passed, and has not been."""
    return list(CarryingOut.objects.late(today()))


@register.inclusion_tag("proposals/_proposals.html")
def decided_proposals_of(direction: Direction) -> dict[str, Any]:
    """What has been decided under a direction, the latest first."""
    return {"proposals": _decided_of(direction=direction.pk), "decided_only": True}


@prepared(direction=BigIntegerField())
def _decided_of(direction: Place) -> QuerySet[Proposal]:
    return Proposal.objects.decided().filter(direction=direction).with_standing()[:SHOWN]
