"""The directory and the trail, as the technical administrator sees them in the admin."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from people import directory, four_eyes, units
from people.choosing import PersonField
from people.events import Source
from people.http import signed_in
from people.models import Act, Person, Unit
from people.sign_in import Way
from ui.admin import EditForm, ModelAdmin
from ui.choices import ChoiceOfOne
from ui.forms import changed, given


class PersonForm(EditForm):
    """Says beside the field what the directory's door would refuse, before anything is saved."""

    unit = ChoiceOfOne(Unit.objects.select_related("parent"), label=_("Unit"), required=False)
    manager = PersonField(label=_("Manager"), required=False)
    by: Person  # who is signed in

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whom: Any = self.fields["manager"]
        whom.people = Person.objects.get_queryset()

    def clean(self) -> Any:
        typed = super().clean() or {}
        directory.check_manager(self.instance, typed.get("manager"))
        four_eyes.refuse_own(self.instance, self.changed_data, by=self.by)
        return typed


@admin.register(Person)
class PersonAdmin(ModelAdmin):
    """The directory, for the technical administrator. Who sits where is not decided here."""

    list_display = ["name", "title", "unit", "email", "is_manager", "is_active"]
    list_filter = ["is_active", "is_manager", "is_administrator"]
    list_select_related = ["unit"]
    search_fields = ["name", "email", "directory_id"]
    fields = [
        "directory_id",
        "name",
        "email",
        "title",
        "unit",
        "manager",
        "is_manager",
        "is_active",
        "is_administrator",
        "language",
        "seen",
    ]
    form = PersonForm
    view_on_site = False
    actions = None

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, *args, **kwargs)
        form.by = signed_in(request)
        return form

    def save_model(self, request: HttpRequest, obj: Person, form: forms.ModelForm, change: bool) -> None:
        """Everything that follows from a change of the directory follows from its one door."""
        by: dict[str, Any] = {"by": signed_in(request), "source": Source.WEB}
        if change:
            directory.update(obj, **by, **changed(form))
        else:
            obj.pk = directory.create(**by, **given(form)).pk
            obj.refresh_from_db()
        self._warn_of_employees_left_behind(request, obj, form)
        if obj.held_changes.open().exists():
            messages.warning(
                request,
                gettext(
                    "Part of this needs two people to agree: it is waiting for somebody else to confirm it."
                ),
            )

    def _warn_of_employees_left_behind(
        self, request: HttpRequest, person: Person, form: forms.ModelForm
    ) -> None:
        count = person.employees.active().count()
        if "is_active" in form.changed_data and not person.is_active and count:
            text = ngettext(
                "%(count)s employee still has %(person)s as manager. Say who it is now.",
                "%(count)s employees still have %(person)s as manager. Say who it is now.",
                count,
            )
            messages.warning(request, text % {"count": count, "person": person})


class UnitForm(EditForm):
    parent = ChoiceOfOne(Unit.objects.select_related("parent"), label=_("Part of"), required=False)


@admin.register(Unit)
class UnitAdmin(ModelAdmin):
    list_display = ["name", "parent"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    fields = ["name", "key", "parent", "seen"]
    form = UnitForm
    actions = None

    def save_model(self, request: HttpRequest, obj: Unit, form: UnitForm, change: bool) -> None:
        units.keep(obj, by=signed_in(request))


@admin.register(Act)
class ActAdmin(ModelAdmin):
    """The trail of what has been done. To be read, never changed."""

    list_display = ["at", "by", "verb", "how", "kind_of_thing", "target_id", "person", "source"]
    list_filter = [
        "source",
        ("target_type", admin.RelatedOnlyFieldListFilter),
    ]  # verbs are too many to choose from
    list_select_related = ["by", "person", "target_type"]
    fields = [
        "at",
        "by",
        "verb",
        "how",
        "kind_of_thing",
        "target_id",
        "person",
        "source",
    ]  # facts may tell of the inside
    readonly_fields = ["kind_of_thing", "how"]
    actions = None

    @admin.display(description=_("how"))
    def how(self, act: Act) -> str:
        """By which way somebody signed in; of other facts nothing."""
        ways = dict(Way.choices)
        taken = str(act.facts.get("way", "")).split("+")
        return " + ".join(str(ways[way]) for way in taken if way in ways)

    @admin.display(description=_("kind of thing"), ordering="target_type")
    def kind_of_thing(self, act: Act) -> str:
        """Without the app, which Django would put before it."""
        return act.target_type.name

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
