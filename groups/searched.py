"""What is found of groups, stages and meetings.

A meeting is found by its agenda, and by its notes for those who may read them.
"""

from collections.abc import Callable, Iterable

from django.db.models import BigIntegerField, Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from directions.events import DirectionEvent
from directions.models import Direction, Stage
from directions.searched import at_midnight
from files.events import FileEvent
from files.models import Attachment
from groups.events import GroupEvent
from groups.models import Group, GroupOutcome, Meeting, Presentation
from groups.models.group import GroupQuerySet
from groups.models.meeting import MeetingQuerySet
from people.models import Act
from search.sources import Document, Numbers, Source, if_changed, its_own, names, numbers_of
from ui.prepared import Place, prepared, with_kept
from ui.text import to_plain


def _rows() -> GroupQuerySet:
    return Group.objects.select_related("direction").prefetch_related("outcomes")


@prepared(number=BigIntegerField())
def _group(number: Place) -> GroupQuerySet:
    outcomes = GroupOutcome.objects.filter(group=OuterRef("pk")).order_by()
    return Group.objects.select_related("direction").annotate(has_outcomes=Exists(outcomes)).filter(pk=number)


@prepared(number=BigIntegerField())
def _outcomes_of(number: Place) -> QuerySet[GroupOutcome]:
    return GroupOutcome.objects.only("group", "learned", "why").filter(group=number)


def _one(number: int) -> list[Group]:
    """As `_rows` gives it, sooner."""
    return [
        with_kept(
            group,
            outcomes=_outcomes_of(number=number) if group.has_outcomes else [],  # type: ignore[attr-defined]
        )
        for group in _group(number=number)
    ]


def _say_group(group: Group) -> Document:
    said = [text for outcome in group.outcomes.all() for text in (outcome.learned, outcome.why)]
    return Document(
        group.name,
        [
            group.summary,
            to_plain(group.charter),
            *map(to_plain, (group.closing_words, *said)),
            group.handed_over_to,
            group.direction.title if group.direction else "",
        ],
        at=at_midnight(group.ended_on or group.started_on),
        has_ended=group.ended_on is not None,
        direction=group.direction_id,
        group=group.pk,
    )


def _say_stage(stage: Stage) -> Document:
    decided = [stage.reconsideration] if stage.is_reconsidered else []
    heard = [text for presentation in stage.presentations.all() for text in _heard(presentation)]
    return Document(
        stage.title or stage.aim,
        [
            stage.aim,
            *(to_plain(text) for made in decided for text in (made.learned, made.why)),
            *map(to_plain, heard),
            stage.direction.title,
        ],
        at=at_midnight(stage.starts_on),
        has_ended=bool(decided),
        direction=stage.direction_id,
    )


def _heard(presentation: Presentation) -> Iterable[str]:
    return presentation.material, presentation.words


def _say_meeting(meeting: Meeting) -> Document:
    return Document(
        meeting.title or meeting.group.name,
        [to_plain(meeting.notes), meeting.group.name],
        at=meeting.starts_at,
        direction=meeting.group.direction_id,
        group=meeting.group_id,
    )


def _say_agenda(meeting: Meeting) -> Document:
    return Document(
        meeting.title or meeting.group.name,
        [to_plain(meeting.agenda), meeting.place, meeting.group.name],
        at=meeting.starts_at,
        direction=meeting.group.direction_id,
        group=meeting.group_id,
    )


def _agendas() -> MeetingQuerySet:
    return Meeting.objects.held_or_coming().exclude(agenda="").select_related("group")


def _agendas_of(act: Act) -> Numbers:
    return numbers_of(_agendas().filter(group=act.target_id))


def _groups_of_stage(act: Act) -> Numbers:
    """A reconsideration says of each what became of it."""
    return numbers_of(Group.objects.filter(outcomes__reconsideration__stage=act.target_id))


def _of_direction(rows: type[Group] | type[Stage]) -> Callable[[Act], Numbers]:
    """They are found by its title too."""
    return lambda act: numbers_of(rows._default_manager.filter(direction=act.target_id))


def _stage_of(act: Act) -> Numbers:
    return numbers_of(Stage.objects.filter(presentations=act.target_id))


def files_of_notes(act: Act) -> Numbers:
    """They are found under the direction that their group belongs to."""
    return numbers_of(Attachment.objects.of_each(Meeting.objects.filter(group=act.target_id)))


def _meetings_of(act: Act) -> Numbers:
    return numbers_of(Meeting.objects.completed().filter(group=act.target_id))


# Who sits in a group is none of its words, and many leave it at once when it ends.
SEATS = {GroupEvent.JOINED, GroupEvent.APPOINTED, GroupEvent.LEFT}
LINEAGE = {GroupEvent.LINKED, GroupEvent.UNLINKED, DirectionEvent.LINKED, DirectionEvent.UNLINKED}
UNMOVED_BY = frozenset({*SEATS, *LINEAGE})
FILE_ACTS = {FileEvent.ATTACHED, FileEvent.REMOVED}
OF_GROUP = ("name", "direction")  # what its meetings are found by


GROUPS = Source(
    kind="group",
    label=_("Group"),
    plural=_("Groups"),
    rows=_rows,
    one=_one,
    visible_to=lambda person: Group.objects.all(),
    for_everybody=True,
    called=names("grupp", "arbetsgrupp", "group"),
    document=_say_group,
    dated_by="started_on",
    follows={
        Group: its_own,
        Stage: _groups_of_stage,
        Direction: if_changed(_of_direction(Group), "title"),
    },
    unmoved_by=UNMOVED_BY,
    weight=2,
    leads_straight=True,
)

STAGES = Source(
    kind="stage",
    label=_("Stage"),
    plural=_("Stages"),
    rows=lambda: Stage.objects.select_related("direction", "reconsideration").prefetch_related(
        "presentations__corrections"
    ),
    visible_to=lambda person: Stage.objects.select_related("direction"),
    for_everybody=True,
    called=names("etapp", "stage"),
    document=_say_stage,
    dated_by="starts_on",
    follows={
        Stage: its_own,
        Presentation: _stage_of,
        Direction: if_changed(_of_direction(Stage), "title"),
    },
    unmoved_by=UNMOVED_BY,
)

MEETINGS = Source(
    kind="meeting",
    label=_("Notes of a meeting"),
    plural=_("Notes of meetings"),
    rows=lambda: Meeting.objects.completed().select_related("group"),
    visible_to=lambda person: Meeting.objects.completed().notes_visible_to(person),
    called=names("mötesanteckning", "anteckning", "protokoll", "notes", "minutes"),
    document=_say_meeting,
    dated_by="starts_at",
    follows={
        Meeting: its_own,
        Group: if_changed(_meetings_of, *OF_GROUP),
    },
    unmoved_by=UNMOVED_BY | FILE_ACTS,
)

AGENDAS = Source(
    kind="agenda",
    label=_("Meeting"),
    plural=_("Meetings"),
    rows=_agendas,
    visible_to=lambda person: Meeting.objects.held_or_coming(),
    for_everybody=True,
    called=names("dagordning", "agenda"),
    document=_say_agenda,
    dated_by="starts_at",
    follows={
        Meeting: its_own,
        Group: if_changed(_agendas_of, *OF_GROUP),
    },
    unmoved_by=UNMOVED_BY | FILE_ACTS | {GroupEvent.NOTES_DRAFTED, GroupEvent.NOTES_COMPLETED},
    weight=-3,  # most are drafted from the titles of what is presented
)
