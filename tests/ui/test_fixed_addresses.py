"""An address without values is looked up once, and is what Django would look up."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from groups.models import Group


def drawn(template: str, **values: object) -> str:
    return Template(template).render(Context(values))


def test_it_is_what_django_looks_up() -> None:
    assert drawn("{% url 'groups:list' %}") == reverse("groups:list")
    assert drawn("{% url 'groups:list' as groups %}<{{ groups }}>") == f"<{reverse('groups:list')}>"


def test_what_takes_a_value_is_another_each_time() -> None:
    each = [drawn("{% url 'groups:detail' slug %}", slug=slug) for slug in ("a", "b")]

    assert each == [Group(slug=slug).get_absolute_url() for slug in ("a", "b")]
    assert [drawn("{% url name %}", name=name) for name in ("home", "me")] == [reverse("home"), reverse("me")]


def test_where_the_portal_lies_below_a_path_it_leads_there() -> None:
    at_the_root = drawn("{% url 'me' %}")
    set_script_prefix("/below/")
    try:
        assert drawn("{% url 'me' %}") == f"/below{at_the_root}"
    finally:
        set_script_prefix("/")


def test_one_that_is_not_there_is_an_error_unless_it_is_asked_for() -> None:
    assert drawn("{% url 'nowhere' as found %}<{{ found }}>") == "<>"
    with pytest.raises(NoReverseMatch):
        drawn("{% url 'nowhere' %}")
