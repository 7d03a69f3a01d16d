"""Back and send again, or an impatient finger, makes nothing a second time, and is told so."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Presentation
from people.models import Act, Person
from tests.cast import World
from tests.factories.meetings import make_meeting
from tests.factories.proposals import make_handed_in
from tests.repository.files import templates
from ui.dates import now, today

SignIn = Callable[[Person], Client]
KEY = "0b7c3f8e-6f0f-4f7e-9a53-2d3f5f4f8f14"
DONE_BEFORE = "Formuläret var redan skickat"

# Forms that may be sent again and again without a key, and why that does nothing a second time.
BY_NATURE = {
    "templates/account/request_login_code.html": "a code is asked for, and there are limits on that",
    "templates/account/confirm_login_code.html": "a code is good for once",
    "templates/identity/add_app.html": "there is one app, by a constraint",
    "templates/identity/_passkey_form.html": "a passkey's answer is good for once",
    "templates/identity/second_factor.html": "a code is good for once",
    "templates/notices/notice_settings.html": "it says how things shall be",
    "templates/directions/lineage.html": "one step between two, by a constraint",
    "templates/groups/_request_acts.html": "a step from where the request no longer is",
    "templates/groups/reconsider.html": "a stage is reconsidered once, by a constraint",
    "templates/groups/end_form.html": "what has ended does not end again",
    "templates/groups/suggestion_form.html": "what is said again replaces what was said",
    "templates/workshops/join.html": "it only leads on",
    "templates/workshops/run.html": "an answer has one place, and a title one theme",
    "templates/workshops/theme_form.html": "it says how the theme shall be",
}
FORM = re.compile(r"<form\b(.*?)</form>", re.DOTALL)
HAS_FIELDS = re.compile(r'\{\{ *\w*form\w*[ .}]|<textarea|include "groups/_outcome|in form')


def test_every_form_that_makes_something_has_a_key_of_its_own() -> None:
    without = {
        path
        for path, text in templates().items()
        for form in FORM.findall(text)
        if 'method="post"' in form and HAS_FIELDS.search(form) and "{% form_key %}" not in form
    }

    assert without == set(BY_NATURE)


def _notes(world: World) -> tuple[Person, str, dict[str, Any]]:
    meeting = make_meeting(world.group, world.convener, starts_at=now() - timedelta(days=1))
    typed = {"notes": "Vi bytte dag.", "version": 0, "save_as": "draft"}
    return world.convener, reverse("groups:write_notes", args=[meeting.pk]), typed


def _presentation(world: World) -> tuple[Person, str, dict[str, Any]]:
    typed = {"body": world.storgrupp.slug, "on": today(), "material": "Bilder."}
    return world.coordinator, reverse("groups:present", args=[world.direction.slug, 1]), typed


def _said(world: World) -> tuple[Person, str, dict[str, Any]]:
    shown = Presentation.objects.create(
        stage=world.stage, body=world.storgrupp, on=today(), planned_by=world.coordinator
    )
    return world.coordinator, reverse("groups:record_presentation", args=[shown.pk]), {"said": "Fortsätt."}


def _preparation(world: World) -> tuple[Person, str, dict[str, Any]]:
    proposal = make_handed_in(world.convener, world.group)
    typed = {"reasons": "Det är dyrt.", "recommendation": "approve", "version": 0, "save_as": "completed"}
    return world.storgrupp_member, reverse("proposals:prepare", args=[proposal.pk]), typed


@pytest.mark.parametrize("form", [_notes, _presentation, _said, _preparation])
def test_same_form_sent_twice_is_done_once_and_told(
    world: World, signed_in: SignIn, form: Callable[[World], tuple[Person, str, dict[str, Any]]]
) -> None:
    person, address, typed = form(world)
    client = signed_in(person)
    first = client.post(address, typed | {"form_key": KEY})
    acts = Act.objects.count()
    assert first.status_code == 302
    assert DONE_BEFORE not in client.get(first["Location"]).content.decode()

    again = client.post(address, typed | {"form_key": KEY}, follow=True)

    assert again.redirect_chain[0][0] == first["Location"]
    assert DONE_BEFORE in again.content.decode()
    assert Act.objects.count() == acts
