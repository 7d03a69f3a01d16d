"""What the queue shows, as a file. Whoever may look at the queue may take it along; nothing keeps a copy."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback import exporting
from feedback.models.feedback_query import FeedbackQuerySet
from ui.admin import ModelAdmin, answering_nonsense
from ui.dates import today
from ui.sheets import csv_lines, xlsx_file


class Exports(ModelAdmin):
    def get_urls(self) -> list[Any]:
        as_csv, as_xlsx = (
            self.admin_site.admin_view(self.csv_view),
            self.admin_site.admin_view(self.xlsx_view),
        )
        return [
            path("export.csv", require_safe(as_csv), name="feedback_export_csv"),
            path("export.xlsx", require_safe(as_xlsx), name="feedback_export_xlsx"),
            *super().get_urls(),
        ]

    @answering_nonsense
    def csv_view(self, request: HttpRequest) -> HttpResponseBase:
        """Line by line as the rows are read."""
        rows = exporting.rows(self._shown(request), get_language() or "")
        lines = csv_lines(exporting.head(), rows)
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{_file_name()}.csv"'
        return response

    @answering_nonsense
    def xlsx_view(self, request: HttpRequest) -> HttpResponseBase:
        rows = exporting.rows(self._shown(request), get_language() or "")
        file = xlsx_file(_("Feedback"), exporting.head(), rows)
        return FileResponse(file, as_attachment=True, filename=f"{_file_name()}.xlsx")

    def _shown(self, request: HttpRequest) -> FeedbackQuerySet:
        """All rows of the queue as it is narrowed and ordered, not only the page one looks at."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        shown: FeedbackQuerySet = self.get_changelist_instance(request).queryset
        return shown


def _file_name() -> str:
    """Plain letters: some programs stumble over others."""
    return f"riktning-{today():%Y-%m-%d}"
