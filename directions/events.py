"""What happens to directions, their stages, and the plan of the whole work."""

from django.utils.translation import gettext_lazy as _

from people.events import Event


class DirectionEvent(Event):
    STARTED = "directions.started", _("started the direction")
    EDITED = "directions.edited", _("changed what the direction says of itself")
    ENDED = "directions.ended", _("ended the direction")
    LINKED = "directions.linked", _("said which direction this one came from")
    UNLINKED = "directions.unlinked", _("took back which direction this one came from")

    STAGE_OPENED = "directions.stage_opened", _("opened the stage")
    STAGE_EDITED = "directions.stage_edited", _("changed the stage")
    STAGE_RECONSIDERED = "directions.stage_reconsidered", _("reconsidered the stage")

    PLAN_REVISED = "directions.plan_revised", _("revised the plan")
