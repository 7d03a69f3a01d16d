"""A form to narrow by is drawn once while nothing is chosen, and always with what there is to choose from."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from feedback.forms.filtering import FeedbackFilterForm
from groups.forms.filtering import GroupFilterForm
from tests.cast import World
from tests.factories.directions import make_direction
from ui.unfilled import draw_filter

FORMS = [
    ("groups/_group_filter.html", GroupFilterForm),
    ("feedback/_feedback_filter.html", FeedbackFilterForm),
]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("typed", [None, {"kind": "storgrupp", "q": "mat"}, {"direction": "nonsense"}])
@pytest.mark.parametrize(("template", "kind"), FORMS)
def test_it_is_drawn_as_the_form_itself(
    world: World, template: str, kind: type, typed: dict[str, str] | None, language: str
) -> None:
    with override(language):
        assert draw_filter(template, kind(typed)) == render_to_string(template, {"form": kind(typed)})


@pytest.mark.parametrize(("template", "kind"), FORMS)
def test_what_has_come_and_gone_since_is_shown(world: World, template: str, kind: type) -> None:
    before = draw_filter(template, kind())
    new = make_direction("Ljus i alla rum")
    with_it = draw_filter(template, kind())
    new.delete()

    assert "Ljus i alla rum" not in before
    assert "Ljus i alla rum" in with_it
    assert draw_filter(template, kind()) == before
