"""The statement, the known shortcomings, and the queue of what people report, in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from accessibility import reporting
from accessibility.models import Report, Shortcoming, Statement
from accessibility.models.statement import THE_ONE
from people.http import signed_in
from ui.admin import ModelAdmin
from ui.days import PastDay, StageDay


class StatementForm(forms.ModelForm):
    assessed_on = PastDay(label=_("Assessed"))
    published_on = PastDay(label=_("First published"), required=False)


class ShortcomingForm(forms.ModelForm):
    known_since = PastDay(label=_("Known since"))
    mend_by = StageDay(label=_("To be mended by"), required=False)
    mended_on = PastDay(
        label=_("Mended"), required=False, help_text=_("From then on it is not in the statement.")
    )


@admin.register(Statement)
class StatementAdmin(ModelAdmin):
    form = StatementForm
    actions = None

    def view_on_site(self, statement: Statement) -> str:
        return statement.get_absolute_url()

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one, so its page is what one came for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:accessibility_statement_change", THE_ONE)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """As long as nobody has written it, it is there to be written."""
        found = super().get_object(request, object_id, from_field)
        return Statement(pk=THE_ONE) if found is None and object_id == str(THE_ONE) else found

    def save_model(self, request: HttpRequest, obj: Statement, form: forms.ModelForm, change: bool) -> None:
        obj.revise(by=signed_in(request))


@admin.register(Shortcoming)
class ShortcomingAdmin(ModelAdmin):
    form = ShortcomingForm
    list_display = ["title", "reason", "known_since", "mend_by", "mended_on"]
    list_filter = ["reason"]
    actions = None

    def save_model(self, request: HttpRequest, obj: Shortcoming, form: forms.ModelForm, change: bool) -> None:
        obj.keep(by=signed_in(request))


class HandledFilter(admin.SimpleListFilter):
    """What is still to be answered for, and what has been."""

    title = _("handled")
    parameter_name = "handled"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("no", _("Not handled yet")), ("yes", _("Handled"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Report]) -> QuerySet[Report]:
        if self.value() not in {"no", "yes"}:
            return queryset
        return queryset.filter(handled_at__isnull=self.value() == "no")


@admin.register(Report)
class ReportAdmin(ModelAdmin):
    """What is reported is read here, and answered for; nobody changes what somebody else has said."""

    list_display = ["__str__", "page", "at", "handled_at", "handler"]
    list_select_related = ["handled_by"]
    list_filter = [HandledFilter]
    view_on_site = False
    fields = ["text", "page", "reply_to", "at", "done", "handled_at", "handler"]
    readonly_fields = ["text", "page", "reply_to", "at", "handled_at", "handler"]
    actions = None

    @admin.display(description=_("by whom"))
    def handler(self, report: Report) -> str:
        return report.handled_by.name if report.handled_by else ""

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Whoever saves says what was done."""
        form: Any = super().get_form(request, *args, **kwargs)
        if "done" in form.base_fields:
            form.base_fields["done"].required = True
        return form

    def save_model(self, request: HttpRequest, obj: Report, form: forms.ModelForm, change: bool) -> None:
        reporting.handle(obj, done=form.cleaned_data["done"], by=signed_in(request))
