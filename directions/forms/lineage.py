from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directions.choosing import ChoiceOfDirection
from directions.lifespan import Lasting
from directions.lineage import Link, LinkKind
from directions.models import Direction
from people.models import Person
from ui.searching import numbers_among

MANY = 15  # to choose among without a search


class LinkForm(forms.Form):
    """A link of something's lineage, set by hand: what it came from, or what it led on to.

    `words` narrow what is offered; what is sent may be any of them all.
    """

    way = forms.ChoiceField(
        label=_("Which way?"), choices=[("back", _("It came from")), ("onward", _("It led on to"))]
    )
    other: Any = ChoiceOfDirection(Direction.objects.all(), label=_("What?"))
    kind = forms.ChoiceField(
        label=_("How?"),
        help_text=_("The earlier one …"),
        choices=LinkKind.choices,
        initial=LinkKind.CONTINUES,
    )

    def __init__(self, *args: Any, thing: Lasting, words: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing
        other: Any = self.fields["other"]
        other.queryset = other.queryset.exclude(pk=thing.pk)
        self.is_long = other.queryset.count() > MANY
        if words and not self.is_bound:
            found = numbers_among(str(thing._meta.model_name), words, other.queryset)
            other.queryset = other.queryset.filter(pk__in=found)
            if len(found) == 1:
                self.initial["other"] = other.queryset[0].slug

    @cached_property
    def offered(self) -> int:
        other: Any = self.fields["other"]
        return int(other.queryset.count())

    def link(self, links: type[Link], *, by: Person) -> None:
        """Raises ValidationError when they are linked already, or it would go in a circle."""
        other, kind = self.cleaned_data["other"], LinkKind(self.cleaned_data["kind"])
        came_from = self.cleaned_data["way"] == "back"
        earlier, later = (other, self.thing) if came_from else (self.thing, other)
        links.objects.link(earlier, later, kind, by=by)
