from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directions.models import Direction
from feedback.models import FeedbackKind
from groups.models import Group
from ui.choices import ChoiceOfOne, ChoiceToNarrowBy
from ui.forms import SearchField
from ui.searching import those_found
from ui.swedish import alphabetically


class KindFilterForm(forms.Form):
    """Narrow a list to a kind of feedback and words in it. What makes no sense is told beside its field."""

    q = SearchField()
    kind = forms.ChoiceField(
        choices=[("", _("All kinds")), *FeedbackKind.choices], required=False, label=_("Kind")
    )

    columns = ["direction", "kind"]  # that hold what is chosen in the field of the same name

    def narrow[Row: QuerySet](self, rows: Row, path: str = "") -> Row:
        """`path` leads from a row to its feedback, with the underscores: "feedback__"."""
        chosen: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        wanted = {f"{path}{name}": chosen[name] for name in self.columns if chosen.get(name)}
        rows = rows.filter(**wanted)
        asked = chosen.get("q", "")
        return rows.filter(those_found("feedback", asked, rows, f"{path}pk")) if asked else rows


class SentFilterForm(KindFilterForm):
    """What has been sent to a body, by what goes on."""

    direction = ChoiceToNarrowBy(
        Direction.objects.current,
        to_field_name="slug",
        label=_("Direction"),
        empty_label=_("All directions"),
    )
    field_order = ["q", "direction", "kind"]


class FeedbackFilterForm(KindFilterForm):
    """All feedback that one may read, also of what has ended, and by the group whose page led here."""

    direction = ChoiceToNarrowBy(
        lambda: Direction.objects.order_by(alphabetically("title")),
        to_field_name="slug",
        label=_("Direction"),
        empty_label=_("All directions"),
    )
    group = ChoiceOfOne(
        Group.objects.all(), to_field_name="slug", required=False, widget=forms.HiddenInput, label=_("Group")
    )
    field_order = ["q", "direction", "kind"]
    columns = ["direction", "group", "kind"]

    @property
    def of_group(self) -> Group | None:
        return self.cleaned_data.get("group") if self.is_valid() else None
