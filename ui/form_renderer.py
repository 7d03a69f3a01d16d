"""How a form looks: one renderer for the whole portal, templates in `templates/forms/`."""

from contextlib import suppress
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from ui import lengths
from ui.drawn import drawn, frozen


class Renderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> Any:
        """What is sent into a line is given back as far as anybody can have typed it; a text, whole.

        What one chooses from is drawn once: there may be much of it, and it is the same for all.
        """
        widget = context.get("widget", {})
        if "optgroups" in widget and "request" not in context:
            with suppress(TypeError):  # a label that is markup
                return drawn(template_name, widget=frozen(widget))
        value = widget.get("value")
        if "type" in widget and isinstance(value, str):
            context = context | {"widget": widget | {"value": value[: lengths.LONGEST]}}
        return super().render(template_name, context, request)
