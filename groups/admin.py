"""The list of backgrounds, as the coordinators keep it in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from groups import backgrounds
from groups.models import Background
from people.http import signed_in
from people.models import Person
from ui.admin import EditForm, ModelAdmin


class BackgroundForm(EditForm):
    """Says beside the field what the list would refuse."""

    class Meta:
        model = Background
        fields = ["name"]

    def clean(self) -> Any:
        typed = super().clean() or {}
        if self.instance.pk and "name" in typed:
            backgrounds.check_name(self.instance, typed["name"])
        return typed

    def save_by(self, by: Person) -> Background:
        name = self.cleaned_data["name"]
        if self.instance.pk:
            return backgrounds.rename(self.instance, name, seen=self.what_was_seen, by=by)
        return backgrounds.add([name], by=by)[0]


@admin.register(Background)
class BackgroundAdmin(ModelAdmin):
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name", "seen"]
    form = BackgroundForm
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Background | None = None) -> bool:
        return bool(request.user.has_perm("groups.delete_background", obj))

    def save_model(self, request: HttpRequest, obj: Background, form: BackgroundForm, change: bool) -> None:
        obj.pk = form.save_by(signed_in(request)).pk

    def delete_model(self, request: HttpRequest, obj: Background) -> None:
        backgrounds.remove(obj, by=signed_in(request))
