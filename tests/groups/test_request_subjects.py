"""What stands in a mail's subject shows on many screens: no refusal with a name, nobody's reasons."""

import pytest
from django.utils.translation import override

from groups import joining
from groups.models import JoinState
from groups.request_texts import SUBJECTS, TO_THE_MANAGER, TO_THE_PERSON, WAITS
from notices.models import Notice
from tests.cast import World

REFUSALS = {JoinState.NOT_NOW, JoinState.DECLINED}
TEXTS = [
    (state, words) for table in (TO_THE_PERSON, TO_THE_MANAGER) for state, (_kind, words) in table.items()
]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_whatever_says_no_or_gives_reasons_has_a_subject_that_does_not(language: str) -> None:
    with override(language):
        told = [(state, str(words)) for state, words in [*TEXTS, *WAITS.items()]]
        sensitive = {state for state, words in told if "%(reason)s" in words} | REFUSALS
        assert set(SUBJECTS) == sensitive
        for subject in SUBJECTS.values():
            assert "%(person)s" not in str(subject)
            assert "%(reason)s" not in str(subject)


def test_group_that_declines_names_nobody_in_the_subject(world: World) -> None:
    request = joining.put_forward(world.group, world.employee, by=world.manager)
    joining.close(request, JoinState.DECLINED, by=world.convener, reason="Alma, det är fullt.")
    told = Notice.objects.filter(person__in=[world.manager, world.employee], subject__gt="")

    assert told.count() == 2
    assert {notice.subject for notice in told} == {f"Svar om {world.group.name}"}


def test_both_are_told_who_put_forward_whom(world: World) -> None:
    joining.put_forward(world.group, world.employee, by=world.manager)
    to_the_group = Notice.objects.get(person=world.convener)
    to_the_employee = Notice.objects.get(person=world.employee)

    names = (world.manager.name, world.employee.name, world.group.name)
    assert to_the_group.words == (
        "{} har föreslagit {} till {}. Tacka ja eller nej, och skriv varför.".format(*names)
    )
    assert to_the_employee.words == (
        f"{world.manager.name} har föreslagit dig till {world.group.name}. Gruppen svarar. Du kan säga nej."
    )
