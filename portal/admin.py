"""Editorial pages, as those who lead the work look after them in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.models import Page, PageVersion
from ui.admin import ModelAdmin


class VersionInline(admin.StackedInline):
    model = PageVersion
    fields = ["at", "written_by", "title", "text"]
    readonly_fields = ["at", "written_by", "title", "text"]
    extra = 0
    max_num = 0
    can_delete = False

    @admin.display(description=_("by whom"))
    def written_by(self, version: PageVersion) -> str:
        """Their name: Django would lead to their row, which is not for everybody who reads this."""
        return version.by.name

    def has_change_permission(self, request: HttpRequest, obj: PageVersion | None = None) -> bool:
        return False


@admin.register(Page)
class PageAdmin(ModelAdmin):
    list_display = ["title", "slug", "in_menu", "moved_to"]
    fields = ["title", "slug", "lead", "text", "order", "in_menu", "moved_to", "redirects"]
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title", "text"]
    inlines = [VersionInline]
    actions = None

    def view_on_site(self, page: Page) -> str:
        return page.get_absolute_url()

    def save_model(self, request: Any, obj: Page, form: forms.ModelForm, change: bool) -> None:
        obj.revise(by=request.user)
