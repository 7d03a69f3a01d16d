"""The forms by which text comes into feedback, found by code, and how each is filled in and saved."""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

import feedback
from feedback import writing
from feedback.admin.forms import PUBLISH, ReviewForm
from feedback.assigning import coordinators
from feedback.forms.answering import AnswerForm, ReplyForm
from feedback.forms.correcting import CorrectionForm
from feedback.forms.writing import FeedbackForm
from feedback.models import Feedback, Voice
from files.forms import FilesField
from groups.kinds import KindCode
from tests.cast import World
from ui.letters import on_one_line, tidied

ANSWERED = {"version": "0", "text_version": "1", "save_as": "published"}
INSTEAD = "Ord"  # where a field does not take what is hostile


def forms_of_feedback() -> set[type[forms.BaseForm]]:
    """Every form that a module of the app's defines."""
    names = (found.name for found in pkgutil.walk_packages(feedback.__path__, "feedback."))
    modules = [import_module(name) for name in names if "migrations" not in name]
    everything = chain.from_iterable(vars(module).values() for module in modules)
    return {
        one
        for one in everything
        if isinstance(one, type)
        and issubclass(one, forms.BaseForm)
        and hasattr(one, "base_fields")  # a mixin has none
        and one.__module__.startswith("feedback.")
    }


def text_fields(form: type[forms.BaseForm]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = form.base_fields  # type: ignore[attr-defined]
    return {name: field for name, field in fields.items() if isinstance(field, forms.CharField)}


def files_called(form: type[forms.BaseForm], text: str) -> dict[str, list[ContentFile]]:
    """A file of that name in every field that takes files."""
    fields: dict[str, forms.Field] = form.base_fields  # type: ignore[attr-defined]
    wanted = (name for name, field in fields.items() if isinstance(field, FilesField))
    return {name: [ContentFile(b"Hej", name=f"{text}.txt")] for name in wanted}


def filled_in(form: type[forms.BaseForm], text: str) -> dict[str, str]:
    """The same text in every field that takes it."""
    return {name: text if takes(field, text) else INSTEAD for name, field in text_fields(form).items()}


def takes(field: forms.Field, text: str) -> bool:
    """Whether a field keeps it: not what is refused, nor what has nothing to see."""
    try:
        return bool(field.clean(text))
    except ValidationError:
        return False


def cleaned(text: str) -> set[str]:
    """What a field may have kept of a text: its line breaks count as one, or it is on one line."""
    return {tidied(text).strip(), on_one_line(text).strip(), INSTEAD}


def _write(world: World, post: Feedback | None, text: str) -> Feedback:
    """A draft of the group's, by its convener; a file is called by the text, too."""
    draft = post or Feedback.draft(by=world.convener, voice=Voice.GROUP, group=world.group)
    form = FeedbackForm(
        filled_in(FeedbackForm, text) | {"kind": "did", "save_as": "draft"},
        files_called(FeedbackForm, text),
        instance=draft,
        may_complete=True,
    )
    assert form.is_valid(), form.errors
    return form.write(by=world.convener)


def _review(world: World, post: Feedback | None, text: str) -> Feedback:
    """Read, answered, noted and shared with everybody by a coordinator."""
    assert post
    seen = {"answer_version": "0", "review_version": "0", "text_version": "1"}
    shown = Feedback.objects.latest_first().get(pk=post.pk)
    typed = filled_in(ReviewForm, text) | {"share": "on"} | seen
    form = ReviewForm(typed, feedback=shown, text_version=1, reviewers=coordinators(), button=PUBLISH)
    assert form.is_valid(), form.errors
    form.save(by=world.coordinator)
    return post


def _answer(world: World, post: Feedback | None, text: str) -> Feedback:
    """Answered by the storgrupp."""
    assert post
    form = AnswerForm(filled_in(AnswerForm, text) | ANSWERED)
    assert form.is_valid(), form.errors
    form.write(post.receipts.get(body=world.storgrupp), by=world.storgrupp_member)
    return post


def _reply(world: World, post: Feedback | None, text: str) -> Feedback:
    assert post
    form = ReplyForm(filled_in(ReplyForm, text))
    assert form.is_valid(), form.errors
    return form.send(post, by=world.employee)


def _correct(world: World, post: Feedback | None, text: str) -> Feedback:
    """Corrected into harmless words and back: nothing new would be no correction."""
    assert post
    for words, more in ((INSTEAD, {"text": "Något annat"}), (text, {})):
        typed = filled_in(CorrectionForm, words) | more | {"version": str(post.version)}
        form = CorrectionForm(typed)
        assert form.is_valid(), form.errors
        form.correct(post, by=world.convener)
        post = Feedback.objects.get(pk=post.pk)
    return post


# In the order of a piece's life: it is written, completed, and what comes then.
Way = Callable[[World, Feedback | None, str], Feedback]
WHILE_A_DRAFT: dict[type[forms.BaseForm], Way] = {FeedbackForm: _write}
AFTERWARDS: dict[type[forms.BaseForm], Way] = {
    AnswerForm: _answer,
    ReviewForm: _review,
    ReplyForm: _reply,
    CorrectionForm: _correct,
}
WAYS: dict[type[forms.BaseForm], Way] = {**WHILE_A_DRAFT, **AFTERWARDS}


def written(world: World, text: str) -> Feedback:
    """A draft with the text in every field."""
    post: Feedback | None = None
    for way in WHILE_A_DRAFT.values():
        post = way(world, post, text)
    assert post
    return post


def sent(world: World, post: Feedback, text: str) -> Feedback:
    """The draft completed, and the text in every field that comes afterwards."""
    writing.complete(post, by=world.convener)
    for way in AFTERWARDS.values():
        post = way(world, Feedback.objects.get(pk=post.pk), text)
    return Feedback.objects.get(pk=post.pk)


# Where what was typed is kept, by the name of its field.
STORED: dict[type[forms.BaseForm], Callable[[Any], dict[str, str]]] = {
    FeedbackForm: lambda post: {"title": post.title, "text": post.text},
    AnswerForm: lambda post: {"text": _answered(post, KindCode.STORGRUPP)},
    ReviewForm: lambda post: {
        "answer": _answered(post, KindCode.COORDINATION_GROUP),
        "note": post.review.note,
    },
    ReplyForm: lambda post: {"text": post.replies.latest("pk").text},
    CorrectionForm: lambda post: {
        "title": post.headline,
        "text": post.words,
        "why": post.corrections.latest("number").why,
    },
}

# Their texts are no piece of feedback's, and meet the corpus in `test_hostile_proposals.py` and
# `test_hostile_forms.py`; what narrows a list is kept nowhere.
OF_NO_PIECE = {
    "FeedbackFilterForm",
    "KindFilterForm",
    "SentFilterForm",
    "BriefingForm",
    "DecisionForm",
    "DialogueNoteForm",
    "DissentForm",
    "FollowUpForm",
    "PreparationForm",
    "ProposalForm",
    "SavedFilterForm",
    "WithdrawForm",
}


def stored_texts(post: Feedback) -> Iterator[tuple[str, str]]:
    """What is stored of every text field of every form so far."""
    for form in WHILE_A_DRAFT if post.is_draft else WAYS:
        kept = STORED[form](post)
        assert kept.keys() == text_fields(form).keys(), f"say where {form.__name__} keeps its texts"
        yield from kept.items()


def _answered(post: Feedback, kind: KindCode) -> str:
    return str(post.receipts.get(body__kind=kind).answer.text)
