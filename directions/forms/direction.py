from typing import Any

from django import forms
from django.db import IntegrityError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directions import editing
from directions.models import Direction
from people.models import Person
from ui.forms import SeenForm, changed
from workshops.models import Theme

RESERVED = {"new"}  # words that are addresses of their own
TAKEN = _("There is, or was, a direction of that name. Choose another.")


def title_is_free(title: str) -> None:
    """Raises ValidationError when no address could be made from a title, or it is taken."""
    slug = slugify(title)
    if not slug:
        raise forms.ValidationError(_("The title needs at least one letter or digit."))
    if slug in RESERVED or Direction.objects.filter(slug=slug).exists():
        raise forms.ValidationError(TAKEN)


class DirectionForm(SeenForm):
    """What a direction says of itself. Its address stays, whatever it is called later."""

    class Meta:
        model = Direction
        fields = ["title", "purpose", "text", "hue"]
        help_texts = {
            "purpose": _("One or two sentences: where are we heading?"),
            "text": _("Why, what you look for, and what is not part of it."),
        }

    def save_by(self, by: Person) -> Direction:
        return editing.edit(self.instance, by=by, seen=self.what_was_seen, **changed(self))


class NewDirectionForm(DirectionForm):
    """A direction that begins today, with an address made from its title; it may grow out of a theme."""

    def __init__(self, *args: Any, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if theme:
            self.instance.theme = theme
            self.initial.update(title=theme.title, text=theme.in_markdown)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        title_is_free(title)
        return title

    def start(self, *, by: Person) -> Direction:
        """Raises IntegrityError or ValidationError as `Direction.objects.start` does."""
        return Direction.objects.start(self.save(commit=False), by=by)

    def refuse(self, problem: IntegrityError | forms.ValidationError) -> None:
        """Somebody may have taken the name this very moment."""
        if isinstance(problem, IntegrityError):
            self.add_error("title", TAKEN)
        else:
            self.add_error(None, problem)
