"""Who was refused, for the technical administrator: what they came with shows what the directory lacks."""

from django.contrib import admin
from django.http import HttpRequest

from identity.models import Refusal
from ui.admin import ModelAdmin


@admin.register(Refusal)
class RefusalAdmin(ModelAdmin):
    """To be read, never changed."""

    list_display = ["at", "directory_id", "email", "reason", "person"]
    list_filter = ["reason"]
    list_select_related = ["person"]
    fields = ["at", "directory_id", "email", "reason", "person"]
    search_fields = ["directory_id", "email"]
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
