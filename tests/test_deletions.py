"""Nothing is deleted that another row needs: told in a sentence, never an error of ours.

Which relations those are is asked of the models, so that a new one fails here until it has been thought of.
"""

import ast
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import PROTECT, RESTRICT, Model
from django.test import Client
from django.urls import reverse

from directions.models import DirectionLink
from feedback import writing
from feedback.models import Correction, Feedback, Receipt, Reply, Review
from groups import backgrounds
from groups.models import GroupLink
from people.models import Act, Person
from proposals.models import Proposal, Round
from proposals.models.text import WORDS
from search.models import Synonym
from tests.cast import World
from tests.factories.directions import make_direction
from tests.factories.feedback import make_draft
from tests.factories.groups import make_backgrounds, make_group
from tests.factories.proposals import make_proposal
from tests.factories.workshops import make_theme, make_workshop
from tests.repository.files import ROOT, source
from workshops import grouping
from workshops.models import Theme

# Where rows are deleted, and of which models they are.
DELETED = {
    "briefings/models/briefing.py": {"briefings.Briefing"},
    "directions/lineage.py": {"directions.DirectionLink", "groups.GroupLink"},
    "feedback/models/saved_filter.py": {"feedback.SavedFilter"},
    "feedback/writing.py": {"feedback.Feedback"},
    "files/attaching.py": set(),  # files
    "files/models/attachment.py": {"files.Attachment"},
    "groups/backgrounds.py": {"groups.Background"},
    "identity/break_glass.py": {"identity.OneTimeLink"},
    "identity/door.py": {"identity.Refusal"},
    "identity/factors.py": {"mfa.Authenticator"},
    "identity/waiting_answer.py": {"sessions.Session"},
    "notices/direct_mail.py": {"people.DirectMail"},
    "notices/models/follow.py": {"notices.Follow"},
    "notices/models/worker_pulse.py": {"notices.WorkerPulse"},
    "people/once.py": {"people.SentForm"},
    "portal/backup/restoring.py": {"sessions.Session", "usersessions.UserSession"},
    "proposals/models/proposal.py": {"proposals.Proposal"},
    "river/models/calendar_key.py": {"river.CalendarKey"},
    "search/indexing.py": {"search.SearchText"},
    "search/models/missed_search.py": {"search.MissedSearch"},
    "search/models/synonym.py": {"search.Synonym"},
    "search/reindexing.py": {"search.SearchText"},
    "ui/static.py": set(),  # a file
    "workshops/grouping.py": {"workshops.Theme"},
    "workshops/models/answer.py": {"workshops.Answer"},
    "workshops/models/mark.py": {"workshops.Mark"},
    "workshops/models/participant.py": {"workshops.Mark"},
}


def _round(world: World, proposal: Proposal) -> Model:
    words = {name: getattr(proposal, name) for name in WORDS}
    return Round.objects.create(proposal=proposal, number=1, handed_in_by=world.member, **words)


# What holds each of them, by model and the relation's own field.
HOLDERS: dict[tuple[str, str], Callable[[World, Any], Any]] = {
    ("workshops.Theme", "directions.Direction.theme"): lambda world, theme: make_direction(theme=theme),
    ("workshops.Theme", "groups.Group.theme"): lambda world, theme: make_group(theme=theme),
    ("workshops.Theme", "proposals.Proposal.theme"): lambda world, theme: make_proposal(
        world.member, world.group, theme=theme
    ),
    ("feedback.Feedback", "proposals.Proposal.feedback"): lambda world, post: make_proposal(
        world.member, world.group, feedback=post
    ),
    ("feedback.Feedback", "feedback.Receipt.feedback"): lambda world, post: Receipt.objects.create(
        feedback=post, body=world.storgrupp
    ),
    ("feedback.Feedback", "feedback.Correction.feedback"): lambda world, post: Correction.objects.create(
        feedback=post, number=2, title="Ny", text="Ny.", why="Fel.", made_by=world.member
    ),
    ("feedback.Feedback", "feedback.Reply.feedback"): lambda world, post: Reply.objects.create(
        feedback=post, author=world.member, text="Ja."
    ),
    ("feedback.Feedback", "feedback.Review.feedback"): lambda world, post: Review.objects.create(
        feedback=post
    ),
    ("proposals.Proposal", "proposals.Round.proposal"): _round,
}
MAKERS: dict[str, Callable[[World], Any]] = {
    "workshops.Theme": lambda world: make_theme(make_workshop()),
    "feedback.Feedback": lambda world: make_draft(world.member, group=world.group),
    "proposals.Proposal": lambda world: make_proposal(world.member, world.group),
}


def test_where_rows_are_deleted_is_known() -> None:
    ours = [path for path in source(".py") if not path.is_relative_to(ROOT / "tests")]
    found = {path.relative_to(ROOT).as_posix() for path in ours if _deletes(path.read_text())}

    assert found == set(DELETED)


