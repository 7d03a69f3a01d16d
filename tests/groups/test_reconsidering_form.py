"""The form of a reconsideration: suggestions stand in it, and what is wrong is said beside its field."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from directions.models import Reconsideration
from groups.models import Group, OutcomeSuggestion
from groups.reconsidering import reconsider, suggest
from tests.cast import World
from tests.factories.reconsidering import ENDS, GOES_ON, for_groups

SignIn = Callable[..., Client]


def test_what_a_convener_suggested_stands_in_the_form(past: World, signed_in: SignIn) -> None:
    address = reverse("groups:suggest", args=[past.group.slug])
    typed = {"outcome": "hand_over", "why": "Kommunteknik kan det nu."}
    assert signed_in(past.convener).post(address, typed).status_code == 302
    assert signed_in(past.convener).post(address, typed | {"why": "De vill."}).status_code == 302

    page = signed_in(past.coordinator).get(
        reverse("groups:reconsider", args=[past.direction.slug, past.stage.number])
    )
    assert "De vill." in page.content.decode()
    assert "Kommunteknik kan det nu." not in page.content.decode()
    assert past.stage.suggestions.count() == 1


def test_whoever_decides_reads_which_groups_go_on_because_nobody_spoke_of_them(
    past: World, signed_in: SignIn
) -> None:
    address = reverse("groups:reconsider", args=[past.direction.slug, past.stage.number])
    goran = signed_in(past.coordinator)
    both = "för Köket som klassrum och Lunch med eleverna. De fortsätter, om ni inte väljer något annat."
    assert f"Ingen har föreslagit något {both}" in goran.get(address).content.decode()

    suggest(past.stage, past.group, ENDS, by=past.convener)
    one = "för Köket som klassrum. Den fortsätter, om ni inte väljer något annat."
    assert f"Ingen har föreslagit något {one}" in goran.get(address).content.decode()

    suggest(past.stage, past.foreign_group, ENDS, by=past.outsider)
    assert "Ingen har föreslagit något" not in goran.get(address).content.decode()


def test_nothing_is_suggested_for_a_stage_that_has_been_reconsidered(past: World) -> None:
    reconsider(past.stage, GOES_ON, for_groups(past), by=past.coordinator)

    with pytest.raises(ValidationError):
        suggest(past.stage, past.group, ENDS, by=past.convener)


def filled_in(world: World, **more: str) -> dict[str, str]:
    typed = {"direction-outcome": "continue", "direction-why": "Det bär.", "direction-learned": "Fråga."}
    typed |= {f"group-{group.pk}-outcome": "continue" for group in (world.group, world.foreign_group)}
    return typed | more


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"direction-why": ""}, "direction-why"),
        ({"direction-learned": ""}, "direction-learned"),
        ({"direction-outcome": "vet ej"}, "direction-outcome"),
        ({"direction-outcome": "end"}, "group-outcome"),
        ({"direction-outcome": "hand_over"}, "direction-handed_over_to"),
        ({"direction-outcome": "start_new"}, "direction-new_name"),
        ({"direction-outcome": "start_new", "direction-new_name": "!?"}, "direction-new_name"),
        ({"direction-outcome": "end", "direction-into": "finns-inte"}, "direction-into"),
        ({"group-outcome": "end"}, "group-learned"),
        ({"group-outcome": "hand_over"}, "group-handed_over_to"),
        ({"group-outcome": "start_new"}, "group-new_name"),
        ({"group-outcome": ""}, "group-outcome"),
        ({"group-outcome": "change"}, "group-why"),
    ],
)
def test_bad_input_gets_a_sentence_beside_its_field_and_changes_nothing(
    past: World, signed_in: SignIn, typed: dict[str, str], field: str
) -> None:
    own = {name.replace("group-", f"group-{past.group.pk}-"): value for name, value in typed.items()}
    address = reverse("groups:reconsider", args=[past.direction.slug, past.stage.number])

    data = filled_in(past, **own, **{f"group-{past.foreign_group.pk}-why": "Ska stå kvar."})
    response = signed_in(past.coordinator).post(address, data)

    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field.replace("group-", f"group-{past.group.pk}-")}_error"' in page
    assert "Ska stå kvar." in page
    assert not Reconsideration.objects.exists()
    assert not Group.objects.ended().exists()


def test_a_part_that_is_not_right_stands_open_and_is_named_at_the_top(past: World, signed_in: SignIn) -> None:
    address = reverse("groups:reconsider", args=[past.direction.slug, past.stage.number])
    wrong = {f"group-{past.group.pk}-outcome": "end"}

    response = signed_in(past.coordinator).post(address, filled_in(past, **wrong))
    page = response.content.decode()

    assert [part.about for part in response.context["form"].open_parts] == [past.group.name]
    assert page.count("<details") == 3
    assert len(re.findall(r'<details class="part[^>]* open>', page)) == 1
    assert f'<a href="#id_group-{past.group.pk}-why">{past.group.name}: ' in page


def test_each_question_names_what_it_is_about(past: World, signed_in: SignIn) -> None:
    """A screen reader says a fieldset's name before each of its choices."""
    address = reverse("groups:reconsider", args=[past.direction.slug, past.stage.number])

    page = signed_in(past.coordinator).get(address).content.decode()

    legends = re.findall(r"<legend[^>]*>(.*?)</legend>", page)
    assert len(set(legends)) == len(legends) == 3


def test_who_reconsiders_too_late_is_told_and_keeps_every_word(past: World, signed_in: SignIn) -> None:
    reconsider(past.stage, GOES_ON, for_groups(past), by=past.coordinator)
    address = reverse("groups:reconsider", args=[past.direction.slug, past.stage.number])

    response = signed_in(past.director).post(
        address, filled_in(past) | {"direction-why": "Köerna är borta nu."}
    )

    assert response.status_code == 422
    assert "Köerna är borta nu." in response.content.decode()
    assert signed_in(past.director).get(address)["Location"] == past.stage.get_absolute_url()
    assert Reconsideration.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("coordinator", True),
        ("director", True),
        ("convener", True),
        ("member", True),
        ("employee", False),
        ("outsider", False),
        ("storgrupp_member", False),
        ("communicator", False),
    ],
)
def test_suggestion_is_read_by_those_the_form_says(
    world: World, signed_in: SignIn, who: str, reads: bool
) -> None:
    words = {"outcome": "end", "why": "Vi är klara med köket.", "learned": "", "by": world.convener}
    OutcomeSuggestion.objects.create(stage=world.stage, group=world.group, **words)

    page = signed_in(getattr(world, who)).get(world.stage.get_absolute_url()).content.decode()

    assert ("Vi är klara med köket." in page) == reads


def test_every_part_that_is_not_right_stands_open_and_one_lands_at_the_top(
    past: World, signed_in: SignIn
) -> None:
    address = reverse("groups:reconsider", args=[past.direction.slug, past.stage.number])
    wrong = {f"group-{past.group.pk}-outcome": "end", "direction-learned": "", "learned": ""}

    response = signed_in(past.coordinator).post(address, filled_in(past, **wrong))
    page = response.content.decode()
    faulty = [part for part in response.context["form"].parts if part.errors]

    assert len(re.findall(r'<details class="part[^>]* open>', page)) == len(faulty)
    assert not re.search(r'<details[^>]* name="part"', page)  # of those with one name only one stands open
    assert f'action="{address}"' in page  # without what the address had after its #
