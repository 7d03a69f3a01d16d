"""A row that an address or a form names is one that whoever asks may see: `parameters.txt` says which."""

import ast
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db.models import Model
from django.utils.html import escape

from tests.access.matrix import mark
from tests.access.parameters import ROW, Trial, found, listed, names_read, trials
from tests.access.roles import ROLES, in_role
from tests.access.routes import ROUTES
from tests.access.things import the, the_own
from tests.access.visits import Visitors
from tests.cast import World

pytestmark = pytest.mark.authz

# What people send who guess: none is answered by an error of ours, whatever parameter it is.
GUESSES = ["", "0", "-1", "9" * 30, "9" * 5000, "x", "å", "1.5", "\x00", "١", "x" * 300, "{", "[]"]


def test_every_parameter_of_the_code_is_in_the_table() -> None:
    assert found() - set(listed()) == set()


def test_table_names_no_parameter_that_is_gone() -> None:
    assert set(listed()) - found() == set()


def test_every_parameter_that_names_a_row_is_tried() -> None:
    named = {name for (_where, name), what in listed().items() if what == ROW}

    assert named - {trial.parameter for trial in trials()} == set()


@pytest.mark.parametrize(
    "trial", trials(), ids=lambda trial: f"{trial.method}-{trial.route}-{trial.parameter}-{trial.named}"
)
def test_row_is_taken_from_those_who_may_see_it(world: World, trial: Trial) -> None:
    visitors = Visitors(world)
    named = the(trial.named, world)

    answers = {role: tried(visitors, world, trial, role, named) for role in ROLES}

    assert answers == trial.expected


@pytest.mark.parametrize(
    "trial",
    {
        (trial.route, trial.parameter): trial
        for trial in sorted(trials(), key=lambda trial: "✓" in trial.expected.values())
    }.values(),
    ids=lambda trial: f"{trial.route}-{trial.parameter}",
)
def test_guess_is_never_an_error_of_ours(world: World, trial: Trial) -> None:
    visitors = Visitors(world)
    role = next(role for role in ROLES if trial.expected[role] in "✓○")
    address = where(trial, world, role)

    answers = {
        f"{method} {guess[:9]!r}": visitors.ask(
            role, method, address, data={trial.parameter: guess}
        ).status_code
        for guess in GUESSES
        for method in ("GET", "POST")
    }

    assert {asked: status for asked, status in answers.items() if status >= 500} == {}


def tried(visitors: Visitors, world: World, trial: Trial, role: str, named: Model | None) -> str:
    """How somebody is answered who names that row, as the table writes it."""
    address, sent = where(trial, world, role), {trial.parameter: str(getattr(named, trial.attribute))}
    if trial.method == "POST?":
        response = visitors.ask(role, "POST", f"{address}?{urlencode(sent)}")
    else:
        response = visitors.ask(role, trial.method, address, data=sent)
    answer = mark(response)
    if answer not in {"✓", "?", "»"}:
        return answer
    is_refused = any(trial.parameter in form.errors for form in forms_of(response))
    is_shown = trial.method != "GET" or escape(str(named)) in response.whole.decode()
    return "○" if is_refused or not is_shown else "✓"


def where(trial: Trial, world: World, role: str) -> str:
    about = the_own(trial.about, world, in_role(world, role)) or the(trial.about, world)
    return ROUTES[trial.route].address(about)


def forms_of(response: Any) -> list[Any]:
    """The forms on a page, the admin's among them; none where it led on."""
    context = response.context or {}
    shown = [context.get(name) for name in ("form", "merging", "adminform")]
    return [form for form in shown if form is not None]


def test_what_a_function_reads_is_found_however_it_reads_it() -> None:
    function = ast.parse("""
def view(request):
    request.GET.get("a"), "b" in request.GET, request.POST["c"], request.POST.getlist("d")
    row_in(request, "e", rows)
    def inner():
        return request.GET["f"]
    return Form(request.POST)
""").body[0]

    assert names_read(function) == {"a", "b", "c", "d", "e", "*"}
