"""What is found of workshops: the question, and once it is closed all that came of it."""

from itertools import chain

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from search.sources import Document, Source, its_own, names
from ui.dates import midnight
from ui.text import to_plain
from workshops.models import Answer, Theme, Workshop
from workshops.models.workshop import WorkshopQuerySet


def _rows() -> WorkshopQuerySet:
    themes = Prefetch("themes", Theme.objects.in_order())
    return Workshop.objects.prefetch_related(themes)


def _say(workshop: Workshop) -> Document:
    return Document(
        workshop.question,
        chain([to_plain(workshop.intro)], _result(workshop) if workshop.is_closed else []),
        at=midnight(workshop.held_on),
    )


def _result(workshop: Workshop) -> list[str]:
    notes = Answer.objects.of(workshop).order_by("pk").values_list("text", flat=True)
    return [*(theme.title for theme in workshop.themes.all()), *notes]


WORKSHOPS = Source(
    kind="workshop",
    label=_("Workshop"),
    plural=_("Workshops"),
    rows=_rows,
    visible_to=lambda person: Workshop.objects.all(),
    for_everybody=True,
    called=names("workshop"),
    document=_say,
    dated_by="held_on",
    follows={Workshop: its_own},  # its themes are settled when it closes
)
