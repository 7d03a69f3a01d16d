from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directions.lineage import LinkKind
from directions.models import Direction, Stage
from directions.staging import ENDS_BEFORE_IT_STARTS, change_stage, open_stage
from people.models import Act, Person
from ui.forms import DayInput, ExplainedBoxes

RESERVED = {"new"}  # words that are addresses of their own
TAKEN = _("There is, or was, a direction of that name. Choose another.")


def title_is_free(title: str) -> None:
    """Raises ValidationError when no address could be made from a title, or it is taken."""
    slug = slugify(title)
    if not slug:
        raise forms.ValidationError(_("The title needs at least one letter or digit."))
    if slug in RESERVED or Direction.objects.filter(slug=slug).exists():
        raise forms.ValidationError(TAKEN)


class DirectionForm(forms.ModelForm):
    """What a direction says of itself. Its address stays, whatever it is called later."""

    class Meta:
        model = Direction
        fields = ["title", "purpose", "text", "hue"]
        help_texts = {
            "purpose": _("One or two sentences: where are we heading?"),
            "text": _("Why, what you look for, and what is not part of it."),
        }

    def save_by(self, by: Person) -> None:
        if self.changed_data:
            self.instance.save(update_fields=self.changed_data)
            Act.objects.record("changed", self.instance, by=by, fields=self.changed_data)


class NewDirectionForm(DirectionForm):
    """A direction that begins today. Its address is made from its title."""

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        title_is_free(title)
        return title

    def start(self, *, by: Person) -> Direction:
        return Direction.objects.start(self.save(commit=False), by=by)


class StageForm(forms.ModelForm):
    """A stage to open, or to change while it is under way, with the groups that carry it out."""

    groups: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        to_field_name="slug",
        required=False,
        label=_("Groups that carry it out"),
        widget=ExplainedBoxes,
    )

    class Meta:
        model = Stage
        fields = ["title", "aim", "starts_on", "ends_on"]
        widgets = {
            "aim": forms.Textarea(attrs={"rows": 2}),
            "starts_on": DayInput(),
            "ends_on": DayInput(),
        }
        help_texts = {
            "title": _("A few words that one remembers."),
            "aim": _("What is different when the stage is over? One or two sentences."),
            "starts_on": _("The first day, which belongs to the stage."),
            "ends_on": _("The last day. Then the stage is reconsidered: keep it short, some months."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = self.instance.direction.groups.current().order_by("name")
        self.fields["groups"].queryset = working  # type: ignore[attr-defined]
        self.fields["groups"].initial = self._carrying_out(working)

    def _carrying_out(self, working: Any) -> list[str]:
        chosen = working.filter(work__stage=self.instance) if self.instance.pk else working
        return list(chosen.values_list("slug", flat=True))

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        first, last = chosen.get("starts_on"), chosen.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", ENDS_BEFORE_IT_STARTS)
        return chosen

    def save_by(self, by: Person) -> Stage:
        """Open it, or change it. Raises ValidationError, by field, saying what stands in the way."""
        groups = self.cleaned_data["groups"]
        if self.instance.pk is None:
            return open_stage(self.instance, groups, by=by)
        change_stage(self.instance, groups, by=by)
        return self.instance


class LinkForm(forms.Form):
    """A link of something's lineage, set by hand: what it came from, or what it led on to."""

    way = forms.ChoiceField(
        label=_("Which way?"), choices=[("back", _("It came from")), ("onward", _("It led on to"))]
    )
    other: Any = forms.ModelChoiceField(queryset=None, to_field_name="slug", label=_("What?"))
    kind = forms.ChoiceField(
        label=_("How?"),
        help_text=_("The earlier one …"),
        choices=LinkKind.choices,
        initial=LinkKind.CONTINUES,
    )

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing
        others = type(thing).objects.exclude(pk=thing.pk).order_by("-started_on")
        self.fields["other"].queryset = others  # type: ignore[attr-defined]

    def link(self, links: Any, *, by: Person) -> None:
        """Raises ValidationError when they are linked already, or it would go in a circle."""
        other, kind = self.cleaned_data["other"], LinkKind(self.cleaned_data["kind"])
        came_from = self.cleaned_data["way"] == "back"
        earlier, later = (other, self.thing) if came_from else (self.thing, other)
        links.link(earlier, later, kind, by=by)
