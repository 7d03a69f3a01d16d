from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from feedback.models import FeedbackKind
from ui.choices import ChoiceOfOne


class KindFilterForm(forms.Form):
    """Narrow a list to one kind of feedback. A value that makes no sense is told beside its field."""

    kind = forms.ChoiceField(
        choices=[("", _("All kinds")), *FeedbackKind.choices], required=False, label=_("Kind")
    )

    def narrow[Row: QuerySet](self, rows: Row, path: str = "") -> Row:
        """`path` leads from a row to its feedback, with the underscores: "feedback__"."""
        chosen: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        wanted = {f"{path}{name}": value for name, value in chosen.items() if value}
        return rows.filter(**wanted)


class SentFilterForm(KindFilterForm):
    """What has been sent to a body, narrowed by direction too."""

    direction = ChoiceOfOne(
        Direction.objects.current(),
        to_field_name="slug",
        required=False,
        label=_("Direction"),
        empty_label=_("All directions"),
    )
    field_order = ["direction", "kind"]
