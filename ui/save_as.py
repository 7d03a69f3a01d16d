"""Whether what was written is kept as a draft or sent: a button for each."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ui.forms import Explained


class Buttons(Explained):
    """Choices that are made by the button that sends the form.

    A browser takes the first when Enter is pressed in a field, so what can be undone stands first.
    """

    template_name = "forms/buttons.html"
    input_type = "submit"


class ButtonField(forms.ChoiceField):
    """What becomes of what was written, said by the button that is pressed.

    The page draws it where its buttons stand (`templates/forms/save_as.html`), not among the fields.
    `hints` say what each means, by its value.

    None was pressed when a program sent the form: then it is the first.
    """

    def __init__(self, *, choices: list[tuple[str, Any]], hints: Mapping[str, Any], **kwargs: Any) -> None:
        widget = Buttons(hints=hints)
        super().__init__(label=_("Save as"), choices=choices, required=False, widget=widget, **kwargs)
        self.template_name = "forms/save_as.html"


class SaveAs(models.TextChoices):
    """Draft and completed are two acts: completing can make a text an official document (allmän handling)."""

    DRAFT = "draft", _("Save the draft")
    COMPLETED = "completed", _("Complete and send")


class SaveAsField(ButtonField):
    """The choice between them. `completes` is what the second is called there."""

    def __init__(
        self,
        *,
        completed_means: str | Promise,
        completes: str | Promise = SaveAs.COMPLETED.label,
        **kwargs: Any,
    ) -> None:
        hints: dict[str, Any] = {
            SaveAs.DRAFT: _("You can go on changing it, or throw it away."),
            SaveAs.COMPLETED: completed_means,
        }
        choices: list[tuple[str, Any]] = [(SaveAs.DRAFT, SaveAs.DRAFT.label), (SaveAs.COMPLETED, completes)]
        super().__init__(choices=choices, hints=hints, **kwargs)
