from directions.models import Outcome
from groups.models import Group
from groups.outcomes import ChosenOutcome
from tests.cast import World

GOES_ON = ChosenOutcome(Outcome.CONTINUE, "Det bär.", "Att fråga först.")
ENDS = ChosenOutcome(Outcome.END, "Klart.", "Att fråga först.")


def for_groups(world: World, **outcomes: ChosenOutcome) -> dict[int, ChosenOutcome]:
    """Both groups go on, but for those named otherwise."""
    return {
        group.pk: outcomes.get(name, ChosenOutcome(Outcome.CONTINUE))
        for name, group in {"group": world.group, "foreign_group": world.foreign_group}.items()
    }


def new_group(name: str = "Nästa grupp") -> Group:
    """One that something else becomes: not there before that is decided."""
    return Group(kind="working_group", name=name, summary="Vad händer sedan?")
