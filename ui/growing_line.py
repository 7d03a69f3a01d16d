from collections.abc import Mapping
from typing import Any

from django import forms

from ui import lengths


class GrowingLine(forms.Textarea):
    """A line that is as high as what is written in it. A line break typed there is saved as a blank."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"rows": 1, **(attrs or {})})

    def format_value(self, value: object) -> str | None:
        """What was sent is given back as far as anybody can have typed it, as in any line."""
        text = super().format_value(value)
        return text[: lengths.LONGEST] if text else text
