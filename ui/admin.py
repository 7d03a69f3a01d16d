"""What every admin page of ours does differently from Django's."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, NoReturn, cast

from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup, DisallowedModelAdminToField
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views import main
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import CharField, Model, QuerySet
from django.forms import CheckboxInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ui import fields
from ui.edit_conflict import EditConflict
from ui.forms import SeenForm
from ui.http import number_in
from ui.locking import lock_kind
from ui.regular_text import regular
from ui.swedish import alphabetically

MOST_WORDS, LONGEST_SEARCH = 8, 200  # of a search: each word asks every row once more


class EditForm(SeenForm):
    """Of a row that several look after: `fields` of its admin class end with "seen"."""

    def clean(self) -> Any:
        """Under the row's lock, which holds until the admin has saved: it does both in one transaction."""
        typed = super().clean()
        if seen := self.what_was_seen:
            rows = type(self.instance)._default_manager.select_for_update(no_key=True)
            try:
                seen.check(rows.get(pk=self.instance.pk))
            except EditConflict as conflict:
                self.meet(conflict)
        return typed


class NotAFilter(BadRequest):
    """The address asks a list for something that it does not offer."""


def answering_nonsense[Answer: HttpResponseBase](
    view: Callable[..., Answer],
) -> Callable[..., Answer | HttpResponse]:
    """For what shows a list, or what it holds: whoever asks for another filter is told so in our words."""

    @wraps(view)
    def inner(
        self: "ModelAdmin", request: HttpRequest, *args: object, **kwargs: object
    ) -> Answer | HttpResponse:
        try:
            return view(self, request, *args, **kwargs)
        except NotAFilter:
            context = {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("No such filter"),
            }
            return render(request, "admin/no_such_filter.html", context, status=400)

    return inner


class ChangeList(main.ChangeList):
    """A list that answers its own filters, and no others.

    Django's answers any field of its rows, shown or not, so that one could guess what stands in it.
    """

    def get_filters(self, request: HttpRequest) -> tuple[Any, ...]:
        found = super().get_filters(request)
        used = [spec.used_parameters for spec in found[0] if isinstance(spec, admin.FieldListFilter)]
        if repr("\x00")[1:-1] in repr(used):
            raise NotAFilter  # PostgreSQL takes no such text
        own = {f"{self.date_hierarchy}__gte", f"{self.date_hierarchy}__lt"}
        if left_over := set(found[2]) - own:
            raise NotAFilter(f"No filters of this list: {sorted(left_over)}")
        return found

    def get_results(self, request: HttpRequest) -> None:
        """A page that is not there (any more) is the first one."""
        try:
            super().get_results(request)
        except IncorrectLookupParameters:
            self.page_num = 1
            super().get_results(request)

    def get_ordering_field(self, field_name: Any) -> Any:
        """A column of words is sorted as a Swedish dictionary sorts them."""
        found = super().get_ordering_field(field_name)
        fields = {field.name: field for field in self.lookup_opts.fields}
        field = fields.get(found) if isinstance(found, str) else None
        return alphabetically(field.name) if isinstance(field, CharField) and not field.choices else found


class StackedInline(admin.StackedInline):
    """Rows beside a form, as many as there are and may be added. Django makes 1,000 if a browser says so."""

    def get_formset(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        there = formset.model._default_manager.filter(**{formset.fk.name: obj}).count() if obj else 0
        formset.absolute_max = there + formset.max_num
        return formset


class ModelAdmin(admin.ModelAdmin):
    formfield_overrides: ClassVar[dict[Any, Any]] = {fields.CharField: {}}  # what our form field chooses

    @transaction.atomic
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What a form has found right is so still when it is saved: two who save such a thing take turns."""
        if request.method == "POST":
            lock_kind(self.model)
        return super().changeform_view(request, *args, **kwargs)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ChangeList

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Raises NotAFilter when the address asks for what the list does not offer, or in nonsense."""
        try:
            changelist = cast(ChangeList, super().get_changelist_instance(request))
        except (
            DisallowedModelAdminLookup,
            DisallowedModelAdminToField,
            IncorrectLookupParameters,
        ) as nonsense:
            raise NotAFilter from nonsense
        return changelist

    @answering_nonsense
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Called by what it holds: Django says "Select page to change"."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def row_name(self, row: Model) -> str:
        """What a row is called where its box is ticked."""
        return str(row)

    @admin.display(description="")
    def action_checkbox(self, obj: Model) -> SafeString:
        """Two rows may be called the same, so each has its number too."""
        label = _("Choose %(row)s, number %(number)s") % {"row": self.row_name(obj), "number": obj.pk}
        box = CheckboxInput({"class": "action-select", "aria-label": label}, lambda value: False)
        return box.render(ACTION_CHECKBOX_NAME, str(obj.pk))

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Django takes what was ticked for numbers, whatever was sent."""
        if None in map(number_in, request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        return super().response_action(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Django lets an empty `_to_field` through, and looks for a field of that name."""
        return super().get_object(request, object_id, from_field or None)

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> NoReturn:
        """What is not there, or not for this person to know of, is not found; Django leads to the index."""
        raise Http404

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        words = regular(search_term)[:LONGEST_SEARCH].split()[:MOST_WORDS]
        return super().get_search_results(request, queryset, " ".join(words))
