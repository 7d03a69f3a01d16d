"""Who somebody's manager is today, in sentences: themselves, whoever stands in, or nobody any more."""

from django.utils.translation import gettext as _

from people.models import Person
from ui.dates import in_words


def talk_first(person: Person) -> str:
    """Whom an employee talks to before anything else."""
    manager, acting = person.manager, person.acting_manager
    if manager is None:
        return _("The directory knows no manager of yours, so the coordinators act.")
    if acting is None:
        text = _("%(manager)s no longer works here. Until there is another manager, the coordinators act.")
        return text % {"manager": manager.name}
    if acting != manager:
        return _("Talk to %(stand_in)s first, who stands in for %(manager)s until %(day)s.") % _away(manager)
    return _("Talk to %(manager)s first.") % {"manager": manager.name}


def manager_in_words(person: Person) -> str:
    """Their manager as one's own page has it, with who stands in or that the manager has left."""
    manager = person.manager
    if manager is None:
        return "–"
    if not manager.is_active:
        return _("%(manager)s, who no longer works here") % {"manager": manager.name}
    if manager.is_away:
        return _("%(manager)s. Until %(day)s %(stand_in)s stands in.") % _away(manager)
    return manager.name


def absence(person: Person) -> str:
    """What a person's page says of why they are not the one to talk to; empty when they are."""
    if not person.is_active:
        return _("%(person)s no longer works here.") % {"person": person.name}
    if person.is_away:
        return _("%(manager)s is away until %(day)s. %(stand_in)s stands in.") % _away(person)
    return ""


def _away(manager: Person) -> dict[str, str]:
    """The facts of somebody who is away today."""
    stand_in = manager.stand_in.name if manager.stand_in else ""
    day = in_words(manager.away_until) if manager.away_until else ""
    return {"manager": manager.name, "stand_in": stand_in, "day": day}
