"""What has been written down for good is never overwritten in silence: every text of every model is here.

ONCE: written by one verb and changed by none. SETTLED: changed until something happens, and tried here after
it. VERSIONS: each version stays. WORKING: what is so now, or is still being written; each change is an act.
"""

import ast
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CharField, Model, TextField

from directions import editing as direction_editing
from directions.models import Outcome
from directions.staging import change_stage
from feedback import answering, writing
from groups import editing, planning_meetings, presenting, reconsidering
from groups.eligibility import NotAllowed
from groups.models import OutcomeSuggestion
from groups.outcomes import ChosenOutcome
from proposals import deciding, proposing
from proposals.models import Outcome as Decided
from tests.access.things import the
from tests.cast import World
from tests.factories.feedback import make_answer, make_receipt
from tests.repository.files import ROOT, source
from ui import fields
from ui.edit_conflict import EditConflict
from workshops import grouping

WRITTEN = {CharField, TextField, fields.CharField, fields.TextField, fields.MarkdownField}
OURS = ["portal", "briefings", "river", "proposals", "feedback", "groups", "directions", "workshops", "files"]
ANOTHER = "Något annat."

VERSIONS = {
    "portal.Page": "title lead text",  # PageVersion
    "directions.Plan": "text what_changed",  # each revision is a row
    "feedback.Feedback": "title text",  # Correction
    "groups.Presentation": "said",  # PresentationCorrection
}
ONCE = {
    "portal.PageVersion": "title lead text",
    "proposals.Round": "title text why effects",
    "proposals.Decision": "reason",
    "proposals.CarryingOut": "responsible",
    "proposals.FollowUp": "text",
    "proposals.DialogueNote": "text",
    "proposals.Dissent": "text",
    "feedback.Correction": "title text why",
    "feedback.Reply": "text",
    "groups.JoinStep": "reason",
    "groups.PresentationCorrection": "said why",
    "groups.GroupOutcome": "why learned",
    "directions.Reconsideration": "why learned handed_over_to",
    "workshops.Answer": "text",
    "files.Attachment": "name content_type sha256",
}
WORKING = {
    "portal.Page": "moved_to",
    "feedback.Review": "note",  # between those who review, with a version that is asked for
    "feedback.SavedFilter": "name query",
    "groups.Membership": "background",
    "groups.Background": "name folded",
    "groups.JoinRequest": "word",
    "workshops.Workshop": "code",
}


ENDED = ChosenOutcome(Outcome.HAND_OVER, ANOTHER, ANOTHER, handed_over_to=ANOTHER)


def _published(world: World) -> Any:
    receipt = make_receipt(world.convener, world.storgrupp, group=world.group)
    return make_answer(receipt, world.storgrupp_member, publishes=True)


def _suggested(world: World) -> OutcomeSuggestion:
    stage: Any = the("reconsidered stage", world)
    return OutcomeSuggestion.objects.create(
        stage=stage, group=world.group, outcome="end", why="Så.", learned="Det.", by=world.convener
    )


def _thing(name: str) -> Callable[[World], Any]:
    return lambda world: the(name, world)


def _words(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, ANOTHER)