def test_whatever_may_hold_what_is_deleted_is_tried() -> None:
    models = [apps.get_model(label) for labels in DELETED.values() for label in labels]
    holding = {(model._meta.label, relation) for model in models for relation in holders(model)}

    assert holding == set(HOLDERS)


@pytest.mark.parametrize(("label", "relation"), HOLDERS)
def test_what_is_held_stays_and_nothing_has_changed(world: World, label: str, relation: str) -> None:
    thing = MAKERS[label](world)
    HOLDERS[label, relation](world, thing)

    assert deleted(thing, world) is False
    assert type(thing).objects.filter(pk=thing.pk).exists()


# What is taken away by a verb that writes it down, from the row as each of two had read it.
TAKEN_AWAY: dict[str, tuple[Callable[[World], Any], Callable[[Any, Person], Any]]] = {
    "a direction's link": (
        lambda world: DirectionLink.objects.create(
            earlier=make_direction(), later=world.direction, kind="continues"
        ),
        lambda link, by: link.undo(by=by),
    ),
    "a group's link": (
        lambda world: GroupLink.objects.create(earlier=make_group(), later=world.group, kind="continues"),
        lambda link, by: link.undo(by=by),
    ),
    "a background": (
        lambda world: make_backgrounds("Städ")[0],
        lambda background, by: backgrounds.remove(background, by=by),
    ),
    "words for the same thing": (
        lambda world: Synonym.objects.create(words="kök, bespisning"),
        lambda synonym, by: synonym.take_away(by=by),
    ),
    "a draft": (
        lambda world: make_draft(world.member, group=world.group),
        lambda draft, by: writing.discard(draft, by=by),
    ),
}


@pytest.mark.parametrize("what", TAKEN_AWAY)
def test_two_who_take_it_away_at_once_are_written_down_once(world: World, what: str) -> None:
    """Each has read the row before the other was done."""
    make, take_away = TAKEN_AWAY[what]
    thing = make(world)
    first, second = (type(thing).objects.get(pk=thing.pk) for _reader in range(2))
    before = Act.objects.count()

    take_away(first, world.coordinator)
    take_away(second, world.coordinator)

    assert not type(thing).objects.filter(pk=thing.pk).exists()
    assert Act.objects.count() == before + 1


def test_every_verb_that_takes_away_and_writes_it_down_asks_whether_it_is_there() -> None:
    """By code: under a lock that holds until it is done."""
    asking = {
        "is_still_there",
        "select_for_update",
        "locked",
        "_lock_if_open",
        "lock",
        "touch",
        "_check_has_not_grown",
    }
    careless = set()
    for path in DELETED:
        for function in ast.walk(ast.parse((ROOT / path).read_text())):
            if isinstance(function, ast.FunctionDef):
                names = {
                    node.attr if isinstance(node, ast.Attribute) else node.id
                    for node in ast.walk(function)
                    if isinstance(node, ast.Attribute | ast.Name)
                }
                if {"delete", "record"} <= names and not names & asking:
                    careless.add(f"{path}:{function.name}")

    assert careless == {"river/models/calendar_key.py:revoke"}  # which asks how many rows went


@pytest.mark.parametrize("grown", [relation for label, relation in HOLDERS if label == "workshops.Theme"])
def test_facilitator_is_told_that_something_has_grown(
    world: World, signed_in: Callable[..., Client], grown: str
) -> None:
    theme, into = make_theme(workshop := make_workshop()), make_theme(workshop)
    HOLDERS["workshops.Theme", grown](world, theme)
    client = signed_in(world.coordinator)

    removed = client.post(reverse("workshops:remove_theme", args=[workshop.code, theme.pk]), follow=True)
    merged = client.post(
        reverse("workshops:merge_theme", args=[workshop.code, theme.pk]), {"into": into.pk}, follow=True
    )

    assert "så det får stå kvar" in removed.content.decode()
    assert "så det får stå kvar" in merged.content.decode()
    assert theme.answers.count() == 1


def holders(model: type[Model]) -> set[str]:
    """The relations that would not let a row go, those without a name back among them."""
    found = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and getattr(relation, "on_delete", None) in {PROTECT, RESTRICT}:
            found.add(f"{relation.related_model._meta.label}.{relation.field.name}")
    return found


def deleted(thing: Any, world: World) -> bool:
    """Take it away as its own verb does."""
    if isinstance(thing, Theme):
        try:
            grouping.remove(thing, by=world.coordinator)
        except ValidationError:
            return False
        return True
    if isinstance(thing, Feedback):
        return writing.discard(thing, by=world.member)
    return bool(thing.discard(by=world.member))


def _deletes(text: str) -> bool:
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return any(isinstance(call.func, ast.Attribute) and call.func.attr == "delete" for call in calls)
