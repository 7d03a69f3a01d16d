"""Editorial pages, as those who lead the work look after them in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from people.http import signed_in
from portal.helping import HelpTopic, shipped
from portal.models import Page, PageVersion
from ui.admin import ModelAdmin, StackedInline
from ui.edit_conflict import EditConflict
from ui.forms import CHANGED_MEANWHILE, VersionedForm, VersionSeen
from ui.templatetags.ui import written


class VersionInline(StackedInline):
    model = PageVersion
    fields = ["at", "written_by", "its_title", "its_text"]
    readonly_fields = ["at", "written_by", "its_title", "its_text"]
    extra = 0
    max_num = 0
    can_delete = False

    @admin.display(description=_("by whom"))
    def written_by(self, version: PageVersion) -> str:
        """Their name: Django would lead to their row, which is not for everybody who reads this."""
        return version.by.name

    @admin.display(description=_("title"))
    def its_title(self, version: PageVersion) -> str:
        return written(version.title)

    @admin.display(description=_("text"))
    def its_text(self, version: PageVersion) -> str:
        return linebreaksbr(written(version.text))

    def has_change_permission(self, request: HttpRequest, obj: PageVersion | None = None) -> bool:
        return False


class PageForm(VersionedForm, forms.ModelForm):
    """Tells, before anything is saved, that another has changed the page."""

    version = VersionSeen()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if self.instance.pk and typed.get("version") != self.instance.version:
            self.meet(EditConflict(self.instance))
        return typed

    def why_not(self, conflict: EditConflict) -> SafeString:
        page = conflict.current.get_absolute_url()
        return format_html(
            '{} <a href="{}">{}</a>', CHANGED_MEANWHILE, page, gettext("Read what it says now")
        )


@admin.register(Page)
class PageAdmin(ModelAdmin):
    list_display = ["title", "slug", "in_menu", "moved_to"]
    fields = ["title", "slug", "lead", "text", "order", "in_menu", "moved_to", "redirects", "version"]
    form = PageForm
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title", "text"]
    inlines = [VersionInline]
    actions = None

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """With `?help=` and a topic it begins with our help for it, whose place it takes when it is saved."""
        topic = request.GET.get("help", "")
        if topic not in HelpTopic.values:
            return dict(super().get_changeform_initial_data(request))
        ours = shipped(HelpTopic(topic), get_language() or "")
        return {"title": ours.title, "slug": ours.own_slug, "text": ours.text, "in_menu": False}

    def view_on_site(self, page: Page) -> str:
        return page.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Page, form: forms.ModelForm, change: bool) -> None:
        obj.revise(by=signed_in(request), seen=form.cleaned_data["version"])
