"""Choosing a person, wherever a form asks for one: among a few, or by a part of the name.

    person = PersonField(label=_("Who"), nobody=_("Nobody in the group has such a name."))
    form.fields["person"].people = group.people()  # whom this page may offer to whoever asks

With JavaScript the names come while one writes, from the address of the form's own page, which has asked
whether one may be there: its view begins with `found_people`. Without it, sending the form finds them.
"""

from collections import Counter
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from people.http import SignedInRequest
from people.models import Person
from people.models.person import PersonQuerySet
from ui import lengths
from ui.htmx import wants_part
from ui.http import number_in
from ui.regular_text import regular

FEW = 10  # all of whom are shown at once
MOST = 10  # that are shown of those who are found


class PersonPicker(forms.Widget):
    """Its value is the number of whoever is chosen, or the words that were written."""

    template_name = "people/_picker.html"
    people: PersonQuerySet = Person.objects.get_queryset().none()

    @property
    def use_fieldset(self) -> bool:  # type: ignore[override]
        return self.are_few

    @property
    def are_few(self) -> bool:
        return len(self._first()) <= FEW

    def _first(self) -> list[Person]:
        if not hasattr(self, "_read"):
            self._read = list(self.people.select_related("unit")[: FEW + 1])
        return self._read

    def id_for_label(self, id_: str, index: str = "0") -> str:
        """Where one begins: at the first of a few, or at the field for a name."""
        return f"{id_}_{index}" if id_ and self.are_few else id_

    def value_from_datadict(self, data: Any, files: object, name: str) -> str:
        """What is ticked, unless other words have been written since it was offered."""
        sent = data.getlist(name) if hasattr(data, "getlist") else [str(data.get(name) or "")]
        ticked = next((value for value in sent if _is_number(value)), "")
        written = next((value for value in sent if not _is_number(value)), "")
        offered_for = data.get(f"{name}-found", written)
        return ticked if ticked and written == offered_for else written

    def format_value(self, value: object) -> str:
        return _written(value)

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]
        if self.are_few:
            shown |= {"are_few": True, "options": self._options(self._first(), shown["value"])}
        else:
            shown |= self.found(shown["value"])
            if shown["attrs"].get("aria-invalid") and not shown["options"]:
                shown["said"] = ""  # the error beside it says why nobody is
        return context

    def found(self, value: str) -> dict[str, Any]:
        """Those who are found by what was written, or the one who was chosen. One alone is ticked."""
        if _is_number(value):
            people = list(self.people.filter(pk=value).select_related("unit"))
            words = people[0].name if people else ""
        else:
            words = value[: lengths.TITLE]
            people = list(self.people.found_by(words).select_related("unit")[: MOST + 1]) if words else []
        options = self._options(people[:MOST], str(people[0].pk) if len(people) == 1 else value)
        return {"words": words, "options": options, "said": _said(words, people)}

    def _options(self, people: list[Person], value: str) -> list[dict[str, Any]]:
        """Title and unit beside the name, and the e-mail where two have all of that in common."""
        count = Counter((person.name, person.works_as) for person in people)
        return [
            {
                "value": person.pk,
                "name": person.name,
                "hint": person.works_as if count[person.name, person.works_as] == 1 else person.told_apart_by,
                "checked": str(person.pk) == value,
            }
            for person in people
        ]


class PersonField(forms.Field):
    widget = PersonPicker
    default_error_messages = {
        "required": _("Say who."),
        "choose": _("Choose who you mean."),
        "is_it": _("Is this who you mean? Then press the button again."),
        "nobody": _("Nobody in the directory has that name or e-mail."),
    }

    def __init__(self, *, nobody: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if nobody:
            messages: dict[str, Any] = self.error_messages
            messages["nobody"] = nobody

    @property
    def people(self) -> PersonQuerySet:
        return self.widget.people

    @people.setter
    def people(self, people: PersonQuerySet) -> None:
        self.widget.people = people

    def prepare_value(self, value: object) -> Any:
        return getattr(value, "pk", value)

    def clean(self, value: object) -> Person | None:
        words = regular(_written(value))
        self.validate(words)
        if not words:
            return None
        if _is_number(words):
            return self._the_one(self.people.filter(pk=words), "nobody")
        exactly = self.people.filter(Q(name__iexact=words) | Q(email__iexact=words))
        alike = len(self.people.found_by(words[: lengths.TITLE])[:2])
        return self._the_one(exactly, ("nobody", "is_it", "choose")[alike])

    def _the_one(self, people: PersonQuerySet, otherwise: str) -> Person:
        found = people.select_related("unit")[:2]
        if len(found) != 1:
            raise forms.ValidationError(self.error_messages[otherwise], code=otherwise)
        return found[0]

    def has_changed(self, initial: object, data: object) -> bool:
        return _written(initial) != _written(data)


def found_people(request: SignedInRequest, field: forms.BoundField) -> HttpResponse | None:
    """For htmx, while somebody writes a name: those who are found by it so far."""
    if not wants_part(request) or request.htmx.target != f"{field.auto_id}_found":  # type: ignore[attr-defined]
        return None
    picker: PersonPicker = field.field.widget
    written = _written(request.GET.get(field.html_name))
    widget = {"name": field.html_name, "attrs": {"id": field.auto_id}, "is_part": True}
    response = render(request, "people/_found.html", {"widget": widget | picker.found(written)})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _written(value: object) -> str:
    """A person, their number, or words, as a form sends it; without the sign that no database takes."""
    return str(getattr(value, "pk", value) or "").replace("\0", "")


def _is_number(value: str) -> bool:
    return number_in(value) is not None


def _said(words: str, people: list[Person]) -> str:
    if not words:
        return ""
    if not people:
        return gettext("Nobody was found. Try part of the name.")
    if len(people) > MOST:
        return gettext("There are more. Write more of the name.")
    return ngettext("%(count)s found.", "%(count)s found.", len(people)) % {"count": len(people)}
