"""A theme becomes a direction or a group: the pages that start one ask here what it is to grow out of."""

from people.http import SignedInRequest
from ui.http import row_in
from workshops.models import Theme

# What may grow out of a theme, and who may let it.
GROWING = {
    "start_direction": "directions.start_direction",
    "propose": "proposals.propose_in_storgrupp",
}


def theme_in(request: SignedInRequest) -> Theme | None:
    """The theme that an address names (`?theme=12`), with its answers; None when it names none."""
    themes = Theme.objects.visible_to(request.user)
    return row_in(request, "theme", themes.select_related("workshop").prefetch_related("answers"))