# By model: its texts, something in which they are settled, and every door that could still change them.
Settled = tuple[str, str, Callable[[World], Any], Callable[[World, Any], Any]]
SETTLED: list[Settled] = [
    (
        "feedback.Feedback",
        "title text",
        _thing("group's post"),
        lambda world, post: writing.edit(post, seen=0, by=world.convener, **_words("title", "text")),
    ),
    (
        "feedback.Answer",
        "text",
        _published,
        lambda world, answer: answering.write(
            answer.receipt, ANOTHER, seen=answer.version, publishes=True, by=world.storgrupp_member
        ),
    ),
    (
        "groups.Meeting",
        "title place agenda notes",
        _thing("held meeting"),
        lambda world, meeting: planning_meetings.plan_meeting(
            meeting, by=world.convener, **_words("title", "place", "agenda", "notes")
        ),
    ),
    (
        "groups.Meeting",
        "notes",
        _thing("held meeting"),
        lambda world, meeting: planning_meetings.write_notes(
            meeting, ANOTHER, seen=meeting.version, completes=False, by=world.convener
        ),
    ),
    (
        "groups.Presentation",
        "material said",
        _thing("heard presentation"),
        lambda world, heard: presenting.change(heard, by=world.convener, **_words("material", "said")),
    ),
    (
        "groups.Presentation",
        "said",
        _thing("heard presentation"),
        lambda world, heard: presenting.record(heard, said=ANOTHER, by=world.director),
    ),
    (
        "groups.Group",
        "name summary charter closing_words handed_over_to",
        _thing("ended group"),
        lambda world, group: editing.edit(
            group, by=world.coordinator, **_words("name", "summary", "charter")
        ),
    ),
    (
        "groups.Group",
        "closing_words handed_over_to",
        _thing("ended group"),
        lambda world, group: reconsidering.end_group(group, ENDED, by=world.coordinator),
    ),
    (
        "groups.OutcomeSuggestion",
        "why learned",
        _suggested,
        lambda world, said: reconsidering.suggest(said.stage, said.group, ENDED, by=world.convener),
    ),
    (
        "directions.Direction",
        "title purpose text closing_words handed_over_to",
        _thing("ended direction"),
        lambda world, direction: direction_editing.edit(
            direction, by=world.coordinator, **_words("title", "purpose", "text")
        ),
    ),
    (
        "directions.Direction",
        "closing_words handed_over_to",
        _thing("ended direction"),
        lambda world, direction: reconsidering.end_direction(direction, ENDED, by=world.coordinator),
    ),
    (
        "directions.Stage",
        "title aim",
        _thing("reconsidered stage"),
        lambda world, stage: change_stage(stage, [], by=world.coordinator, **_words("title", "aim")),
    ),
    (
        "proposals.Proposal",
        "title text why effects",
        _thing("proposal"),
        lambda world, proposal: proposing.edit(
            proposal, seen=proposal.version, by=world.convener, **_words("title", "text", "why", "effects")
        ),
    ),
    (
        "proposals.Proposal",
        "withdrawn_why",
        _thing("approved proposal"),
        lambda world, proposal: deciding.withdraw(proposal, ANOTHER, by=world.convener),
    ),
    (
        "proposals.Decision",
        "reason",
        lambda world: the("declined proposal", world).decision,  # type: ignore[union-attr]
        lambda world, decision: deciding.decide(
            decision.round.proposal, Decided.DECLINED, ANOTHER, by=world.director
        ),
    ),
    (
        "proposals.Preparation",
        "reasons",
        lambda world: the("recommended proposal", world).preparation,  # type: ignore[union-attr]
        lambda world, preparation: deciding.write_preparation(
            preparation.round.proposal,
            recommendation="approve",
            reasons=ANOTHER,
            changes_how_people_work=False,
            samverkan_on=None,
            seen=preparation.version,
            completes=True,
            by=world.storgrupp_member,
        ),
    ),
    (
        "briefings.Briefing",
        "title text",
        _thing("sent briefing"),
        lambda world, briefing: briefing.write(
            seen=briefing.version, by=world.communicator, **_words("title", "text")
        ),
    ),
    (
        "workshops.Workshop",
        "question intro commissioned_by",
        _thing("closed workshop"),
        lambda world, workshop: workshop.change(
            by=world.coordinator, **_words("question", "intro", "commissioned_by")
        ),
    ),
    (
        "workshops.Theme",
        "title",
        _thing("closed theme"),
        lambda world, theme: grouping.revise(theme, by=world.coordinator, title=ANOTHER),
    ),
]


def test_every_text_is_here() -> None:
    said = {f"{label}.{name}" for table in (VERSIONS, ONCE, WORKING) for label, name in _each(table.items())}
    said |= {f"{label}.{name}" for label, name in _each((label, names) for label, names, *_ in SETTLED)}

    assert {
        f"{model._meta.label}.{name}"
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for name in _texts(model)
    } == said


@pytest.mark.parametrize("row", SETTLED, ids=[f"{row[0]}-{number}" for number, row in enumerate(SETTLED)])
def test_what_is_settled_stays_whatever_is_tried(world: World, row: Settled) -> None:
    label, names, make, attempt = row
    thing = make(world)
    model = apps.get_model(label)
    before = model.objects.values(*names.split()).get(pk=thing.pk)  # type: ignore[attr-defined]

    with suppress(ValidationError, EditConflict, NotAllowed):
        attempt(world, thing)

    assert model.objects.values(*names.split()).get(pk=thing.pk) == before  # type: ignore[attr-defined]


def test_what_is_written_once_is_never_saved_again() -> None:
    """Nothing in the house updates a row of these models: each is made, by create or by its relation."""
    texts = {label.split(".")[1]: set(names.split()) for label, names in ONCE.items()}
    updates = [
        f"{path.name}: {ast.unparse(call)[:80]}"
        for path in source(".py")
        if not path.is_relative_to(ROOT / "tests")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and _updates(call, texts)
    ]

    assert updates == []


def _updates(call: ast.Call, texts: dict[str, set[str]]) -> bool:
    """`Reply.objects….update(text=…)`, `Reply.objects….update_or_create(…)`."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in {"update", "update_or_create"}:
        return False
    model = ast.unparse(call.func).split(".objects")[0]
    return bool(texts.get(model, set()) & {keyword.arg for keyword in call.keywords})


def _each(rows: Any) -> list[tuple[str, str]]:
    return [(label, name) for label, names in rows for name in names.split()]


def _texts(model: type[Model]) -> list[str]:
    """What people write in words: no choices, and nothing that only looks like text."""
    written = [field for field in model._meta.local_concrete_fields if type(field) in WRITTEN]
    return [field.name for field in written if not field.choices]
