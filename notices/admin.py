"""The outbox, for the technical administrator: how notices are sent, never what they say."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notices.mail_in_doubt import leave_it, send_again
from notices.models import Notice
from notices.queue_status import queue_status
from people.http import SignedInRequest
from ui.admin import ModelAdmin


@admin.register(Notice)
class Outbox(ModelAdmin):
    """Opens on everything, with a filter. What is in doubt is sent again, or left, by a person."""

    list_display = ["at", "person", "kind", "mail", "tries", "due_at", "sent_at"]
    list_filter = ["mail", "kind"]
    list_select_related = ["person"]
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    search_fields = ["person__name", "person__email"]
    fields = ["person", "kind", "at", "pace", "mail", "tries", "put_off_since", "due_at", "sent_at", "key"]
    actions = ["send_again", "leave_it"]

    def row_name(self, row: Notice) -> str:  # type: ignore[override]
        return f"{row.person}, {row}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        return False

    def has_send_permission(self, request: SignedInRequest) -> bool:
        may: bool = request.user.has_perm("notices.send_notice")
        return may

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Above the list: what waits, and when a worker was last seen."""
        context = {"title": _("Notices on their way"), "queue_status": queue_status()}
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.action(description=_("Send again: it may then arrive twice"), permissions=["send"])
    def send_again(self, request: SignedInRequest, chosen: QuerySet[Notice]) -> None:
        self._said(request, send_again(chosen, by=request.user))

    @admin.action(description=_("Leave it: it is not sent again"), permissions=["send"])
    def leave_it(self, request: SignedInRequest, chosen: QuerySet[Notice]) -> None:
        self._said(request, leave_it(chosen, by=request.user))

    def _said(self, request: HttpRequest, count: int) -> None:
        text = ngettext(
            "%(count)s notice was in doubt and is now settled.",
            "%(count)s notices were in doubt and are now settled.",
            count,
        )
        messages.success(request, text % {"count": count})
