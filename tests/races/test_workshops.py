"""Two tabs, two facilitators, a whole room: no mark beyond the allowance, no note lost, each step once."""

from functools import partial
from itertools import cycle, islice
from uuid import uuid4

import pytest
from django.urls import reverse

from people.models import Act
from tests.cast import World
from tests.factories.people import make_person
from tests.factories.workshops import make_note, make_participant, make_theme, make_workshop
from tests.races.server import Knock, all_at_once
from tests.races.test_over_http import CLIENTS, ROUNDS, knocks
from workshops.events import WorkshopEvent
from workshops.models import Answer, Mark, Participant, State

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_marks_from_many_tabs_are_never_more_than_the_allowance(host: str, world: World) -> None:
    client = Knock(host, world.employee)
    for _ in range(ROUNDS):
        workshop = make_workshop(state=State.MARKING, allowance=2)
        participant = make_participant(workshop, world.employee)
        themes = [make_theme(workshop) for _ in range(4)]
        addresses = [reverse("workshops:mark", args=[workshop.code, theme.pk]) for theme in themes]
        answers = all_at_once([partial(client.post, one) for one in islice(cycle(addresses), CLIENTS)])

        assert {status for status, _ in answers} == {302, 422}
        slots = list(participant.marks.order_by("slot").values_list("slot", flat=True))
        assert slots == [1, 2]
        assert participant.marks.values("theme").distinct().count() == 2


def test_note_sent_many_times_at_once_is_one_and_none_of_the_others_is_lost(host: str, world: World) -> None:
    people = [make_person() for _ in range(CLIENTS)]
    clients = knocks(host, people)
    for _ in range(ROUNDS):
        workshop = make_workshop()
        for person in people:
            make_participant(workshop, person)
        address, key = reverse("workshops:take_part", args=[workshop.code]), str(uuid4())
        twice = [partial(clients[0].post, address, {"text": "Samma", "form_key": key})] * (CLIENTS // 2)
        once = [partial(one.post, address, {"text": "Egen", "form_key": str(uuid4())}) for one in clients[1:]]
        answers = all_at_once([*twice, *once])

        assert {status for status, _ in answers} == {302}
        assert Answer.objects.of(workshop).filter(text="Samma").count() == 1
        assert Answer.objects.of(workshop).filter(text="Egen").count() == CLIENTS - 1
        workshop.refresh_from_db()
        assert workshop.version == CLIENTS + CLIENTS // 2 - 1


def test_step_taken_by_many_is_taken_once_and_no_note_comes_after(host: str, world: World) -> None:
    facilitator, person = Knock(host, world.coordinator), Knock(host, world.employee)
    for _ in range(ROUNDS):
        workshop = make_workshop()
        make_participant(workshop, world.employee)
        close = reverse("workshops:close", args=[workshop.code])
        note = reverse("workshops:take_part", args=[workshop.code])
        acts = [partial(facilitator.post, close)] * (CLIENTS // 2)
        acts += [partial(person.post, note, {"text": "Hinner jag?"})] * (CLIENTS // 2)
        answers = all_at_once(acts)

        assert {status for status, _ in answers} <= {302, 422}
        taken = [status for status, _ in answers[CLIENTS // 2 :]].count(302)
        assert Answer.objects.of(workshop).count() == taken
        assert Act.objects.filter(verb=WorkshopEvent.CLOSED, target_id=workshop.pk).count() == 1


def test_person_who_comes_in_from_many_tabs_takes_part_once(host: str, world: World) -> None:
    client = Knock(host, world.employee)
    for _ in range(ROUNDS):
        workshop = make_workshop()
        address = reverse("workshops:come_in", args=[workshop.code])
        answers = all_at_once([partial(client.post, address)] * CLIENTS)

        assert {status for status, _ in answers} == {302}
        assert Participant.objects.filter(workshop=workshop).count() == 1


def test_themes_merged_while_marks_are_placed_lose_none_that_was_promised(host: str, world: World) -> None:
    facilitator = Knock(host, world.coordinator)
    people = [make_person() for _ in range(CLIENTS)]
    clients = knocks(host, people)
    for _ in range(ROUNDS):
        workshop = make_workshop(state=State.MARKING)
        theme, into = make_theme(workshop), make_theme(workshop)
        make_note(workshop, theme=theme)
        for person in people:
            make_participant(workshop, person)
        merge = reverse("workshops:merge_theme", args=[workshop.code, theme.pk])
        mark = reverse("workshops:mark", args=[workshop.code, theme.pk])
        acts = [partial(facilitator.post, merge, {"into": str(into.pk)})]
        answers = all_at_once([*acts, *(partial(one.post, mark) for one in clients)])

        assert {status for status, _ in answers} <= {302, 404, 422}
        placed = [status for status, _ in answers[1:]].count(302)
        assert Mark.objects.filter(theme=into).count() == placed
        assert into.answers.count() == 3
