"""What coordinators look after so that things are found: words for the same thing, and what was not found."""

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from people.http import signed_in
from search.models import MissedSearch, Synonym
from ui.admin import ModelAdmin


@admin.register(Synonym)
class SynonymAdmin(ModelAdmin):
    list_display = ["words"]
    fields = ["words"]
    search_fields = ["words"]
    actions = None

    def save_model(self, request: HttpRequest, obj: Synonym, form: forms.ModelForm, change: bool) -> None:
        obj.keep(by=signed_in(request))

    def delete_model(self, request: HttpRequest, obj: Synonym) -> None:
        obj.take_away(by=signed_in(request))


@admin.register(MissedSearch)
class MissedSearchAdmin(ModelAdmin):
    """To be read: who looked for it is not known."""

    list_display = ["words", "times", "latest_on"]
    list_display_links = None
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: MissedSearch | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: MissedSearch | None = None) -> bool:
        return False
