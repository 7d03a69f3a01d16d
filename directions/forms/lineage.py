from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directions.lifespan import Lasting
from directions.lineage import Link, LinkKind
from people.models import Person
from ui.choices import ChoiceOfOne


class LinkForm(forms.Form):
    """A link of something's lineage, set by hand: what it came from, or what it led on to."""

    way = forms.ChoiceField(
        label=_("Which way?"), choices=[("back", _("It came from")), ("onward", _("It led on to"))]
    )
    other: Any = ChoiceOfOne(queryset=None, to_field_name="slug", label=_("What?"))
    kind = forms.ChoiceField(
        label=_("How?"),
        help_text=_("The earlier one …"),
        choices=LinkKind.choices,
        initial=LinkKind.CONTINUES,
    )

    def __init__(self, *args: Any, thing: Lasting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing
        other: Any = self.fields["other"]
        others = (
            type(thing)._default_manager.order_by("-started_on") if other.queryset is None else other.queryset
        )
        other.queryset = others.exclude(pk=thing.pk)

    def link(self, links: type[Link], *, by: Person) -> None:
        """Raises ValidationError when they are linked already, or it would go in a circle."""
        other, kind = self.cleaned_data["other"], LinkKind(self.cleaned_data["kind"])
        came_from = self.cleaned_data["way"] == "back"
        earlier, later = (other, self.thing) if came_from else (self.thing, other)
        links.objects.link(earlier, later, kind, by=by)
