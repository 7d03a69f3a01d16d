from django import forms
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from people.models import Act, Person
from ui.dates import today

RESERVED = {"new"}  # words that are addresses of their own


class NewDirectionForm(forms.ModelForm):
    """A direction that begins today. Its address is made from its title."""

    TAKEN = _("There is, or was, a direction of that name. Choose another.")

    class Meta:
        model = Direction
        fields = ["title", "purpose", "text", "hue"]
        help_texts = {
            "purpose": _("One or two sentences: where are we heading?"),
            "text": _("Why, what you look for, and what is not part of it."),
        }

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        slug = slugify(title)
        if not slug:
            raise forms.ValidationError(_("The title needs at least one letter or digit."))
        if slug in RESERVED or Direction.objects.filter(slug=slug).exists():
            raise forms.ValidationError(self.TAKEN)
        return title

    @transaction.atomic
    def start(self, *, by: Person) -> Direction:
        direction: Direction = self.save(commit=False)
        direction.slug, direction.started_on = slugify(direction.title), today()
        direction.save()
        Act.objects.record("started", direction, by=by)
        return direction
